"""How a programme stands, for those who lead it: every number opens on its rows."""

from __future__ import annotations

import re
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from banjie.people.requests import SignedRequest
from banjie.programme import lights
from banjie.programme.models import Programme
from banjie.programme.queries.overview import overview
from banjie.programme.queries.revisions import slipped
from banjie.programme.views.programmes import programme_or_404
from banjie.reporting.queries import dashboard as queries
from banjie.reporting.queries import measures
from banjie.supervision.queries.items import of_programme

UNITS, RECORDS = 20, 50
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")


def _seen_whole(request: SignedRequest, pk: int) -> Programme:
    """The programme, for those who see all of it; for everybody else 'not found'."""
    programme = programme_or_404(request, pk)
    if not request.user.may("reporting.see_dashboard", programme):
        raise Http404
    return programme


@require_safe
def dashboard(request: SignedRequest, pk: int) -> HttpResponse:
    """Lights by area and by unit, reports by month, targets, slips, supervision."""
    programme = _seen_whole(request, pk)
    rule = lights.margin(programme)
    lines = overview(programme, rule.value)
    units, (changed, later) = queries.by_unit(programme, lines), slipped(programme)
    whole = Paginator(units, max(len(units), 1) if request.GET.get("all") else UNITS)
    context = {
        "programme": programme,
        "view": "dashboard",
        "may_see_whole": True,
        "rule": rule,
        "lights": [(name, lights.LABELS[name], n) for name, n in measures.by_light(lines).items()],
        "number": len(lines),
        "order": [(name, lights.LABELS[name]) for name in queries.order(lines)],
        "areas": queries.by_area(programme, lines),
        "page": whole.get_page(request.GET.get("page")),
        "months": queries.months(programme),
        "goals": queries.goals(programme),
        "changed": changed,
        "later": later,
        "supervised": of_programme(programme, request.user),
    }
    return render(request, "reporting/dashboard.html", context)


@require_safe
def month(request: SignedRequest, pk: int, month: str) -> HttpResponse:
    """The reports behind one bar of the months."""
    programme = _seen_whole(request, pk)
    if not _MONTH.fullmatch(month):
        raise Http404
    label = date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT")
    return _records(request, programme, measures.of_month(programme, month), label)


@require_safe
def target(request: SignedRequest, pk: int) -> HttpResponse:
    """The figures behind what is done of one thing that targets count."""
    programme = _seen_whole(request, pk)
    measure, unit = (request.GET.get(name, "") for name in ("measure", "unit"))
    return _records(request, programme, measures.of_target(programme, measure, unit), measure)


def _records(
    request: SignedRequest, programme: Programme, found: measures.Measured, name: str
) -> HttpResponse:
    page = Paginator(found.records, RECORDS).get_page(request.GET.get("page"))
    context = {"programme": programme, "found": found, "name": name, "page": page}
    return render(request, "reporting/records.html", context)
