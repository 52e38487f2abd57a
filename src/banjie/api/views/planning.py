"""Plans before they are at work: drafts, revisions, workbooks that came back, the year to come."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import File, Query, Router, Status, UploadedFile

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.planning import ON_PLANS, ON_REVIEWS
from banjie.api.problems import READ, WRITE, Refused, check, invalid, moved_on, refused_by
from banjie.api.schemas.planning import (
    DraftItemOut,
    DraftOut,
    ImportOut,
    NameOut,
    ProposalOut,
    Proposed,
    RevisionOut,
    RowOut,
    SheetRowOut,
    WholeDraft,
    WholeImport,
    WholeRevision,
)
from banjie.common.files import clean_name
from banjie.people.requests import SignedRequest
from banjie.programme import rolling
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.imports import receive_sheet
from banjie.programme.forms.imports import SheetForm
from banjie.programme.forms.rolling import FIRST, LAST
from banjie.programme.models import Revision
from banjie.programme.queries.drafts import drafts_for, party_questions
from banjie.programme.queries.imports import NoHead, Verdicts
from banjie.programme.queries.revisions import Comparison
from banjie.programme.queries.rolling import proposals
from banjie.programme.views.drafts import draft_or_404
from banjie.programme.views.imports import import_or_404
from banjie.programme.views.programmes import programme_or_404
from banjie.programme.views.revisions import revision_or_404

router = Router(tags=["Plans"])


def _office_programme(request: SignedRequest, pk: int) -> Any:
    """The programme, for the officers who change its plan."""
    found = programme_or_404(request, pk)
    check(
        request.user.may("programme.roll", found),
        _("Plans are read and changed by the officers of the office."),
    )
    return found


@router.get("/drafts", response={200: Page[DraftOut], **READ}, url_name="drafts")
def drafts(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The drafts of the offices I serve, whatever became of them."""
    found = drafts_for(request.user).defer("document__reading__text", "document__reading__result")
    return page(found, asked, lambda rows: [DraftOut.of(draft) for draft in rows])


@router.get("/drafts/{pk}", response={200: WholeDraft, **READ}, url_name="draft")
def draft(request: SignedRequest, pk: Number) -> Any:
    """One draft with its items, and the names to settle before it is opened."""
    found = draft_or_404(request, pk)
    items = list(found.items.all())
    may = partial(ON_PLANS["draft"].open_to, request.user)
    steps = may("drafts", found)
    on_items = ["correct-item", "keep-item", "split-item"] if steps else []
    return WholeDraft.of(
        found,
        items=[DraftItemOut.of(item, steps=on_items) for item in items],
        names=[NameOut.of(asked) for asked in party_questions(found, items)],
        steps=steps,
    )


@router.get(
    "/programmes/{pk}/revisions",
    response={200: Page[RevisionOut], 403: READ[401], **READ},
    url_name="revisions",
)
def revisions(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The revised plans read against a programme."""
    found = _office_programme(request, pk).revisions.all()
    return page(found, asked, lambda rows: [RevisionOut.of(one) for one in rows])


@router.get("/revisions/{pk}", response={200: WholeRevision, **READ}, url_name="revision")
def revision(request: SignedRequest, pk: Number) -> Any:
    """One revision with the rows that differ as things stand now."""
    found = revision_or_404(request, pk)
    compared = Comparison(found) if found.state == Revision.State.OPEN else None
    return WholeRevision.of(
        found,
        rows=[RowOut.of(row) for row in compared.rows] if compared else [],
        open_names=compared.open_names if compared else [],
        steps=ON_PLANS["revision"].open_to(request.user, "revisions", found),
    )


@router.get(
    "/programmes/{pk}/imports",
    response={200: Page[ImportOut], 403: READ[401], **READ},
    url_name="imports",
)
def imports(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The workbooks sent to change a programme."""
    found = _office_programme(request, pk).imports.defer("rows")
    return page(found, asked, lambda rows: [ImportOut.of(one) for one in rows])


@router.post("/programmes/{pk}/imports", response={201: Receipt, **WRITE}, url_name="imports")
def send_sheet(request: SignedRequest, pk: Number, file: File[UploadedFile], key: Key) -> Any:
    """Send a task breakdown as XLSX; what it would do is told before anything is done."""

    form = SheetForm({}, MultiValueDict({"file": [file]}))
    if request.user.may("programme.revise", programme_or_404(request, pk)):
        form.full_clean()  # the workbook is read before the transaction begins: it takes time

    def work() -> int:
        programme = programme_or_404(request, pk)
        check(request.user.may("programme.revise", programme), str(ON_REVIEWS))
        if not form.is_valid():
            raise refused_by(form, {})
        try:
            made = receive_sheet(
                programme, name=clean_name(file.name or ""), rows=form.rows, by=request.user
            )
        except Stale:
            raise moved_on() from None
        except NoHead:
            said = _("No row has the headings of a task breakdown.")
            raise invalid([("body.file", said)]) from None
        return made.pk

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/imports/{number}"))


@router.get("/imports/{pk}", response={200: WholeImport, **READ}, url_name="import")
def sheet_import(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """One workbook with what its rows would do as things stand now, a page at a time."""
    found = import_or_404(request, pk)
    verdicts = Verdicts(found)
    rows = [row for row in verdicts.rows if row.number > (asked.after or 0)]
    shown = rows[: asked.limit]
    return WholeImport.of(
        found,
        counts=dict(verdicts.count()),
        rows=[SheetRowOut.of(row) for row in shown],
        next=shown[-1].number if len(rows) > len(shown) else None,
        steps=ON_PLANS["import"].open_to(request.user, "imports", found),
    )


@router.get(
    "/programmes/{pk}/next-year",
    response={200: Proposed, 403: READ[401], **READ},
    url_name="next-year",
)
def next_year(request: SignedRequest, pk: Number, year: int | None = None) -> Any:
    """How the programme would stand in another year, as proposed; nothing is written."""
    found = _office_programme(request, pk)
    wanted = found.year + 1 if year is None else year
    if not FIRST <= wanted <= LAST:
        raise Refused(
            422, "invalid", _("Something in it is missing or does not fit."),
            [("query.year", _("This value does not fit."))],
        )  # fmt: skip
    return Proposed(
        year=wanted,
        title=rolling.roll_title(found.title, wanted - found.year),
        activities=[ProposalOut.of(row) for row in proposals(found, wanted)],
    )


for _prefix, _steps in ON_PLANS.items():
    _steps.install(router, _prefix)
