"""Handing back (退办): a unit asks and names the right one; it stays put until the office decides.

Agreeing is `reassign_case`: no unit forwards a case to another.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.common import clock
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.actions.telling import News, tell_office, tell_unit
from banjie.consultation.asking import open_returns, to_hand_back
from banjie.consultation.models import Handling, ReturnRequest
from banjie.people.models import Unit, User


@transaction.atomic
def ask_return(handling: Handling, *, names: Unit, reason: str, by: User) -> ReturnRequest:
    """Ask the office to take it back, within the days of the profile; once at a time."""
    case = locked(handling.case, "ask_return", by=by)
    if handling.pk not in {part.pk for part in to_hand_back(by, case)}:
        raise WrongState.at("ask_return")
    if names.pk == handling.unit_id:
        raise ValidationError({"names": _("Name the unit it belongs to, not your own.")})
    asked = ReturnRequest.objects.create(handling=handling, names=names, reason=reason, by=by)
    move(case, "ask_return", by=by, unit=handling.unit)
    news = News("report.case", f"return:{asked.pk}", gettext_noop("A unit asks to hand it back"))
    tell_office(case, news, by=by)
    return asked


@transaction.atomic
def refuse_return(asked: ReturnRequest, *, answer: str, by: User) -> ReturnRequest:
    """It stays with the unit, which is told why."""
    case = locked(asked.handling.case, "refuse_return", by=by)
    found = open_returns(case).filter(pk=asked.pk).first()
    if found is None:
        raise WrongState.at("refuse_return")
    found.accepted, found.answer = False, answer
    found.decided_by, found.decided_on = by, clock.today()
    found.save()
    move(case, "refuse_return", by=by, unit=found.handling.unit)
    news = News("case.decided", f"return:{asked.pk}", gettext_noop("Hand-back refused"))
    tell_unit(case, found.handling.unit, news, by=by)
    return found
