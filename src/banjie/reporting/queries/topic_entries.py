"""How what waits of topics becomes a row of the inbox."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from banjie.common import clock
from banjie.people.models import User
from banjie.programme.lights import Light
from banjie.reporting.queries.entries import Entry
from banjie.topics.models import AskAnswer, Deadline, OpenText, Outcome, Stage


def _row(
    about: str, title: str, address: str, why: str, unit: int | None, *, due: date | None = None,
    act_at: str = "",
) -> Entry:  # fmt: skip
    left = (due - clock.today()).days if due else None
    late = left is not None and left < 0
    light = Light("overdue" if late else "on-plan", left) if due else None
    return Entry(about, title, address, why, unit, light, act_at, urgent=late)


def to_answer(outcome: Outcome, _user: User) -> Entry:
    reply = reverse("topics:reply", args=(outcome.pk,))
    return _row(
        str(outcome.pk), str(outcome), outcome.get_absolute_url(), outcome.addressee.brief,
        outcome.addressee_id, due=outcome.due, act_at=reply,
    )  # fmt: skip


def to_follow(answer: AskAnswer, _user: User) -> Entry:
    outcome = answer.ask.outcome
    why = f"{outcome.addressee.brief} · {answer.get_verdict_display()}"
    tell = reverse("topics:follow-up", args=(answer.pk,))
    return _row(
        str(answer.pk), str(answer.ask), outcome.get_absolute_url(), why, outcome.addressee_id,
        act_at=tell,
    )  # fmt: skip


def stage(stage: Stage, _user: User) -> Entry:
    topic = stage.topic
    due = stage.due or stage.planned_last
    return _row(str(stage.pk), topic.title, topic.get_absolute_url(), stage.label, None, due=due)


def session_day(deadline: Deadline, _user: User) -> Entry:
    session = deadline.session
    why = _("session: %(what)s") % {"what": deadline.get_kind_display()}
    return _row(
        str(deadline.pk), session.topic.title, session.get_absolute_url(), why, None,
        due=deadline.due,
    )  # fmt: skip


def text(text: OpenText, _user: User) -> Entry:
    answer = reverse("topics:answer-text", args=(text.pk,))
    return _row(
        str(text.pk), text.title, text.get_absolute_url(), _("its time is over"), text.office_id,
        act_at=answer,
    )  # fmt: skip
