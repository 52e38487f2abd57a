"""Recommendations: written, sent, answered point by point, followed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Words
from banjie.topics import actions
from banjie.topics.forms.outcomes import OutcomeForm, ProgressForm, ReplyForm
from banjie.topics.models import AskAnswer, Outcome
from banjie.topics.paper import write_outcome_paper, write_reply_paper
from banjie.topics.queries import topics as queries
from banjie.topics.queries.outcomes import answer_of, asks_of
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404, paper
from banjie.topics.views.topics import topic_or_404

STEPS = ("change_outcome", "send_outcome", "reply")


def _outcome_or_404(request: SignedRequest, pk: int) -> Outcome:
    return found_or_404(queries.outcomes_for(request.user), pk)


@form_page
def new_outcome(request: SignedRequest, pk: int) -> HttpResponse:
    """A draft, begun with what the inquiry found and the sessions agreed on."""
    topic = topic_or_404(request, pk)
    check(request, "write_outcome", topic)
    form = OutcomeForm(topic, None, *sent(request))
    return STEPPING.page(
        request, topic, form, Words(_("Write a recommendation"), _("Keep as draft")),
        lambda _said: actions.write_outcome(topic, form.content(), by=request.user),
    )  # fmt: skip


@require_safe
def outcome(request: SignedRequest, pk: int) -> HttpResponse:
    """One recommendation, its points, the answers and what has come of them."""
    found = _outcome_or_404(request, pk)
    user = request.user
    seen = queries.topics_for(user).filter(pk=found.topic_id).exists()
    context: dict[str, Any] = {
        "outcome": found,
        "reply": getattr(found, "reply", None),
        "asks": [
            (ask, answer, answer is not None and user.may("topics.follow_up", answer))
            for ask in asks_of(found)
            for answer in (answer_of(ask),)
        ],
        "may": {step: user.may(f"topics.{step}", found) for step in STEPS},
        "may_see_topic": seen,
    }
    return render(request, "topics/outcome.html", context)


@form_page
def change_outcome(request: SignedRequest, pk: int) -> HttpResponse:
    """Mend the draft."""
    found = _outcome_or_404(request, pk)
    check(request, "change_outcome", found)
    form = OutcomeForm(found.topic, found, *sent(request))
    return STEPPING.page(
        request, found, form, Words(_("Change the draft"), _("Keep as draft")),
        lambda _said: actions.change_outcome(found, form.content(), by=request.user),
    )  # fmt: skip


@require_POST
def send_outcome(request: SignedRequest, pk: int) -> HttpResponse:
    """Number it and send it."""
    found = _outcome_or_404(request, pk)
    check(request, "send_outcome", found)
    return STEPPING.press(request, found, lambda: actions.send_outcome(found, by=request.user))


@require_safe
def outcome_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The recommendation as DOCX."""
    found = _outcome_or_404(request, pk)
    return paper(partial(write_outcome_paper, found), found.number or found.title)


@form_page
def reply(request: SignedRequest, pk: int) -> HttpResponse:
    """Answer every point."""
    found = _outcome_or_404(request, pk)
    check(request, "reply", found)
    form = ReplyForm(found, *sent(request))
    return STEPPING.page(
        request, found, form, Words(_("Answer point by point"), _("Send the reply")),
        lambda said: actions.reply(found, form.answers(), post=said["post"], by=request.user),
    )  # fmt: skip


@require_safe
def reply_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The reply as DOCX."""
    found = _outcome_or_404(request, pk)
    answered = getattr(found, "reply", None)
    if answered is None:
        raise Http404
    return paper(partial(write_reply_paper, answered), answered.number)


@form_page
def follow_up(request: SignedRequest, pk: int) -> HttpResponse:
    """What has come of a point."""
    answer = get_object_or_404(AskAnswer.objects.select_related("ask"), pk=pk)
    found = _outcome_or_404(request, answer.ask.outcome_id)
    check(request, "follow_up", answer)
    form = ProgressForm(*sent(request))
    return STEPPING.page(
        request, found, form, Words(_("What has come of it"), _("Keep"), answer.ask.text),
        lambda said: actions.follow_up(
            answer, text=said["text"], done=said["done"], by=request.user
        ),
    )  # fmt: skip
