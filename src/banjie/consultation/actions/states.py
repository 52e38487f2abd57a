"""What every step on a case begins and ends with: lock and rule, timeline and log."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from banjie.common import audit
from banjie.common.timed import begin
from banjie.consultation import wording
from banjie.consultation.actions.lasting import set_ends
from banjie.consultation.actions.telling import tell_authors
from banjie.consultation.kinds import kind_rule, limit_name
from banjie.consultation.models import Case, Event, State, Submitter
from banjie.consultation.parts import Actor
from banjie.consultation.steps import steps
from banjie.people.models import Unit


class WrongState(Exception):
    """The case has moved on since the page was drawn, or this actor may not take the step."""

    @classmethod
    def at(cls, step: str) -> WrongState:
        """It says who may take the step, and when."""
        return cls(wording.refused(step))


def locked(case: Case, step: str, *, by: Actor | None) -> Case:
    """The case as it is now, locked; raises `WrongState` unless the rule allows `by` the step.

    Without `by` the step is one of the clock's: it needs its row of the table alone.
    """
    current = Case.objects.select_for_update(of=("self",)).select_related("office").get(pk=case.pk)
    row = steps()[step]
    clocked = by is None and "clock" in row.who and current.state in row.start
    if not clocked and (by is None or not by.may(row.permission, current)):
        raise WrongState.at(step)
    return current


def move(
    case: Case, step: str, *, by: Actor | None, to: str = "", unit: Unit | None = None,
    **facts: Any,
) -> Case:  # fmt: skip
    """Save the case in its new state, and write the step on its timeline and in the log.

    `to` must be one of the step's states; '' leaves the state. `facts` are coded and small: they
    stand on the author's timeline too where the step is told; None says nothing.
    """
    row = steps()[step]
    if to and to not in row.to:
        raise ValueError(f"{step} leads to {row.to}, not {to}")
    case.state = to or case.state
    _set_days(case)
    case.save()
    if to:
        set_ends(case)
    facts = {
        name: str(fact) if isinstance(fact, date) else fact
        for name, fact in facts.items()
        if fact is not None
    }
    event = Event.objects.create(
        case=case, step=step, state=case.state, unit=unit, told=row.told, facts=facts
    )
    if row.told:
        tell_authors(event, by=by)
    _log(case, step, by, facts)
    return case


_DAYS = {
    "screening": "check_by",
    "assign": "assign_by",
    "rating": "rate_by",
    "call_back": "call_by",
}


def _set_days(case: Case) -> None:
    for clock_name in clocks_unset(case):
        set_day(case, clock_name)


def clocks_unset(case: Case) -> list[str]:
    """The clocks a case waits under without a last day: of the office, to check what was sent, to
    hand over what it filed, to ask the author back; of the author, to rate what was answered.
    """
    waits = {
        State.SUBMITTED: ["screening"],
        State.FILED: [] if case.assigned_on else ["assign"],
        State.REPLIED: ["rating", *(["call_back"] if kind_rule(case.kind).called_back else [])],
    }
    asked = waits.get(State(case.state), [])
    return [name for name in asked if getattr(case, _DAYS[name]) is None]


def set_day(case: Case, clock_name: str, start: date | None = None) -> None:
    """Give one of these clocks its last day, where it can be computed; the caller saves."""
    setattr(case, _DAYS[clock_name], last_day(case, clock_name, start))


def last_day(case: Case, clock_name: str, start: date | None = None) -> date | None:
    """The last day of one of the clocks of its kind, from today or the day it began. None where
    the days off of its year are not loaded: nobody is kept from saying something for want of a
    calendar, and no day is guessed.
    """
    try:
        return begin(limit_name(case.kind, clock_name), start).end
    except ValidationError:
        return None


def _log(case: Case, step: str, by: Actor | None, facts: dict[str, Any]) -> None:
    """A line in the audit log. An author without an account leaves none: its moment would tell
    when the author was here; the timeline keeps the day.
    """
    account = by.user if isinstance(by, Submitter) else by
    if account is None and by is not None:
        return
    audit.record(by=account, verb=f"case.{step}", target=case, **facts)
