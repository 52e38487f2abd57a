"""The report over a period: page, items behind a figure, DOCX, XLSX."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common.files import DOCX, XLSX, written
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest
from banjie.supervision import wording
from banjie.supervision.documents import write_report, write_sheet
from banjie.supervision.forms import PeriodForm
from banjie.supervision.queries.report import FIGURES, Report
from banjie.supervision.queries.report import report as counted


def _form(request: SignedRequest) -> PeriodForm:
    if not request.user.may("supervision.report"):
        raise PermissionDenied(_("The report is for the officers and leaders of an office."))
    return PeriodForm(request.user, request.GET)


def _counted(form: PeriodForm) -> tuple[Report, Unit]:
    if not form.is_valid():
        raise Http404
    values = form.cleaned_data
    return counted(values["office"], values["first"], values["last"]), values["office"]


@require_safe
def report(request: SignedRequest) -> HttpResponse:
    """How the items of a period stand, by unit and by area."""
    form = _form(request)
    context: dict[str, Any] = {"form": form, "figures": FIGURES}
    if form.is_valid():
        found, office = _counted(form)
        words = f"office={office.pk}&first={found.first}&last={found.last}"
        context |= {"report": found, "office": office, "words": words}
    status = 200 if form.is_valid() else 422
    return render(request, "supervision/report.html", context, status=status)


@require_safe
def rows(request: SignedRequest) -> HttpResponse:
    """The items behind one figure."""
    found, office = _counted(_form(request))
    names = [figure.name for figure in FIGURES]
    row = found.row(request.GET.get("by", ""), request.GET.get("key", ""))
    if row is None or request.GET.get("figure") not in names:
        raise Http404
    number = names.index(request.GET["figure"])
    context = {
        "report": found, "office": office, "row": row, "figure": FIGURES[number],
        "items": row.of(number),
    }  # fmt: skip
    return render(request, "supervision/report_rows.html", context)


@require_safe
def document(request: SignedRequest) -> FileResponse:
    """The report as DOCX in the official layout."""
    found, office = _counted(_form(request))
    return written(partial(write_report, found, office), _title(found), DOCX)


@require_safe
def sheet(request: SignedRequest) -> FileResponse:
    """The report and the ledger as XLSX."""
    found, _office = _counted(_form(request))
    return written(partial(write_sheet, found), _title(found), XLSX)


def _title(found: Report) -> str:
    return wording.report_title(found.first, found.last)
