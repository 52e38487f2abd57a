"""My notices."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Query, Router

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE
from banjie.api.schemas.others import NoticeOut
from banjie.notices.actions.outbox import mark_read
from banjie.notices.models import Delivery
from banjie.notices.queries import inbox
from banjie.people.requests import SignedRequest

router = Router(tags=["Notices"])


@router.get("/notices", response={200: Page[NoticeOut], **READ}, url_name="notices")
def notices(request: SignedRequest, asked: Query[Slice], unread: bool = False) -> Any:
    """What came for me; reading it here does not mark it as opened."""
    mine = inbox(request.user)
    if unread:
        mine = mine.filter(state=Delivery.State.SENT)
    return page(mine, asked, lambda rows: [NoticeOut.of(row) for row in rows], by="notice_id")


@router.get("/notices/{pk}", response={200: NoticeOut, **READ}, url_name="notice")
def notice(request: SignedRequest, pk: Number) -> Any:
    """One of my notices."""
    return NoticeOut.of(_mine(request, pk))


def _mine(request: SignedRequest, pk: int) -> Delivery:
    found = inbox(request.user).filter(notice=pk).first()
    if found is None:
        raise Http404
    return found


@router.post("/notices/{pk}/read", response={200: Receipt, **WRITE}, url_name="read-notice")
def read(request: SignedRequest, pk: Number, key: Key) -> Any:
    """Mark it as opened."""

    def work() -> int:
        mark_read(request.user, [_mine(request, pk).notice])
        return pk

    number = carried_out(request, key, work)
    return Receipt(id=number, address=f"/api/v1/notices/{number}")
