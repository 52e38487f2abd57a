"""Plans of a year: what is in them, their paper, and what came of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words
from banjie.topics import actions
from banjie.topics.forms.topics import ChooseForm, PlanForm, SendPlanForm
from banjie.topics.models import AnnualPlan, AskAnswer
from banjie.topics.paper import write_rollup
from banjie.topics.queries import outcomes
from banjie.topics.queries import topics as queries
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404, paper, place

STEPS = ("choose", "send_plan", "fix_plan")


def _plan_or_404(request: SignedRequest, pk: int) -> AnnualPlan:
    return found_or_404(queries.plans_for(request.user), pk)


@require_safe
def plans(request: SignedRequest) -> HttpResponse:
    """The plans of my offices, by year."""
    context = {
        "plans": queries.plans_for(request.user),
        "may_open": request.user.may("topics.keep_plans"),
    }
    return render(request, "topics/plans.html", context)


@form_page
def new_plan(request: SignedRequest) -> HttpResponse:
    """A plan for a year."""
    check(request, "keep_plans")
    form = PlanForm(request.user, *sent(request))

    def act(said: dict[str, Any]) -> AnnualPlan:
        return actions.open_plan(
            office=said["office"], year=said["year"], programme=said["programme"], by=request.user
        )

    return STEPPING.page(
        request, Place(reverse("topics:plans"), _("Annual plans")), form,
        Words(_("Open a plan for a year"), _("Open")), act,
    )  # fmt: skip


@require_safe
def plan(request: SignedRequest, pk: int) -> HttpResponse:
    """One plan with its topics and its paper."""
    found = _plan_or_404(request, pk)
    user = request.user
    context = {
        "plan": found,
        "topics": queries.listed(found.topics.select_related("raised_by").order_by("pk")),
        "counts": outcomes.topics_of_year(found),
        "may": {step: user.may(f"topics.{step}", found) for step in STEPS},
        "may_read_paper": found.paper and user.may("approvals.see_paper", found.paper),
    }
    return render(request, "topics/plan.html", context)


@form_page
def choose(request: SignedRequest, pk: int) -> HttpResponse:
    """Choose its topics from the pool."""
    found = _plan_or_404(request, pk)
    check(request, "choose", found)
    form = ChooseForm(found, *sent(request))
    return STEPPING.page(
        request, place(found), form, Words(_("Choose the topics"), _("Keep")),
        lambda said: actions.choose(found, said["topics"], by=request.user),
    )  # fmt: skip


@form_page
def send_plan(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask a leader to approve it."""
    found = _plan_or_404(request, pk)
    check(request, "send_plan", found)
    form = SendPlanForm(found, request.user, *sent(request))
    return STEPPING.page(
        request, place(found), form, Words(_("Ask for approval"), _("Ask for approval")),
        lambda said: actions.send_plan(found, leader=said["leader"], by=request.user),
    )  # fmt: skip


@require_POST
def fix_plan(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin the topics of an approved plan."""
    found = _plan_or_404(request, pk)
    check(request, "fix_plan", found)
    return STEPPING.press(request, found, lambda: actions.fix_plan(found, by=request.user))


@require_safe
def rollup(request: SignedRequest, pk: int) -> HttpResponse:
    """What came of the year's recommendations."""
    found = _plan_or_404(request, pk)
    rows = outcomes.of_year(found)
    context = {
        "plan": found,
        "rows": [(row, list(row.verdicts.values())) for row in rows],
        "verdicts": AskAnswer.Verdict.choices,
        "asked": sum(row.asked for row in rows),
        "waiting": sum(row.waiting for row in rows),
        "done": sum(row.done for row in rows),
    }
    return render(request, "topics/rollup.html", context)


@require_safe
def rollup_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The same as DOCX, for the next plenary."""
    found = _plan_or_404(request, pk)
    write = partial(write_rollup, found, outcomes.of_year(found))
    return paper(write, str(found))
