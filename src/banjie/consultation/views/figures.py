"""The figures of a period: together, by kind, by unit, as a workbook; the cases behind one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common import clock, limits
from banjie.common.files import XLSX, written
from banjie.common.keyset import stretch
from banjie.consultation.figure_sheet import write_sheet
from banjie.consultation.kinds import choices, ground_words, words_of
from banjie.consultation.models import Kind, State
from banjie.consultation.queries import figures as queries
from banjie.consultation.queries.cases import with_handlers
from banjie.consultation.queries.figures import Cohort, Figure, Half, Measure
from banjie.people.models import Unit
from banjie.people.requests import SignedRequest
from banjie.supervision.forms import PeriodForm

WAYS = ("", "kind", "unit")
"""What the figures are set side by side by; '' for all of them together."""
_SAID = ("attitude", "result")


class Cell(NamedTuple):
    """A class of outcome, '' for none; its cases as the part of an address after ?; how many."""

    code: str
    words: str
    number: int


def _form(request: SignedRequest) -> PeriodForm:
    if not request.user.may("consultation.figures"):
        raise PermissionDenied(_("The figures are for the officers and leaders of an office."))
    return PeriodForm(request.user, request.GET)


def _cohort(form: PeriodForm, said: Mapping[str, str]) -> Cohort:
    """The cases asked for; what an address names that is not there is not found."""
    values = form.cleaned_data
    cohort = Cohort(values["office"], values["first"], values["last"])
    kind, state, unit = (said.get(name, "") for name in ("kind", "state", "unit"))
    if kind not in ("", *Kind.values) or state not in ("", *State.values):
        raise Http404
    return replace(
        cohort, kind=kind, state=state, ground=said.get("ground", "")[:30],
        outcome=said.get("outcome", "")[:4], unit=_unit(unit),
    )  # fmt: skip


def _cohort_looked_at(form: PeriodForm, said: Mapping[str, str]) -> Cohort:
    """All of a period, one kind of it or one unit: what is smaller has no figures of its own."""
    cohort = _cohort(form, said)
    if not cohort.is_group:
        raise Http404
    return cohort


def _unit(said: str) -> Unit | None:
    if not said:
        return None
    found = Unit.objects.filter(pk=said).first() if said.isdecimal() and len(said) < 19 else None
    if found is None:
        raise Http404
    return found


@require_safe
def figures(request: SignedRequest) -> HttpResponse:
    """What became of the cases sent in a period: counts and rates, each with its rows."""
    form = _form(request)
    by = request.GET.get("by", "")
    context: dict[str, Any] = {"form": form, "least": limits.value(queries.LEAST)}
    if form.is_valid():
        cohort = _cohort_looked_at(form, request.GET)
        shown = {"kind": _by_kind, "unit": _by_unit}.get(by, _together)
        context |= {
            "cohort": cohort, "words": cohort.words, "whole": cohort.whole.words, "by": by,
            "as_of": clock.today(), "ways": WAYS, "kind_label": _kind_label(cohort),
        }  # fmt: skip
        half = Half.of(clock.today()).before
        context |= {"half": half, "half_words": half.cohort(cohort.office).words}
        context |= shown(cohort)
    status = 200 if form.is_valid() else 422
    return render(request, "consultation/figures.html", context, status=status)


def _kind_label(cohort: Cohort) -> str:
    return str(Kind(cohort.kind).label) if cohort.kind else ""


def _together(cohort: Cohort) -> dict[str, Any]:
    """Everything about the cohort, in sections."""
    row = queries.figures(cohort, queries.measures())
    found = row.values()
    standings = queries.standings(cohort)
    classes = dict(choices("outcomes.json", "standard"))
    return {
        "rates": [f for f in found if _is_rate(f) and f.measure.name not in _SAID],
        "said": [row[name] for name in _SAID],
        "silent": row["silent"],
        "of_items": [f for f in found if f.measure.sealed],
        "counts": [f for f in found if f.among is None],
        "standings": _by_state(cohort, standings, classes),
        "outcomes": _by_class(cohort, standings, classes),
        "classes": classes,
        "grounds": [
            (ground_words("decline", code), replace(cohort, ground=code).words, number)
            for code, number in queries.grounds(cohort)
        ],
    }


def _is_rate(figure: Figure) -> bool:
    return figure.among is not None and not figure.measure.sealed


def _by_state(
    cohort: Cohort, standings: Iterable[queries.Standing], classes: Iterable[str]
) -> list[tuple[str, str, list[Cell]]]:
    """Kind and state; for each class of outcome, and for none, the cases."""
    lines: dict[tuple[str, str], dict[str, int]] = {}
    for row in standings:
        lines.setdefault((row.kind, row.state), {})[row.outcome] = row.number
    return [
        (
            str(Kind(kind).label),
            str(State(state).label),
            _cells(replace(cohort, kind=kind, state=state), [*classes, queries.NO_LETTER], found),
        )
        for (kind, state), found in lines.items()
    ]


def _by_class(
    cohort: Cohort, standings: Iterable[queries.Standing], classes: Iterable[str]
) -> list[tuple[str, list[Cell]]]:
    """Kind; for each class of outcome the cases."""
    return [
        (str(Kind(kind).label), _cells(replace(cohort, kind=kind), classes, counted))
        for kind, counted in queries.outcomes(list(standings)).items()
    ]


def _cells(cohort: Cohort, classes: Iterable[str], found: Mapping[str, int]) -> list[Cell]:
    return [
        Cell(
            "" if code == queries.NO_LETTER else code,
            replace(cohort, outcome=code).words,
            found.get(code, 0),
        )
        for code in classes
    ]


def _named(names: Iterable[str]) -> list[Measure]:
    known = {measure.name: measure for measure in queries.measures()}
    return [known[name] for name in names]


def _by_kind(cohort: Cohort) -> dict[str, Any]:
    """A line for each figure; the kinds beside each other."""
    whole, wanted = cohort.whole, _named(queries.BY_KIND)
    tally = queries.by_kind(whole, wanted)
    columns = [
        (str(Kind(kind).label), replace(whole, kind=kind), tally.rows[kind]) for kind in Kind
    ]
    columns.append((_("Together"), whole, tally.total))
    return {
        "kinds": [(label, own.words) for label, own, _row in columns],
        "lines": [
            (measure, [(label, own.words, row[measure.name]) for label, own, row in columns])
            for measure in wanted
        ],
    }


def _by_unit(cohort: Cohort) -> dict[str, Any]:
    """A line for each unit, in the order of their names: nothing is ranked."""
    whole, wanted = cohort.whole, _named(queries.BY_UNIT)
    rows = queries.by_unit(whole, wanted).rows
    units = Unit.objects.filter(pk__in=rows)
    return {
        "columns": wanted,
        "units": [
            (unit, replace(whole, unit=unit).words, list(rows[unit.pk].values())) for unit in units
        ],
    }


@require_safe
def sheet(request: SignedRequest) -> FileResponse:
    """The same figures as a workbook."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    cohort = _cohort_looked_at(form, request.GET).whole
    name = f"{_('Figures of cases')} {cohort.first} – {cohort.last}"
    return written(partial(write_sheet, cohort), name, XLSX)


@require_safe
def behind(request: SignedRequest, name: str, part: str) -> HttpResponse:
    """The cases of the rows behind one number, newest first."""
    form = _form(request)
    measure = next((found for found in queries.measures() if found.name == name), None)
    if not form.is_valid() or measure is None or part not in measure.parts():
        raise Http404
    cohort = _cohort(form, request.GET)
    if queries.kept_back(cohort, measure):
        raise Http404
    found = with_handlers(queries.behind(cohort, measure, part))
    context = {
        "cohort": cohort,
        "words": cohort.words,
        "whole": cohort.whole.words,
        "measure": measure,
        "narrowed_to": _narrowed_to(cohort),
        "stretch": stretch(found, request.GET.get("before", "")),
    }
    return render(request, "consultation/figure_cases.html", context)


def _narrowed_to(cohort: Cohort) -> list[str]:
    """What the cohort is narrowed to, in words."""
    return [
        word
        for word in (
            _kind_label(cohort),
            str(State(cohort.state).label) if cohort.state else "",
            ground_words("decline", cohort.ground) if cohort.ground else "",
            words_of("outcomes.json", cohort.outcome, "standard"),
            cohort.unit.name if cohort.unit else "",
        )
        if word and word != queries.NO_LETTER
    ]
