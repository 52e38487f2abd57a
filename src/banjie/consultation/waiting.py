"""What of a reply waits for whom: the same reads decide a button, a page and a step."""

from __future__ import annotations

from django.db.models import F, QuerySet

from banjie.consultation.models import Case, Handling, Reply
from banjie.consultation.parts import Actor, parts_of
from banjie.people.rules import LEADER

Stage = Reply.State
WITH_OFFICE = (Stage.REVIEW, Stage.READY, Stage.OUT)
"""Stages of a reply that its unit has finished with."""


def to_answer(actor: Actor, case: Case) -> list[Handling]:
    """The living parts of this account's units that reply and have not sent this round's yet."""
    done = Reply.objects.filter(round=case.round, state__in=WITH_OFFICE)
    busy = set(done.filter(handling__case=case).values_list("handling", flat=True))
    return [part for part in parts_of(actor, case) if part.answers and part.pk not in busy]


def living(stage: str) -> QuerySet[Reply]:
    """Replies at this stage that still count: of units that answer, for the round that runs."""
    found = Reply.objects.filter(
        state=stage, handling__ended_on=None, round=F("handling__case__round")
    )
    return found.exclude(handling__role=Handling.Role.CO).select_related(
        "handling__unit", "handling__case"
    )


def to_sign(actor: Actor, case: Case) -> list[Reply]:
    """Drafts that wait for the signature of this account as head of the unit."""
    units = actor.units(LEADER)
    if not units:
        return []
    waiting = in_stage(case, Stage.SIGNING).filter(handling__unit__in=units)
    return [reply for reply in waiting if reply.drafted_by_id != actor.pk]


def to_countersign(actor: Actor, case: Case) -> list[tuple[Reply, Handling]]:
    """Drafts of the main handler with the co-handling part that is to agree to each."""
    parts = [part for part in parts_of(actor, case) if not part.answers]
    if not parts:
        return []
    waiting = in_stage(case, Stage.SIGNING)
    return [
        (reply, part)
        for reply in waiting.prefetch_related("countersigns")
        for part in parts
        if part.pk not in {said.handling_id for said in reply.countersigns.all()}
    ]


def in_stage(case: Case, stage: str) -> QuerySet[Reply]:
    """Replies of the case that wait at this stage."""
    return living(stage).filter(handling__case=case)
