"""Summaries: written, and read with the records behind each figure."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, refused_by
from banjie.api.schemas.summaries import NewSummary, SummaryOut, WholeSummary
from banjie.common import once
from banjie.people.requests import SignedRequest
from banjie.programme.models import Programme
from banjie.programme.views.programmes import programme_or_404
from banjie.reporting import actions
from banjie.reporting.forms import SummaryForm
from banjie.reporting.queries.summaries import summaries_for
from banjie.reporting.views.summaries import summary_or_404

router = Router(tags=["Summaries"])


def _summed_up(request: SignedRequest, pk: int) -> Programme:
    """The programme, for those who may read its summaries."""
    found = programme_or_404(request, pk)
    if not request.user.may("reporting.see_summaries", found):
        raise Http404
    return found


@router.get(
    "/programmes/{pk}/summaries", response={200: Page[SummaryOut], **READ}, url_name="summaries"
)
def summaries(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The summaries of a programme."""
    found = summaries_for(request.user).filter(programme=_summed_up(request, pk))
    return page(found, asked, lambda rows: [SummaryOut.of(one) for one in rows])


@router.post("/programmes/{pk}/summaries", response={201: Receipt, **WRITE}, url_name="summaries")
def write_summary(request: SignedRequest, pk: Number, said: NewSummary, key: Key) -> Any:
    """Write a summary as of today; its figures are frozen with their records."""
    programme = _summed_up(request, pk)
    check(
        request.user.may("reporting.write_summary", programme),
        _("Summaries are written by the programme officer."),
    )
    form = SummaryForm(said.dict() | {"once": once.new_key()})
    if not form.is_valid():
        raise refused_by(form, {})
    values = dict(form.cleaned_data)
    once_key = values.pop("once")
    drawn = actions.draw_up(programme, **values)  # before the transaction begins: it takes time

    def work() -> int:
        return actions.keep_summary(programme, drawn, once_key=once_key, by=request.user).pk

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/summaries/{number}"))


@router.get("/summaries/{pk}", response={200: WholeSummary, **READ}, url_name="summary")
def summary(request: SignedRequest, pk: Number) -> Any:
    """One summary: its text in pieces, its figures with their records. Never rewritten."""
    return WholeSummary.whole(summary_or_404(request, pk))
