"""Days on which the clock stands still (中止), on a coded ground, and its running on."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import clock
from banjie.common.periods import Suspension as Stop
from banjie.common.timed import resumed
from banjie.consultation.actions.replying import addressed
from banjie.consultation.actions.states import locked, move
from banjie.consultation.actions.telling import News, tell_unit
from banjie.consultation.models import Case, Handling, Suspension
from banjie.people.models import User

WINDOWS = ("receive_by", "return_by")


@transaction.atomic
def suspend_case(case: Case, *, ground: str, reason: str, by: User) -> Suspension:
    """Stop its clock and those of its units, and of the cases merged into it."""
    case = locked(case, "suspend", by=by)
    stopped = Suspension.objects.create(case=case, ground=ground, reason=reason, by=by)
    for one in addressed(case):
        one.stopped_on = clock.today()
        move(one, "suspend", by=by, ground=ground)
    _tell(case, f"stopped:{stopped.pk}", gettext_noop("The clock stands still"), by)
    return stopped


@transaction.atomic
def resume_case(case: Case, *, by: User) -> Case:
    """Let it run on: what was left of each clock runs from today. Raises ValidationError where a
    last day cannot be computed.
    """
    case = locked(case, "resume", by=by)
    stopped = case.suspensions.get(last=None)
    stopped.last = max(stopped.first, clock.today() - timedelta(1))
    stopped.save(update_fields=["last"])
    for part in case.handlings.filter(ended_on=None):
        _run_on(part, Stop(stopped.first, stopped.last))
    for one in addressed(case):
        _resume(one, Stop(one.stopped_on or stopped.first, stopped.last))
        move(one, "resume", by=by, due=str(one.due))
    _tell(case, f"resumed:{stopped.pk}", gettext_noop("The clock runs on"), by)
    return case


def _resume(case: Case, stop: Stop) -> None:
    """The longest time moves with the day: by at least as much, so that it still holds it."""
    if case.due and case.latest:
        due = resumed(case.due, stop, case.rule_unit)
        case.latest = max(due, resumed(case.latest, stop, case.rule_unit))
        case.due = due
    case.stopped_on = None


def _run_on(part: Handling, stop: Stop) -> None:
    """The unit's own clock and, where they were open, its days to take over and to hand back."""
    for name in ("due", *WINDOWS):
        if day := getattr(part, name):
            setattr(part, name, resumed(day, stop, part.rule_unit))
    part.save(update_fields=["due", *WINDOWS])


def _tell(case: Case, key: str, said: str, by: User) -> None:
    for part in case.handlings.filter(ended_on=None).select_related("unit"):
        tell_unit(case, part.unit, News("case.clock", key, said), by=by)
