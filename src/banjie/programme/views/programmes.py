"""Programmes: list, board, list of activities, unit view; and the page of one activity."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from banjie.approvals.queries import papers_about
from banjie.common import audit
from banjie.people.filters import saved_by
from banjie.people.requests import SignedRequest
from banjie.programme import lights
from banjie.programme.forms.bulk import BULK
from banjie.programme.forms.phases import BeforeForm
from banjie.programme.models import Activity, ActivityKind, Programme
from banjie.programme.queries import programmes as queries
from banjie.programme.queries.dependencies import links_of
from banjie.programme.queries.drafts import living_drafts_for
from banjie.programme.queries.overview import board as columns
from banjie.programme.queries.overview import overview, rows_of
from banjie.programme.queries.phases import phases_of, sessions_of
from banjie.programme.queries.reports import as_rows, reports_on
from banjie.programme.queries.sieve import Choices, Sieve, choices_of, kept_query
from banjie.programme.queries.units import unit_shares

COLUMN = 15  # cards of a column of the board; the list has them all
ROWS = 50
UNITS = 10


def programme_or_404(request: SignedRequest, pk: int) -> Programme:
    """The programme, if this account has a part in it; a stranger sees 'not found'."""
    programme = queries.programmes_for(request.user).filter(pk=pk).first()
    if programme is None:
        raise Http404
    return programme


def activity_or_404(request: SignedRequest, pk: int) -> Activity:
    """The activity with its progress, parts, times and targets; for strangers 'not found'."""
    found = queries.with_parts(queries.with_progress(Activity.objects.all()))
    activity = (
        found.filter(pk=pk, programme__in=queries.programmes_for(request.user).values("pk"))
        .select_related(
            "programme__office",
            "programme__document",
            "draft",
            "area",
            "parent",
            "unfinished__carried_to",
        )
        .prefetch_related("schedules", "targets")
        .first()
    )
    if activity is None:
        raise Http404
    return activity


@require_safe
def programmes(request: SignedRequest) -> HttpResponse:
    """My programmes, and the drafts still under review."""
    found = queries.with_size(queries.programmes_for(request.user))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "drafts": living_drafts_for(request.user),
        "may_upload": request.user.may("documents.upload"),
    }
    return render(request, "programme/programmes.html", context)


def frame(
    request: SignedRequest, programme: Programme, view: str, choices: Choices | None = None
) -> dict[str, Any]:
    """What the views of a programme share: the filter and the lines it leaves."""
    sieve = Sieve.of(request.GET)
    if view == "units":
        sieve = replace(sieve, unit=None)  # there it names the block to show
    rule = lights.margin(programme)
    whole = overview(programme, rule.value)
    counts = Counter(line.light.name for line in whole)
    return {
        "programme": programme,
        "view": view,
        "sieve": sieve,
        "words": sieve.words,
        "light": sieve.light,
        "state": sieve.state,
        "state_label": lights.STATES.get(sieve.state, ""),
        "lights": [(name, label, counts[name]) for name, label in lights.LABELS.items()],
        "rule": rule,
        "lines": sieve.leaves(programme, whole, choices),
        "whole": len(whole),
        "may_change": request.user.may("programme.change_plan", programme),
        "may_see_whole": request.user.may("programme.see_whole", programme),
        "may_close": request.user.may("programme.close", programme),
        "may_roll": request.user.may("programme.roll", programme),
        "may_revise": request.user.may("programme.revise", programme),
    }


@require_safe
def board(request: SignedRequest, pk: int) -> HttpResponse:
    """Activities in columns by state, the most pressing of each."""
    context = frame(request, programme_or_404(request, pk), "board")
    context["columns"] = columns(context["lines"], COLUMN)
    return render(request, "programme/board.html", context)


@require_safe
def activity_list(request: SignedRequest, pk: int) -> HttpResponse:
    """Activities as a dense table, fifty a page."""
    programme = programme_or_404(request, pk)
    choices = choices_of(programme)
    context = frame(request, programme, "list", choices)
    page = Paginator(context["lines"], ROWS).get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "rows": rows_of(page),
        "choices": choices,
        "kinds": ActivityKind.choices,
        "duties": Activity.Duty.choices,
        "states": lights.STATES.items(),
        "saved": saved_by(request.user, "programme"),
        "bulk": BULK,
        "query": kept_query(request.GET),
        "kept": {n: v for n, v in request.GET.items() if n not in ("q", "light", "page")},
    }
    return render(request, "programme/list.html", context)


@require_safe
def units(request: SignedRequest, pk: int) -> HttpResponse:
    """What each unit leads, is responsible for and helps with; `?unit=` shows one alone."""
    context = frame(request, programme_or_404(request, pk), "units")
    shares = unit_shares(context["programme"], context["lines"])
    wanted = next((s for s in shares if str(s.unit.pk) == request.GET.get("unit", "")), None)
    shown = [wanted] if wanted else shares
    context |= {
        "roots": [share.unit for share in shares],
        "page": Paginator(shown, UNITS).get_page(request.GET.get("page")),
        "unit": wanted.unit.pk if wanted else None,
    }
    return render(request, "programme/units.html", context)


@require_safe
def activity(request: SignedRequest, pk: int) -> HttpResponse:
    """One activity: its sentence in the plan, who answers for it, targets, reports, history."""
    found = activity_or_404(request, pk)
    reports = list(as_rows(reports_on(found, request.user), "figures"))
    rule = lights.margin(found.programme)
    context = {
        "activity": found,
        "card": queries.cards([found], soon=rule.value)[0],
        "rule": rule,
        "reports": reports,
        "targets": queries.against_targets(found),
        "papers": papers_about(request.path, request.user),
        "may_report": request.user.may("programme.write_report", found),
        "may_enter": request.user.may("programme.report_on_behalf", found),
        "may_urge": request.user.may("programme.urge", found.programme),
        "may_supervise": request.user.may("programme.supervise", found.programme),
        "history": audit.history(*reports) if reports else [],
        "steps": found.steps.all(),
        "paper_url": _paper_url(request, found),
        **_structure(request, found),
    }
    return render(request, "programme/activity.html", context)


def _structure(request: SignedRequest, activity: Activity) -> dict[str, Any]:
    """Its sessions and phases, what comes before and after it, and what my units answer."""
    sessions = sessions_of(activity)
    before, after = links_of(activity)
    return {
        "sessions": sessions,
        "held": sum(step.state == "done" for step in sessions),
        "planned": sum(step.state != "dropped" for step in sessions),
        "phases": phases_of(activity),
        "before": before,
        "after": after,
        "before_form": BeforeForm(activity),
        "mine": [
            part
            for part in activity.assignments.all()
            if part.unit_id and request.user.may("programme.answer_duty", part)
        ],
        "may_change": request.user.may("programme.change_plan", activity.programme),
    }


def _paper_url(request: SignedRequest, activity: Activity) -> str:
    """Where the activity's sentence stands in the paper; '' for those who may not read it."""
    draft = activity.draft
    if draft is None or not request.user.may("programme.see_draft", draft):
        return ""
    address = reverse("programme:review", args=(draft.pk,))
    uses = draft.document.reading.result["coverage"]
    start = activity.span_start
    at = next(
        (use["span"][0] for use in uses if start is not None and use["span"][1] > start), None
    )
    return address if at is None else f"{address}#p{at}"
