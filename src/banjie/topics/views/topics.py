"""The list of topics, one topic with its stages, and the steps on both."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.common import audit
from banjie.common.files import file_answer
from banjie.common.models import Attachment
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words
from banjie.topics import actions
from banjie.topics.forms.experts import DrawForm
from banjie.topics.forms.topics import (
    ChangeTopicForm,
    DeliverForm,
    ReasonForm,
    ResultForm,
    TopicForm,
    WindowForm,
)
from banjie.topics.models import Stage, Topic
from banjie.topics.procedures import procedures
from banjie.topics.queries import experts
from banjie.topics.queries import topics as queries
from banjie.topics.rules import DELIVERED
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404

STEPS = (
    "change_topic", "drop_topic", "show_result", "refer_up", "plan_session", "write_outcome",
    "announce", "see_history",
)  # fmt: skip


def topic_or_404(request: SignedRequest, pk: int) -> Topic:
    return found_or_404(queries.topics_for(request.user), pk)


def _stage_or_404(request: SignedRequest, pk: int) -> Stage:
    stage = get_object_or_404(Stage, pk=pk)
    stage.topic = topic_or_404(request, stage.topic_id)
    return stage


@require_safe
def topics(request: SignedRequest) -> HttpResponse:
    """The topics I may see, the newest first; by state, or those past their day."""
    found = queries.topics_for(request.user)
    state = request.GET.get("state", "")
    if state in Topic.State.values:
        found = found.filter(state=state)
    elif state == "late":
        found = queries.late(found)
    page = Paginator(queries.listed(found), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "states": Topic.State.choices,
        "state": state,
        "may_add": request.user.may("topics.add_topic"),
    }
    return render(request, "topics/topics.html", context)


@form_page
def new_topic(request: SignedRequest) -> HttpResponse:
    """A topic for the pool."""
    check(request, "add_topic")
    form = TopicForm(request.user, *sent(request))
    return STEPPING.page(
        request, Place(reverse("topics:topics")), form,
        Words(_("Add a topic"), _("Put it into the pool")),
        lambda said: actions.add_topic(form.content(), office=said["office"], by=request.user),
    )  # fmt: skip


@require_safe
def topic(request: SignedRequest, pk: int) -> HttpResponse:
    """One topic: the stages with what each brought, sessions, recommendations, levels."""
    found = topic_or_404(request, pk)
    user = request.user
    may = {step: user.may(f"topics.{step}", found) for step in STEPS}
    context: dict[str, Any] = {
        "topic": found,
        "stages": [_shown(request, stage) for stage in _rows(found)],
        "sessions": queries.sessions_for(user).filter(topic=found),
        "outcomes": queries.outcomes_for(user).filter(topic=found),
        "referrals": found.referrals.select_related("left", "reached"),
        "texts": found.open_texts.all(),
        "draws": [
            (draw, experts.drawn_of(draw), user.may("topics.draw", draw))
            for draw in found.draws.select_related("knowledge")
        ] if may["announce"] or user.may("topics.see_draw", found) else [],
        "may": may,
        "may_see_plan": found.plan is not None and user.may("topics.see_plan", found.plan),
        "history": audit.history(found, *found.stages.all()) if may["see_history"] else None,
    }  # fmt: skip
    return render(request, "topics/topic.html", context)


def _rows(topic: Topic) -> list[Stage]:
    """Its stages, or those of its procedure as they would stand, before it has any."""
    known = queries.stages_of(topic)
    if known:
        return known
    rules = procedures()[topic.procedure].stages
    return [Stage(topic=topic, order=n, name=rule.name) for n, rule in enumerate(rules, 1)]


def _shown(request: SignedRequest, stage: Stage) -> dict[str, Any]:
    """A stage with what may be done in it, and whether its deliverable lies there."""
    user, kept = request.user, stage.pk is not None
    begun = kept and stage.begun_on is not None and stage.done_on is None
    return {
        "stage": stage,
        "open": begun and stage.topic.state == Topic.State.RUNNING,
        "delivered": begun and DELIVERED[stage.rule.needs](stage),
        "files": stage.files.all() if kept else (),
        "may_plan": kept and user.may("topics.plan_window", stage),
        "may_deliver": begun and user.may("topics.deliver", stage),
        "may_pass": begun and user.may("topics.pass_stage", stage),
    }


@form_page
def change_topic(request: SignedRequest, pk: int) -> HttpResponse:
    """Word it better before it runs."""
    found = topic_or_404(request, pk)
    check(request, "change_topic", found)
    form = ChangeTopicForm(found, *sent(request))
    return STEPPING.page(
        request, found, form, Words(_("Change the topic"), _("Keep")),
        lambda _said: actions.change_topic(found, form.content(), by=request.user),
    )  # fmt: skip


@form_page
def drop_topic(request: SignedRequest, pk: int) -> HttpResponse:
    """Do not take it up, and say why."""
    found = topic_or_404(request, pk)
    check(request, "drop_topic", found)
    return STEPPING.page(
        request, found, ReasonForm(*sent(request)),
        Words(_("Do not take it up"), _("Do not take it up")),
        lambda said: actions.drop_topic(found, reason=said["reason"], by=request.user),
    )  # fmt: skip


@form_page
def refer_up(request: SignedRequest, pk: int) -> HttpResponse:
    """Send an item one level up."""
    found = topic_or_404(request, pk)
    check(request, "refer_up", found)
    return STEPPING.page(
        request, found, ReasonForm(*sent(request)),
        Words(_("Send it one level up"), _("Send it up")),
        lambda said: actions.refer_up(found, reason=said["reason"], by=request.user),
    )  # fmt: skip


@form_page
def show_result(request: SignedRequest, pk: int) -> HttpResponse:
    """Publish what came of it."""
    found = topic_or_404(request, pk)
    check(request, "show_result", found)
    return STEPPING.page(
        request, found, ResultForm(found, *sent(request)),
        Words(_("Publish the result"), _("Publish")),
        lambda said: actions.show_result(found, result=said["result"], by=request.user),
    )  # fmt: skip


@form_page
def plan_window(request: SignedRequest, pk: int) -> HttpResponse:
    """When a stage is to take place."""
    stage = _stage_or_404(request, pk)
    check(request, "plan_window", stage)
    heading = _("Plan the stage: %(stage)s") % {"stage": stage.label}
    return STEPPING.page(
        request, stage.topic, WindowForm(stage, *sent(request)), Words(heading, _("Keep")),
        lambda said: actions.plan_window(
            stage, first=said["first"], last=said["last"], by=request.user
        ),
    )  # fmt: skip


@form_page
def deliver(request: SignedRequest, pk: int) -> HttpResponse:
    """What a stage brought."""
    stage = _stage_or_404(request, pk)
    check(request, "deliver", stage)
    return STEPPING.page(
        request, stage.topic, DeliverForm(stage, *sent(request)),
        Words(f"{stage.label}：{stage.deliverable}", _("Keep")),
        lambda said: actions.deliver(
            stage, told=said["told"], where=said["where"], files=said["papers"], by=request.user
        ),
    )  # fmt: skip


@require_POST
def pass_stage(request: SignedRequest, pk: int) -> HttpResponse:
    """Close the stage and open the next."""
    stage = _stage_or_404(request, pk)
    check(request, "pass_stage", stage)
    return STEPPING.press(request, stage.topic, lambda: actions.pass_stage(stage, by=request.user))


@require_safe
def file(request: SignedRequest, pk: int, key: str) -> HttpResponseBase:
    """One file of a stage or of a session; the permission is asked at every fetch."""
    found = topic_or_404(request, pk)
    seen = queries.sessions_for(request.user).filter(topic=found)
    kept = get_object_or_404(
        Attachment,
        Q(stage_file__stage__topic=found) | Q(session_file__session__in=seen.values("pk")),
        key=key,
    )
    return file_answer(kept)


@form_page
def announce(request: SignedRequest, pk: int) -> HttpResponse:
    """Announce a draw of experts."""
    found = topic_or_404(request, pk)
    check(request, "announce", found)
    return STEPPING.page(
        request, found, DrawForm(found, *sent(request)),
        Words(_("Announce a draw of experts"), _("Announce")),
        lambda said: actions.announce(
            found, said["knowledge"], wanted=said["wanted"], by=request.user
        ),
    )  # fmt: skip


@require_POST
def draw(request: SignedRequest, pk: int, draw: int) -> HttpResponse:
    """Draw the experts, once."""
    found = topic_or_404(request, pk)
    announced = get_object_or_404(found.draws, pk=draw)
    check(request, "draw", announced)
    return STEPPING.press(request, found, lambda: actions.draw(announced, by=request.user))
