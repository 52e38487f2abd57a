"""The figures of a period: the page, and the cases behind one number."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.common.keyset import stretch
from banjie.consultation.kinds import choices
from banjie.consultation.models import Kind, State
from banjie.consultation.queries import figures as queries
from banjie.consultation.queries.cases import with_handlers
from banjie.people.requests import SignedRequest
from banjie.supervision.forms import PeriodForm


def _form(request: SignedRequest) -> PeriodForm:
    """The period; who may have the report on the items of an office may have these figures."""
    if not request.user.may("supervision.report"):
        raise PermissionDenied(_("The figures are for the officers and leaders of an office."))
    return PeriodForm(request.user, request.GET)


def _cohort(form: PeriodForm) -> queries.Cohort:
    values = form.cleaned_data
    return queries.Cohort(values["office"], values["first"], values["last"])


@require_safe
def figures(request: SignedRequest) -> HttpResponse:
    """What became of the cases sent in a period: counts and rates, each with its rows."""
    form = _form(request)
    context: dict[str, Any] = {"form": form, "threshold": queries.THRESHOLD}
    if form.is_valid():
        cohort = _cohort(form)
        found = queries.figures(cohort)
        classes = dict(choices("outcomes.json", "standard"))
        context |= {
            "cohort": cohort,
            "words": cohort.words,
            "counts": [figure for figure in found if figure.among is None],
            "rates": [figure for figure in found if figure.among is not None],
            "standings": [
                (Kind(kind).label, State(state).label, classes.get(outcome, outcome), number)
                for kind, state, outcome, number in queries.standings(cohort)
            ],
            "legend": classes.values(),
        }
    status = 200 if form.is_valid() else 422
    return render(request, "consultation/figures.html", context, status=status)


@require_safe
def behind(request: SignedRequest, name: str, part: str) -> HttpResponse:
    """The cases of the rows behind one number, newest first."""
    form = _form(request)
    measure = next((found for found in queries.measures() if found.name == name), None)
    if not form.is_valid() or measure is None or part not in measure.parts():
        raise Http404
    cohort = _cohort(form)
    if measure.guarded and queries.few(cohort, measure):
        raise Http404
    found = with_handlers(queries.behind(cohort, measure, part))
    context = {
        "cohort": cohort,
        "words": cohort.words,
        "measure": measure,
        "stretch": stretch(found, request.GET.get("before", "")),
    }
    return render(request, "consultation/figure_cases.html", context)
