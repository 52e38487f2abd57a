"""Days on which the clock stands still (中止), on a coded ground, and its running on."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import clock
from banjie.consultation.actions.replying import addressed
from banjie.consultation.actions.states import locked, move
from banjie.consultation.actions.stops import end_stop
from banjie.consultation.actions.telling import News, tell_unit
from banjie.consultation.models import Case, Suspension
from banjie.people.models import User


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
    cases = addressed(case)
    ended = end_stop(case, cases)
    for one in cases:
        move(one, "resume", by=by, due=one.due)
    _tell(case, f"resumed:{ended}", gettext_noop("The clock runs on"), by)
    return case


def _tell(case: Case, key: str, said: str, by: User) -> None:
    for part in case.handlings.filter(ended_on=None).select_related("unit"):
        tell_unit(case, part.unit, News("case.clock", key, said), by=by)
