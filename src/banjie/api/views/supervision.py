"""Items under supervision: read, opened, and taken through their steps."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, refused_by
from banjie.api.schemas.supervision import ItemOut, NewItem, WholeItem
from banjie.api.supervising import STEPS
from banjie.common import once
from banjie.people.requests import SignedRequest
from banjie.people.rules import LEADER
from banjie.supervision import actions
from banjie.supervision.forms import ItemForm
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


@router.post("/supervision", response={201: Receipt, **WRITE}, url_name="items")
def open_item(request: SignedRequest, said: NewItem, key: Key) -> Any:
    """Open an item: it waits for the leader of the office, who is asked to approve it."""

    def work() -> int:
        check(request.user.may("supervision.open"), _("Items are opened by an office’s officer."))
        fields = said.dict() | {"once": once.new_key(), "leader": f"{said.office}:{LEADER}"}
        form = ItemForm(request.user, fields)
        if not form.is_valid():
            raise refused_by(form, {"leader": "body.office"})
        values = form.cleaned_data
        made = actions.open_item(
            form.content(), office=values["office"], once_key=values["once"],
            repeats=len(form.alike), by=request.user,
        )  # fmt: skip
        return made.pk

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/supervision/{number}"))


@router.get("/supervision/{pk}", response={200: WholeItem, **READ}, url_name="item")
def item(request: SignedRequest, pk: Number) -> Any:
    """One item with what was answered and found, and what the caller may do now."""
    found = item_or_404(request, pk)
    return WholeItem.whole(found, answers_of(found), partial(STEPS.open_to, request.user))


STEPS.install(router, "item")
