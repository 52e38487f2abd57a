"""Rounds of reports: read only."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ
from banjie.api.schemas.rounds import AskedOut, CycleOut, WholeCycle
from banjie.people.requests import SignedRequest
from banjie.programme.queries.cycles import items_for
from banjie.programme.views.cycles import cycle_or_404
from banjie.programme.views.programmes import programme_or_404

router = Router(tags=["Rounds of reports"])


@router.get("/programmes/{pk}/rounds", response={200: Page[CycleOut], **READ}, url_name="rounds")
def rounds(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The rounds of a programme."""
    found = programme_or_404(request, pk).cycles.all()
    return page(found, asked, lambda rows: [CycleOut.of(cycle) for cycle in rows])


@router.get("/rounds/{pk}", response={200: WholeCycle, **READ}, url_name="round")
def one_round(request: SignedRequest, pk: Number) -> Any:
    """One round: what it asks of whom, and what answers it."""
    found = cycle_or_404(request, pk)
    return WholeCycle.of(
        found, asked=[AskedOut.of(item) for item in items_for(request.user, found)]
    )
