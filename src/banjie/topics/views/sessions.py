"""Sessions: planned, announced, held, minuted, carried on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Words
from banjie.topics import actions
from banjie.topics.forms.sessions import CarryForm, MinutesForm, SessionForm
from banjie.topics.models import Carried, Minute, Session
from banjie.topics.paper import write_notice_paper
from banjie.topics.queries import topics as queries
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404, paper, place
from banjie.topics.views.topics import topic_or_404

STEPS = ("change_session", "send_notice", "write_minutes")


def _session_or_404(request: SignedRequest, pk: int) -> Session:
    return found_or_404(queries.sessions_for(request.user), pk)


@form_page
def new_session(request: SignedRequest, pk: int) -> HttpResponse:
    """A session to come."""
    topic = topic_or_404(request, pk)
    check(request, "plan_session", topic)
    form = SessionForm(None, *sent(request))
    return STEPPING.page(
        request, topic, form, Words(_("Plan a session"), _("Keep")),
        lambda _said: actions.plan_session(topic, form.content(), by=request.user),
    )  # fmt: skip


@require_safe
def session(request: SignedRequest, pk: int) -> HttpResponse:
    """One session: last days, agenda, papers, who is asked, minutes and what came of them."""
    found = _session_or_404(request, pk)
    user = request.user
    minutes = list(
        found.minutes.select_related("carried__activity__programme", "carried__case__office")
    )
    for minute in minutes:
        minute.session = found
    context: dict[str, Any] = {
        "session": found,
        "topic": found.topic,
        "lists": [
            (words, [_shown(request, m) for m in minutes if m.standing == standing])
            for standing, words in Minute.Standing.choices
        ],
        "heads": sum(row.heads for row in found.attendance.all()),
        "may": {step: user.may(f"topics.{step}", found) for step in STEPS},
    }
    return render(request, "topics/session.html", context)


def _shown(request: SignedRequest, minute: Minute) -> dict[str, Any]:
    """A line with what it became, where this account may see that."""
    user, carried = request.user, getattr(minute, "carried", None)
    return {
        "minute": minute,
        "carried": carried,
        "may_carry": user.may("topics.carry", minute),
        "may_see_case": bool(
            carried and carried.case and user.may("consultation.see_case", carried.case)
        ),
    }


@form_page
def change_session(request: SignedRequest, pk: int) -> HttpResponse:
    """Another day, place or agenda."""
    found = _session_or_404(request, pk)
    check(request, "change_session", found)
    form = SessionForm(found, *sent(request))
    return STEPPING.page(
        request, place(found), form, Words(_("Change the session"), _("Keep")),
        lambda _said: actions.change_session(found, form.content(), by=request.user),
    )  # fmt: skip


@require_POST
def send_notice(request: SignedRequest, pk: int) -> HttpResponse:
    """Number the notice and tell the units."""
    found = _session_or_404(request, pk)
    check(request, "send_notice", found)
    return STEPPING.press(request, found, lambda: actions.send_notice(found, by=request.user))


@require_safe
def notice_paper(request: SignedRequest, pk: int) -> FileResponse:
    """The notice as DOCX; without a number before it was sent."""
    found = _session_or_404(request, pk)
    return paper(partial(write_notice_paper, found), found.number or str(_("Notice")))


@form_page
def minutes(request: SignedRequest, pk: int) -> HttpResponse:
    """Who was there, as counts, and what was said."""
    found = _session_or_404(request, pk)
    check(request, "write_minutes", found)
    form = MinutesForm(found, *sent(request))
    return STEPPING.page(
        request, place(found), form, Words(_("Minutes"), _("Keep")),
        lambda _said: actions.write_minutes(
            found, heads=form.heads(), lines=form.lines(), by=request.user
        ),
    )  # fmt: skip


@form_page
def carry(request: SignedRequest, pk: int) -> HttpResponse:
    """What an agreed point becomes."""
    minute = get_object_or_404(Minute, pk=pk)
    minute.session = _session_or_404(request, minute.session_id)
    check(request, "carry", minute)
    form = CarryForm(minute, request.user, *sent(request))

    def act(said: dict[str, Any]) -> Carried:
        match said["becomes"]:
            case "activity":
                return actions.carry_to_activity(
                    minute, programme=said["programme"], title=said["title"], by=request.user
                )
            case "case":
                return actions.carry_to_case(minute, title=said["title"], by=request.user)
            case _:
                return actions.carry_no_further(minute, reason=said["reason"], by=request.user)

    return STEPPING.page(
        request, place(minute.session), form, Words(_("What it becomes"), _("Keep"), minute.text),
        act,
    )  # fmt: skip
