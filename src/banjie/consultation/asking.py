"""What units may ask of the office, and what they asked: what buttons and steps both read."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.common import clock
from banjie.consultation.models import Case, Extension, FollowUp, Handling, ReturnRequest
from banjie.consultation.parts import Actor, parts_of
from banjie.people.rules import OFFICER


def to_hand_back(actor: Actor, case: Case) -> list[Handling]:
    """The account's parts whose time to hand back runs, and that do not ask for it already."""
    asked = set(open_returns(case).values_list("handling", flat=True))
    return [
        part
        for part in parts_of(actor, case)
        if part.return_by and part.return_by >= clock.today() and part.pk not in asked
    ]


def to_prolong(actor: Actor, case: Case) -> list[Handling]:
    """The account's parts that reply, whose day has not passed and may still be moved."""
    asked = set(open_extensions(case).values_list("handling", flat=True))
    return [
        part
        for part in parts_of(actor, case)
        if part.answers and part.due and clock.today() <= part.due
        and (case.latest is None or part.due < case.latest)
        and part.pk not in asked
    ]  # fmt: skip


def to_follow(actor: Actor, case: Case) -> QuerySet[FollowUp]:
    """The open promises of a case that this account answers for: all for the office, for a unit
    those of its own replies.
    """
    found = case.follow_ups.filter(state=FollowUp.State.OPEN)
    if case.office_id in actor.units(OFFICER):
        return found
    own = [part.unit_id for part in parts_of(actor, case) if part.answers]
    return found.filter(reply__handling__unit__in=own)


def open_returns(case: Case) -> QuerySet[ReturnRequest]:
    """What living parts ask to hand back."""
    found = ReturnRequest.objects.filter(
        handling__case=case, handling__ended_on=None, accepted=None
    )
    return found.select_related("handling__unit", "names")


def decided_extensions(case: Case) -> QuerySet[Extension]:
    """What the office said to units that asked for more time."""
    return Extension.objects.filter(handling__case=case.handled_in, approved__isnull=False)


def open_extensions(case: Case) -> QuerySet[Extension]:
    """What living parts ask to have more time for."""
    found = Extension.objects.filter(handling__case=case, handling__ended_on=None, approved=None)
    return found.select_related("handling__unit")
