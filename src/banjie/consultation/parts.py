"""Who works on a case: the parts of the units that an account acts for."""

from __future__ import annotations

from banjie.consultation.models import Case, Handling, Submitter
from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON

WORKING = (LIAISON, HANDLER, LEADER)
"""Duties in which an account acts for a handling unit."""

Actor = User | Submitter


def parts_of(actor: Actor, case: Case, *duties: str) -> list[Handling]:
    """The living parts of the units this account works for."""
    units = actor.units(*(duties or WORKING))
    if not units:
        return []
    return list(case.handled_in.handlings.filter(ended_on=None, unit__in=units))
