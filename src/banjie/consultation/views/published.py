"""The public list of cases and their replies, without a word about who stands behind them; and what
became of all of them, in numbers too large to know anybody.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from banjie.common.keyset import stretch
from banjie.consultation.kinds import choices
from banjie.consultation.models import Grade, Kind, Visibility
from banjie.consultation.queries import figures as counting
from banjie.consultation.queries import page as pages
from banjie.consultation.queries.after import promises_to
from banjie.consultation.queries.authors import letter_rows
from banjie.consultation.queries.published import published
from banjie.consultation.views.unnamed import page, unnamed
from banjie.people.models import Unit

_WORDS_MOST = 50
Thing = TypeVar("Thing")


@require_safe
@unnamed
def public_cases(request: HttpRequest) -> HttpResponse:
    """Published cases, the newest first."""
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "").replace("\0", "")[:_WORDS_MOST].strip()
    context = {
        "stretch": stretch(published(kind=kind, words=words), request.GET.get("before", "")),
        "kinds": Kind.choices,
        "kind": kind,
        "words": words,
    }
    return page(request, "consultation/published.html", context)


@require_safe
@unnamed
def public_case(request: HttpRequest, pk: int) -> HttpResponse:
    """One published case with its replies; of a hidden one, only that it was hidden and why."""
    case = get_object_or_404(published(), pk=pk)
    context: dict[str, object] = {"case": case}
    if case.visibility == Visibility.PUBLIC:
        context |= {
            "said": pages.said_of(case),
            "letters": letter_rows(case),
            "timeline": pages.timeline(case, told_only=True),
            "promises": promises_to(case),
        }
    return page(request, "consultation/published_case.html", context)


@require_safe
@unnamed
def public_figures(request: HttpRequest) -> HttpResponse:
    """What became of the cases of a half-year, of one office."""
    offices, halves = list(counting.offices()), counting.halves()
    office = _chosen({str(unit.pk): unit for unit in offices}, request.GET.get("office", ""))
    half = _chosen({half.key: half for half in halves}, request.GET.get("period", ""))
    context: dict[str, Any] = {"offices": offices, "halves": halves, "office": office, "half": half}
    if office and half:
        classes = dict(choices("outcomes.json", "standard"))
        found = counting.public_figures(office, half, list(classes))
        context |= {"found": found, "classes": classes} | _tables(found, list(classes))
    return page(request, "consultation/public_figures.html", context)


def _chosen(known: dict[str, Thing], asked: str) -> Thing | None:
    """What was asked for, or the first; what is not there is not found."""
    if asked and asked not in known:
        raise Http404
    return known[asked] if asked else next(iter(known.values()), None)


def _tables(found: counting.PublicFigures, classes: list[str]) -> dict[str, Any]:
    """The tables with their headings, cell by cell."""
    together = _("Together")
    ends = [
        pgettext("outcome", "at work"), pgettext("outcome", "not filed"),
        pgettext("outcome", "ended otherwise"), together,
    ]  # fmt: skip
    axes = {
        "attitude": pgettext("axis", "How it was handled"),
        "result": pgettext("axis", "What came of it"),
    }
    names = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in=found.by_unit)}
    names[counting.OTHER_UNITS] = _("Other units")
    return {
        "kinds": _table([*classes, *ends], {
            str(Kind(kind).label) if kind else together: cells
            for kind, cells in found.by_kind.items()
        }),
        "said": _table([*(str(grade.label) for grade in Grade), together],
                       {axes[axis]: cells for axis, cells in found.said.items()}),
        "units": sorted((names[unit], part) for unit, part in found.by_unit.items()),
    }  # fmt: skip


def _table(heads: list[str], rows: dict[str, counting.Cells]) -> dict[str, Any]:
    lines = [(label, list(zip(heads, cells, strict=True))) for label, cells in rows.items()]
    return {"heads": heads, "lines": lines}
