"""More time (延期): asked for before the day, decided by the office, never beyond the longest."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from banjie.consultation.actions.replying import addressed
from banjie.consultation.actions.states import WrongState, locked, move
from banjie.consultation.actions.telling import News, tell_office, tell_unit
from banjie.consultation.asking import open_extensions, to_prolong
from banjie.consultation.models import Case, Extension, Handling
from banjie.people.models import User


@transaction.atomic
def ask_extension(handling: Handling, *, wanted: date, reason: str, by: User) -> Extension:
    """Ask for a later last day. Raises ValidationError for one that is not later than the day now,
    or later than any extension may reach.
    """
    case = locked(handling.case, "ask_extension", by=by)
    part = next((part for part in to_prolong(by, case) if part.pk == handling.pk), None)
    if part is None or part.due is None:
        raise WrongState.at("ask_extension")
    _check_day(case, part.due, wanted)
    asked = Extension.objects.create(
        handling=part, round=case.round, reason=reason, old_due=part.due, wanted=wanted, by=by
    )
    move(case, "ask_extension", by=by, unit=part.unit)
    news = News("report.case", f"extension:{asked.pk}", gettext_noop("A unit asks for more time"))
    tell_office(case, news, by=by)
    return asked


def _check_day(case: Case, due: date, wanted: date) -> None:
    if wanted <= due:
        raise ValidationError({"wanted": _("This day is not later than the last day now.")})
    if case.latest and wanted > case.latest:
        raise ValidationError(
            {"wanted": _("The longest time ends on %(day)s.") % {"day": date_format(case.latest)}}
        )


@transaction.atomic
def decide_extension(asked: Extension, *, approved: bool, answer: str, by: User) -> Extension:
    """Agree, and the day moves, never to an earlier one; or refuse. The authors are told, with the
    answer.
    """
    case = locked(asked.handling.case, "decide_extension", by=by)
    found = open_extensions(case).filter(pk=asked.pk).first()
    if found is None:
        raise WrongState.at("decide_extension")
    found.decide(approved=approved, answer=answer, by=by)
    unit = found.handling.unit
    if approved:
        found.handling.due = max(found.handling.due or found.wanted, found.wanted)
        found.handling.save(update_fields=["due"])
    for one in addressed(case):
        if approved:
            _prolong(one, found.wanted)
        move(one, "decide_extension", by=by, unit=unit, approved=approved, due=one.due)
    said = gettext_noop("More time agreed") if approved else gettext_noop("More time refused")
    tell_unit(case, unit, News("case.decided", f"extension:{found.pk}", said), by=by)
    return found


def _prolong(case: Case, wanted: date) -> None:
    """Move the day of the case, within its own longest time."""
    reachable = min(wanted, case.latest) if case.latest else wanted
    case.due = max(case.due or reachable, reachable)
