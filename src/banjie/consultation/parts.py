"""Who works on a case: the parts of the units that an account acts for."""

from __future__ import annotations

from collections.abc import Iterable

from banjie.consultation.models import Case, Handling, Submitter
from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON

WORKING = (LIAISON, HANDLER, LEADER)
"""Duties in which an account acts for a handling unit."""

Actor = User | Submitter


def parts_of(actor: Actor, case: Case, *duties: str) -> list[Handling]:
    """The living parts of the units this account works for; without asking again, where the case
    was read with its handlers.
    """
    units = actor.units(*(duties or WORKING))
    if not units:
        return []
    lead = case.handled_in
    living: Iterable[Handling] | None = getattr(lead, "living", None)
    if living is None:
        living = lead.handlings.filter(ended_on=None, unit__in=units)
    return [part for part in living if part.unit_id in units]
