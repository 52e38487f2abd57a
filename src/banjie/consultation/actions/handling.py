"""While a case is handled: contacts with its author, opinions, agreeing to a reply."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.consultation.actions.replying import still
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.models import Case, ContactLog, Countersign, Handling, Opinion, Reply
from banjie.consultation.parts import WORKING, parts_of
from banjie.people.models import Unit, User


@transaction.atomic
def log_contact(
    case: Case, *, unit: Unit, means: str, on: date, summary: str, by: User
) -> ContactLog:
    """Note that a handling unit spoke with the author. Raises ValidationError for a day to come."""
    case = locked(case, "log_contact", by=by)
    if unit.pk not in {part.unit_id for part in parts_of(by, case)}:
        raise WrongState.at("log_contact")
    if on > clock.today():
        raise ValidationError({"on": _("This day is still to come.")})
    kept = ContactLog.objects.create(
        case=case, unit=unit, means=means, on=on, summary=summary, by=by
    )
    move(case, "log_contact", by=by, unit=unit)
    return kept


@transaction.atomic
def write_opinion(handling: Handling, text: str, *, by: User) -> Opinion:
    """The next version of a co-handler's opinion, to the main handler and the office alone."""
    case = locked(handling.case, "write_opinion", by=by)
    _check_co(handling, "write_opinion", by)
    version = handling.opinions.filter(round=case.round).count() + 1
    opinion = Opinion.objects.create(
        handling=handling, round=case.round, version=version, text=text, by=by
    )
    move(case, "write_opinion", by=by, unit=handling.unit)
    return opinion


def _check_co(handling: Handling, step: str, by: User) -> None:
    if handling.answers or handling.ended_on or handling.unit_id not in by.units(*WORKING):
        raise WrongState.at(step)


@transaction.atomic
def countersign(
    reply: Reply, handling: Handling, *, agreed: bool, reason: str = "", seen: str = "", by: User
) -> Countersign:
    """A co-handler agrees to the main handler's draft, or objects with a reason (会签).

    Its last word on a draft counts; a rewritten draft asks anew.
    """
    case = locked(reply.handling.case, "countersign", by=by)
    reply = still(reply, Reply.State.SIGNING, "countersign", seen)
    _check_co(handling, "countersign", by)
    if handling.case_id != case.pk:
        raise WrongState.at("countersign")
    if not agreed and not reason.strip():
        raise ValidationError({"reason": _("Say what you object to.")})
    said, _made = Countersign.objects.update_or_create(
        reply=reply, handling=handling,
        defaults={"agreed": agreed, "reason": reason, "by": by, "on": clock.today()},
    )  # fmt: skip
    move(case, "countersign", by=by, unit=handling.unit, agreed=agreed)
    return said
