"""A programme by its days: a month as a calendar, the year as a Gantt chart."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common import clock
from banjie.people.requests import SignedRequest
from banjie.programme.models import Programme
from banjie.programme.queries.calendar import month
from banjie.programme.queries.gantt import chart
from banjie.programme.views.programmes import frame, programme_or_404

_ROWS = 60  # of a chart; on paper all of them may be wanted
_FAR = 10  # years around the programme's that the calendar turns to


def _weekdays() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def _asked_month(programme: Programme, said: str) -> date:
    """The month of the address; without a sound one, the office's, held inside the year."""
    try:
        first = date.fromisoformat(f"{said}-01")
    except ValueError:
        first = clock.today().replace(day=1)
        return min(max(first, date(programme.year, 1, 1)), date(programme.year, 12, 1))
    nearest = min(max(first.year, programme.year - _FAR), programme.year + _FAR)
    return first.replace(year=nearest)


@require_safe
def calendar(request: SignedRequest, pk: int) -> HttpResponse:
    """One month; `?month=2026-09` chooses it."""
    programme = programme_or_404(request, pk)
    first = _asked_month(programme, request.GET.get("month", ""))
    context = frame(request, programme, "calendar")
    context |= {
        "month": month(programme, context["lines"], first, clock.today()),
        "kept": {"month": f"{first:%Y-%m}"},
        "weekdays": _weekdays(),
    }
    return render(request, "programme/calendar.html", context)


@require_safe
def gantt(request: SignedRequest, pk: int) -> HttpResponse:
    """Activities as bars on the line of the year, area by area; `?all` puts them on one page."""
    programme = programme_or_404(request, pk)
    context = frame(request, programme, "gantt")
    rows = len(context["lines"]) or 1 if "all" in request.GET else _ROWS
    page = Paginator(context["lines"], rows).get_page(request.GET.get("page"))
    context |= {"page": page, "chart": chart(programme, page, clock.today())}
    return render(request, "programme/gantt.html", context)
