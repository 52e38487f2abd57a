"""Papers asking for approval: read only."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ
from banjie.api.schemas.papers import PaperOut, WholePaper
from banjie.approvals.queries import papers_for, rounds_of
from banjie.approvals.views import paper_or_404
from banjie.people.requests import SignedRequest

router = Router(tags=["Approvals"])


@router.get("/papers", response={200: Page[PaperOut], **READ}, url_name="papers")
def papers(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The papers I drafted, signed or was asked to sign, and those of the units I lead."""
    return page(
        papers_for(request.user), asked, lambda rows: [PaperOut.of(paper) for paper in rows]
    )


@router.get("/papers/{pk}", response={200: WholePaper, **READ}, url_name="paper")
def paper(request: SignedRequest, pk: Number) -> Any:
    """One paper with its text, and who signed what: posts, never names."""
    found = paper_or_404(request, pk)
    return WholePaper.whole(found, rounds_of(found))
