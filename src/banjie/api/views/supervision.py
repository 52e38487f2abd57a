"""Items under supervision: read, and opened by the form and action of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.forms import Form
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, moved_on, refused_by
from banjie.api.schemas.supervision import AskTime, DecideTime, ItemOut, NewItem, WholeItem
from banjie.common import once
from banjie.people.requests import SignedRequest
from banjie.people.rules import LEADER
from banjie.supervision import actions
from banjie.supervision.forms import DecideExtensionForm, ExtensionForm, ItemForm
from banjie.supervision.models import Item
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
    """One item with what was answered and found."""
    found = item_or_404(request, pk)
    return WholeItem.whole(found, answers_of(found))


def _step(
    request: SignedRequest, asked: tuple[int, str, str], form: Form, act: Callable[..., Any]
) -> Receipt:
    """A step of the page: its rule and its form here, its action once for the key."""
    pk, permission, key = asked

    def work() -> int:
        found: Item = item_or_404(request, pk)
        check(request.user.may(permission, found), _("This step is not open now, or not to you."))
        if not form.is_valid():
            raise refused_by(form, {})
        said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        act(found, by=request.user, **said)
        return pk

    try:
        carried_out(request, key, work)
    except actions.WrongState:
        raise moved_on() from None
    return Receipt(id=pk, address=f"/api/v1/supervision/{pk}")


@router.post(
    "/supervision/{pk}/ask-extension",
    response={200: Receipt, **WRITE},
    url_name="item-ask-extension",
)
def ask_extension(request: SignedRequest, pk: Number, said: AskTime, key: Key) -> Any:
    """Ask for a later last day, before the one now is over."""
    form = ExtensionForm(said.dict() | {"once": once.new_key()})
    return _step(request, (pk, "supervision.ask_extension", key), form, actions.ask_extension)


@router.post(
    "/supervision/{pk}/decide-extension",
    response={200: Receipt, **WRITE},
    url_name="item-decide-extension",
)
def decide_extension(request: SignedRequest, pk: Number, said: DecideTime, key: Key) -> Any:
    """Move the last day as the unit asks, or let it stay."""
    fields = said.dict() | {"once": once.new_key(), "approved": "yes" if said.approved else "no"}
    form = DecideExtensionForm(fields)
    return _step(request, (pk, "supervision.decide_extension", key), form, actions.decide_extension)
