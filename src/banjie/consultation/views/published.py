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
from banjie.consultation.models import Grade, Kind, Release, Visibility
from banjie.consultation.queries import figures as counting
from banjie.consultation.queries import page as pages
from banjie.consultation.queries.after import promises_to
from banjie.consultation.queries.authors import letter_rows
from banjie.consultation.queries.figures import Half
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
    offices = list(counting.offices())
    office = _chosen({str(unit.pk): unit for unit in offices}, request.GET.get("office", ""))
    found = Release.objects.filter(office=office).order_by("-half")
    releases = {release.half: release for release in found}
    halves = {key: Half.named(key) for key in releases}
    half = _chosen(halves, request.GET.get("period", ""))
    latest = list(halves.values())[: counting.SHOWN]
    context: dict[str, Any] = {"offices": offices, "halves": latest, "office": office, "half": half}
    if half:
        release = releases[half.key]
        labels = dict(choices("outcomes.json", "standard"))
        classes = {code: labels.get(code, code) for code in release.told["classes"]}
        context |= {"release": release, "classes": classes} | _tables(release.told)
    return page(request, "consultation/public_figures.html", context)


def _chosen(known: dict[str, Thing], asked: str) -> Thing | None:
    """What was asked for, or the first; what is not there is not found."""
    if asked and asked not in known:
        raise Http404
    return known[asked] if asked else next(iter(known.values()), None)


def _tables(told: counting.Told) -> dict[str, Any]:
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
    kinds = {str(kind): str(kind.label) for kind in Kind} | {counting.TOGETHER: together}
    in_time = [pgettext("reply", "In time"), pgettext("reply", "Late"), together]
    forms = [pgettext("form", "Returned"), pgettext("form", "Not returned"), together]
    return {
        "kinds": _table([*told["classes"], *ends], kinds, told["kinds"]),
        "units": _table(in_time, _unit_names(told["units"]), told["units"]),
        "said": _table([*(str(grade.label) for grade in Grade), together], axes, told["said"]),
        "forms": _table(forms, {"": pgettext("figure", "Number")}, [("", told["forms"])]),
    }


def _unit_names(lines: list[counting.Line]) -> dict[str, str]:
    """In the order of the page: units by name, then the others where there are any, then all."""
    keys = [key for key, _cells in lines]
    units = Unit.objects.filter(pk__in=filter(str.isdecimal, keys)).order_by("name", "pk")
    ends = {counting.OTHER_UNITS: _("Other units"), counting.TOGETHER: _("Together")}
    found = {str(unit.pk): unit.name for unit in units} | ends
    return {key: name for key, name in found.items() if key in keys}


def _table(heads: list[str], names: dict[str, str], lines: list[counting.Line]) -> dict[str, Any]:
    """The lines in the order of their names."""
    found = dict(lines)
    shown = [(name, list(zip(heads, found[key], strict=True))) for key, name in names.items()]
    return {"heads": heads, "lines": shown}
