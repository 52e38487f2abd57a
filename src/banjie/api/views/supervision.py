"""Items under supervision: read only."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query, Router

from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ
from banjie.api.schemas.supervision import ItemOut, WholeItem
from banjie.people.requests import SignedRequest
from banjie.supervision.queries.items import answers_of, items_for
from banjie.supervision.views.items import item_or_404

router = Router(tags=["Supervision"])
State = Literal["draft", "issued", "verified", "struck"]


@router.get("/supervision", response={200: Page[ItemOut], **READ}, url_name="items")
def items(request: SignedRequest, asked: Query[Slice], state: State | None = None) -> Any:
    """The items of my offices, and those handed over to my units."""
    found = items_for(request.user)
    if state:
        found = found.filter(state=state)
    return page(found, asked, lambda rows: [ItemOut.of(item) for item in rows])


@router.get("/supervision/{pk}", response={200: WholeItem, **READ}, url_name="item")
def item(request: SignedRequest, pk: Number) -> Any:
    """One item with what was answered and found."""
    found = item_or_404(request, pk)
    return WholeItem.whole(found, answers_of(found))
