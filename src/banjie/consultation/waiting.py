"""What of a reply waits for whom: the same reads decide a button, a page and a step."""

from __future__ import annotations

from django.db.models import QuerySet

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


def to_sign(actor: Actor, case: Case) -> list[Reply]:
    """Drafts that wait for the signature of this account as head of the unit."""
    units = actor.units(LEADER)
    if not units:
        return []
    waiting = Reply.objects.filter(
        handling__case=case, handling__unit__in=units, handling__ended_on=None,
        state=Stage.SIGNING,
    ).select_related("handling__unit", "handling__case")  # fmt: skip
    return [reply for reply in waiting if reply.drafted_by_id != actor.pk]


def to_countersign(actor: Actor, case: Case) -> list[tuple[Reply, Handling]]:
    """Drafts of the main handler with the co-handling part that is to agree to each."""
    parts = [part for part in parts_of(actor, case) if not part.answers]
    if not parts:
        return []
    waiting = Reply.objects.filter(handling__case=case, state=Stage.SIGNING).select_related(
        "handling__unit", "handling__case"
    )
    return [
        (reply, part)
        for reply in waiting.prefetch_related("countersigns")
        for part in parts
        if part.pk not in {said.handling_id for said in reply.countersigns.all()}
    ]


def in_stage(case: Case, stage: str) -> QuerySet[Reply]:
    """Replies of the case at this stage."""
    return Reply.objects.filter(handling__case=case, state=stage).select_related(
        "handling__unit", "handling__case"
    )
