"""Plans of a year: what is in them, their paper, and what came of them."""

from __future__ import annotations

from functools import partial

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.topics import actions
from banjie.topics.forms.topics import ChooseForm, PlanForm, SendPlanForm
from banjie.topics.models import AnnualPlan, AskAnswer
from banjie.topics.paper import write_rollup
from banjie.topics.queries import outcomes
from banjie.topics.queries import topics as queries
from banjie.topics.views.pages import act_page, button, check, form_page, found_or_404, paper

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
    check(request, "topics.keep_plans")
    form = PlanForm(request.user, *sent(request))

    def act() -> AnnualPlan:
        values = form.cleaned_data
        return actions.open_plan(
            office=values["office"], year=values["year"], programme=values["programme"],
            once_key=values["once"], by=request.user,
        )  # fmt: skip

    return act_page(
        request, form, act, heading=_("Open a plan for a year"), button=_("Open"),
        back=reverse("topics:plans"),
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
    check(request, "topics.choose", found)
    form = ChooseForm(found, *sent(request))
    return act_page(
        request, form,
        lambda: actions.choose(found, form.cleaned_data["topics"], by=request.user),
        heading=_("Choose the topics"), button=_("Keep"), back=found.get_absolute_url(),
        about=found,
    )  # fmt: skip


@form_page
def send_plan(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask a leader to approve it."""
    found = _plan_or_404(request, pk)
    check(request, "topics.send_plan", found)
    form = SendPlanForm(found, request.user, *sent(request))

    def act() -> AnnualPlan:
        values = form.cleaned_data
        return actions.send_plan(
            found, leader=values["leader"], once_key=values["once"], by=request.user
        )

    return act_page(
        request, form, act, heading=_("Ask for approval"), button=_("Ask for approval"),
        back=found.get_absolute_url(), about=found,
    )  # fmt: skip


@require_POST
def fix_plan(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin the topics of an approved plan."""
    found = _plan_or_404(request, pk)
    check(request, "topics.fix_plan", found)
    return button(
        request, lambda: actions.fix_plan(found, by=request.user), back=found.get_absolute_url()
    )


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
