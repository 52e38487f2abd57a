"""What ends a suspension (中止): what was left of each clock runs on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from banjie.common import clock
from banjie.common.periods import Suspension as Stop
from banjie.common.timed import resumed
from banjie.consultation.actions.states import last_day
from banjie.consultation.models import Case, Handling, Reply

WINDOWS = ("receive_by", "return_by")


def end_stop(case: Case, cases: Iterable[Case]) -> int:
    """Let the clocks of the case, of those merged into it and of its units run on from today; the
    caller saves the cases. Who is asked to agree to a draft has the whole time anew. The number of
    the suspension that ended. Raises ValidationError where a last day cannot be computed.
    """
    stopped = case.suspensions.get(last=None)
    stopped.last = max(stopped.first, clock.today() - timedelta(1))
    stopped.save(update_fields=["last"])
    stood = stopped.first < clock.today()  # what ends on its first day took no day away
    for part in case.handlings.filter(ended_on=None) if stood else ():
        _run_on(part, stopped.first, stopped.last)
    asked_to_agree = Reply.objects.filter(handling__case=case, state=Reply.State.SIGNING)
    asked_to_agree.update(countersign_by=last_day(case, "countersign"))
    for one in cases:
        if stood:
            _resume(one, Stop(one.stopped_on or stopped.first, stopped.last))
        one.stopped_on = None
    return stopped.pk


def _resume(case: Case, stop: Stop) -> None:
    """The longest time moves with the day: by at least as much, so that it still holds it."""
    if case.due and case.latest:
        due = resumed(case.due, stop, case.rule_unit)
        case.latest = max(due, resumed(case.latest, stop, case.rule_unit))
        case.due = due


def _run_on(part: Handling, first: date, last: date) -> None:
    """The unit's own clock and, where they were open, its days to take over and to hand back: each
    stood still from the day it began at the earliest.
    """
    begun = {"due": part.begun_on, **dict.fromkeys(WINDOWS, part.since)}
    for name, since in begun.items():
        day, start = getattr(part, name), max(first, since or first)
        if day and start <= last:
            setattr(part, name, resumed(day, Stop(start, last), part.rule_unit))
    part.save(update_fields=["due", *WINDOWS])
