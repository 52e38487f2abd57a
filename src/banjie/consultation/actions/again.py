"""Handling a case once more: after "not satisfied" with the result, or after reopening."""

from __future__ import annotations

from banjie.common import clock
from banjie.common.periods import Clock
from banjie.consultation.models import Case, Handling


def handle_again(case: Case, running: Clock) -> None:
    """Begin the next round under this clock, with the same units; the caller moves the case.

    A merged case leaves the one it was handled with: its author alone was not satisfied, so it
    goes on by itself, with its own points.
    """
    if case.merged_into is not None:
        _leave(case, case.merged_into)
    case.round += 1
    case.run_by(running)
    case.latest = max(filter(None, (case.latest, case.due)))
    case.assigned_on, case.closed_on, case.ground = clock.today(), None, ""
    case.rate_by = None
    for part in case.handlings.filter(ended_on=None):
        part.run_by(running)
        part.save()


def _leave(case: Case, lead: Case) -> None:
    """Copy the lead's handlers while the case still counts as merged, then let go."""
    for part in lead.handlings.filter(ended_on=None):
        Handling.objects.create(
            case=case, unit_id=part.unit_id, role=part.role, part=part.part,
            return_by=part.return_by, receive_by=part.receive_by, received_on=part.received_on,
        )  # fmt: skip
    case.merged_into = None
