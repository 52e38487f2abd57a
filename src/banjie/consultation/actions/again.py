"""Handling a case once more: after "not satisfied", said in a rating or when called back, or after
reopening.
"""

from __future__ import annotations

from banjie.consultation.actions.states import last_day, move
from banjie.consultation.kinds import limit_name
from banjie.consultation.models import Case, Handling, Rating, Rework, State
from banjie.consultation.parts import Actor


def not_satisfied(case: Case, step: str, *, by: Actor, rating: Rating | None = None) -> Case:
    """The case is handled once more under a clock of its own; the second time it goes to the
    office instead. `rating` is the one that led here, None for what was said when called back
    (济南 27). It is never refused for want of a calendar: see `catching_up`.
    """
    if Rework.objects.filter(case=case).exists():
        return move(case, step, by=by, to=State.ESCALATED)
    handle_again(case)
    rework = Rework(case=case, rating=rating)
    rework.run_with(case)
    rework.save()
    return move(case, step, by=by, to=State.REWORK, due=case.due)


def handle_again(case: Case) -> None:
    """Begin the next round under a clock of its own, with the same units, which may hand it back
    anew; the caller moves the case.

    A merged case leaves the one it was handled with: its author alone was not satisfied, so it
    goes on by itself, with its own points.
    """
    if case.merged_into is not None:
        _leave(case, case.merged_into)
    case.round += 1
    case.run_from_today(limit_name(case.kind, "rework"))
    case.latest = max(filter(None, (case.latest, case.due)), default=None)
    case.closed_on, case.ground = None, ""
    case.rate_by = case.call_by = None
    for part in case.handlings.filter(ended_on=None):
        part.run_with(case)
        part.return_by = last_day(case, "return")
        part.save()


def _leave(case: Case, lead: Case) -> None:
    """Copy the lead's handlers while the case still counts as merged, then let go."""
    for part in lead.handlings.filter(ended_on=None):
        Handling.objects.create(
            case=case, unit_id=part.unit_id, role=part.role, part=part.part,
            return_by=part.return_by, receive_by=part.receive_by, received_on=part.received_on,
        )  # fmt: skip
    case.merged_into = None
