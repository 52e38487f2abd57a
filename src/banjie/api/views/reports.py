"""Reports: read, written, mended, sent and decided on, by the forms and actions of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status, UploadedFile

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, Refused, check, invalid, moved_on, refused_by
from banjie.api.schemas.reports import (
    CorrectionIn,
    NewReport,
    ReasonIn,
    ReportIn,
    ReportOut,
    VersionOut,
)
from banjie.api.told import Told, as_shown, field_of
from banjie.common import once
from banjie.people.requests import SignedRequest
from banjie.programme.actions import reports as actions
from banjie.programme.actions.closing import correct_figure
from banjie.programme.actions.locking import locked_activities
from banjie.programme.forms.closing import CorrectForm
from banjie.programme.forms.reports import ReportForm, ReturnForm
from banjie.programme.models import Activity, Report
from banjie.programme.queries.reports import reports_for
from banjie.programme.views.programmes import activity_or_404
from banjie.programme.views.reports import report_or_404

router = Router(tags=["Reports"])


class Narrowed(Slice):
    """Which reports."""

    programme: Number | None = None
    activity: Number | None = None
    unit: Number | None = None
    state: Literal["draft", "submitted", "returned", "accepted"] | None = None


@router.get("/reports", response={200: Page[ReportOut], **READ}, url_name="reports")
def reports(request: SignedRequest, asked: Query[Narrowed]) -> Any:
    """The reports I may see: of my units, and those sent to my offices; never others' drafts."""
    narrowed = {
        "activity__programme": asked.programme,
        "activity": asked.activity,
        "unit": asked.unit,
        "state": asked.state,
    }
    wanted = {name: value for name, value in narrowed.items() if value is not None}
    found = reports_for(request.user).filter(**wanted)
    return page(found, asked, lambda rows: [ReportOut.of(report) for report in rows])


@router.post("/activities/{pk}/reports", response={201: Receipt, **WRITE}, url_name="write-report")
def write_report(request: SignedRequest, pk: Number, said: NewReport, key: Key) -> Any:
    """Write a report on an activity, as a draft or (`submit`) sent at once."""

    def work() -> int:
        activity = activity_or_404(request, pk)
        check(
            request.user.may("programme.write_report", activity),
            _("Reports are written by the liaison of a unit with a part in it."),
        )
        form, content = _content(request, activity, said)
        made = actions.write_report(
            activity, content, unit=form.cleaned_data["unit"], submit=said.submit,
            once_key=once.new_key(), by=request.user,
        )  # fmt: skip
        return made.pk

    return Status(201, _receipt(_decided(request, key, work)))


@router.get("/reports/{pk}", response={200: ReportOut, **READ}, url_name="report")
def report(request: SignedRequest, pk: Number) -> Any:
    """One report with its figures and files."""
    return ReportOut.of(report_or_404(request, pk))


@router.put("/reports/{pk}", response={200: Receipt, **WRITE}, url_name="report")
def change_report(request: SignedRequest, pk: Number, said: ReportIn, key: Key) -> Any:
    """Mend a draft or a returned report: what is sent replaces what it said; its files stay."""

    def work() -> int:
        kept = _mine(request, pk)
        activity = activity_or_404(request, kept.activity_id)
        _form, content = _content(request, activity, said, Report.objects.get(pk=pk))
        actions.change_report(
            kept, content, submit=said.submit, once_key=once.new_key(), by=request.user
        )
        return pk

    return _receipt(_decided(request, key, work))


@router.post("/reports/{pk}/files", response={200: Receipt, **WRITE}, url_name="add-files")
def add_files(
    request: SignedRequest,
    pk: Number,
    file: File[list[UploadedFile]],
    key: Key,
    figure: Form[Number | None] = None,
) -> Any:
    """Add files to a draft or a returned report: at most nine at a time.

    They support its `figure`, or without one the report as a whole. What a file is, is found out
    from its content, and its SHA-256 is told with the report.
    """

    def step() -> object:
        kept = _mine(request, pk)
        [activity] = locked_activities([kept.activity_id])
        form = _with_files(request, activity, kept, file, figure)
        try:
            return actions.change_report(
                kept, _said_in(form), submit=False, once_key=once.new_key(), by=request.user
            )
        except ValidationError as error:
            raise invalid(("body.file", message) for message in error.messages) from None

    return _step(request, pk, key, step)


@router.get("/reports/{pk}/versions", response={200: list[VersionOut], **READ}, url_name="versions")
def versions(request: SignedRequest, pk: Number) -> Any:
    """What the report said each time it was sent."""
    return [VersionOut.of(version) for version in report_or_404(request, pk).versions.all()]


@router.post("/reports/{pk}/submit", response={200: Receipt, **WRITE}, url_name="submit-report")
def submit(request: SignedRequest, pk: Number, key: Key) -> Any:
    """Send it to the office."""
    return _step(
        request, pk, key, lambda: actions.submit_report(_mine(request, pk), by=request.user)
    )


@router.post("/reports/{pk}/accept", response={200: Receipt, **WRITE}, url_name="accept-report")
def accept(request: SignedRequest, pk: Number, key: Key) -> Any:
    """Accept it: from now on its figures count."""
    return _step(
        request, pk, key, lambda: actions.accept_report(_waiting(request, pk), by=request.user)
    )


@router.post("/reports/{pk}/return", response={200: Receipt, **WRITE}, url_name="return-report")
def send_back(request: SignedRequest, pk: Number, said: ReasonIn, key: Key) -> Any:
    """Return it to the unit with a reason."""

    def step() -> object:
        found = _waiting(request, pk)
        form = ReturnForm(said.dict())
        if not form.is_valid():
            raise refused_by(form, {})
        return actions.return_report(found, reason=form.cleaned_data["reason"], by=request.user)

    return _step(request, pk, key, step)


@router.post("/reports/{pk}/correct", response={200: Receipt, **WRITE}, url_name="correct-report")
def correct(request: SignedRequest, pk: Number, said: CorrectionIn, key: Key) -> Any:
    """Put an accepted figure of a closed programme right; its copies follow."""

    def step() -> object:
        found = report_or_404(request, pk)
        check(
            request.user.may("programme.correct_report", found),
            _("Accepted figures are corrected by the office, after the programme was closed."),
        )
        form = CorrectForm(found, said.dict() | {"once": once.new_key()})
        if not form.is_valid():
            raise refused_by(form, {})
        values = form.cleaned_data
        return correct_figure(
            values["figure"], value=values["value"], reason=values["reason"], by=request.user
        )

    return _step(request, pk, key, step)


def _receipt(number: int) -> Receipt:
    return Receipt(id=number, address=f"/api/v1/reports/{number}")


def _step(request: SignedRequest, pk: int, key: str, step: Callable[[], object]) -> Receipt:
    def work() -> int:
        step()
        return pk

    return _receipt(_decided(request, key, work))


def _decided(request: SignedRequest, key: str, work: Callable[[], int]) -> int:
    """Carry the work out; what the actions refuse is told as a problem."""
    try:
        return carried_out(request, key, work)
    except actions.WrongState:
        raise moved_on() from None
    except actions.SourceOpen:
        raise Refused(
            409, "moved-on",
            _("A figure was taken from a report that is not accepted yet. Decide on it first."),
        ) from None  # fmt: skip
    except actions.SourceGone:
        raise Refused(
            409, "moved-on", _("A figure you chose was taken out meanwhile. Choose again.")
        ) from None


def _mine(request: SignedRequest, pk: int) -> Report:
    found = report_or_404(request, pk)
    check(
        request.user.may("programme.change_report", found),
        _("This report can no longer be changed, or not by you."),
    )
    return found


def _waiting(request: SignedRequest, pk: int) -> Report:
    found = report_or_404(request, pk)
    check(
        request.user.may("programme.decide_report", found),
        _("This report has been decided on, or is not yours to decide on."),
    )
    return found


def _content(
    request: SignedRequest, activity: Activity, said: ReportIn, report: Report | None = None
) -> tuple[ReportForm, actions.Content]:
    """What was sent, through the form of the page, so that the same things are refused."""
    told = Told(said)
    form = ReportForm(activity, request.user, told.fields, instance=report)
    if strange := told.unknown_to(form):
        raise invalid(strange)
    if not form.is_valid():
        raise refused_by(form, told.names)
    return form, _said_in(form)


def _with_files(
    request: SignedRequest,
    activity: Activity,
    report: Report,
    files: list[UploadedFile],
    figure: int | None,
) -> ReportForm:
    """The form of the page as it would show the report, sent back with these files."""
    shown = ReportForm(activity, request.user, instance=Report.objects.get(pk=report.pk))
    fields = as_shown(shown)
    if figure is not None:
        found = report.figures.filter(pk=figure).first()
        if found is None:
            raise invalid([("body.figure", _("This report has no such figure."))])
        fields["papers_for"] = field_of(found, shown)
    form = ReportForm(
        activity, request.user, fields, MultiValueDict({"papers": files}),
        instance=Report.objects.get(pk=report.pk),
    )  # fmt: skip
    if not form.is_valid():
        raise refused_by(form, {"papers": "body.file", "papers_for": "body.figure"})
    return form


def _said_in(form: ReportForm) -> actions.Content:
    values = form.cleaned_data
    return actions.Content(
        held_on=values["held_on"],
        held_until=values["held_until"],
        place=values["place"],
        text=values["text"],
        completes=values["completes"],
        phase=values.get("phase"),
        occurrence=values.get("occurrence"),
        figures=form.figure_lines(),
        files=values["papers"],
        files_for=form.papers_for(),
        claims=form.claims(),
    )
