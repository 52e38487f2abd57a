"""Whoever may not take a step is told who may: by its page, by the API and by the action alike."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.topics import actions
from banjie.topics.actions import WrongState
from banjie.topics.refusals import REFUSED
from tests.web.cast import Cast
from tests.web.grid.sheets import GRID, ROLES, WAYS, Row
from tests.web.topics import things

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLACES = ("topics:", "api:topic")
CALLED = {
    "topics": "add_topic", "new": "add_topic", "change": "change_topic", "drop": "drop_topic",
    "new-session": "plan_session", "minutes": "write_minutes", "new-outcome": "write_outcome",
    "new-plan": "keep_plans", "new-station": "keep_stations", "new-text": "open_text",
    "new-knowledge": "keep_pools",
}  # fmt: skip
"""Addresses that have another name than their step."""


def step_of(row: Row) -> str:
    name = row.name.partition(":")[2]
    return CALLED.get(name) or name.removeprefix("topic-").replace("-", "_")


def refused() -> dict[str, tuple[Row, str]]:
    """Of each address of the grid one row in which somebody is refused, and who."""
    found: dict[str, tuple[Row, str]] = {}
    for row in GRID:
        if row.name.startswith(PLACES) and 403 in row.answers:
            found.setdefault(row.name, (row, ROLES[row.answers.index(403)]))
    return found


ASKED = refused()


def test_every_step_is_refused_to_somebody() -> None:
    assert {step_of(row) for row, _role in ASKED.values()} == set(REFUSED)


@pytest.mark.parametrize("name", ASKED)
def test_refusal_says_who_may(cast: Cast, name: str, signed_in: Callable[[User], Client]) -> None:
    row, role = ASKED[name]
    call, client = WAYS[name](cast, row.state), signed_in(getattr(cast, role))
    url = reverse(name, args=call.args)
    if row.method == "GET":
        answer = client.get(url)
    elif call.json is None and not name.startswith("api:"):
        answer = client.post(url, call.data)
    else:
        answer = client.post(url, call.json or {}, "application/json", headers=call.headers)
    assert answer.status_code == 403
    said = answer.json()["message"] if name.startswith("api:") else unescape(answer.text)
    assert str(REFUSED[step_of(row)]) in said


ACTS: dict[str, Callable[[dict[str, Any], User], Any]] = {
    "change_topic": lambda at, by: actions.change_topic(at["topic"], things.content(), by=by),
    "drop_topic": lambda at, by: actions.drop_topic(at["topic"], reason="重复", by=by),
    "refer_up": lambda at, by: actions.refer_up(at["topic"], reason="要协调", by=by),
    "show_result": lambda at, by: actions.show_result(at["topic"], result="办结", by=by),
    "plan_window": lambda at, by: actions.plan_window(at["stage"], first=None, last=None, by=by),
    "deliver": lambda at, by: actions.deliver(at["stage"], told="座谈", by=by),
    "pass_stage": lambda at, by: actions.pass_stage(at["stage"], by=by),
    "choose": lambda at, by: actions.choose(at["plan"], [], by=by),
    "fix_plan": lambda at, by: actions.fix_plan(at["plan"], by=by),
    "send_notice": lambda at, by: actions.send_notice(at["session"], by=by),
    "write_minutes": lambda at, by: actions.write_minutes(
        at["session"], heads={}, lines=things.LINES, by=by
    ),
    "carry": lambda at, by: actions.carry_no_further(at["minute"], reason="已办", by=by),
    "change_outcome": lambda at, by: actions.change_outcome(at["outcome"], None, by=by),  # type: ignore[arg-type]  # refused before it is read
    "send_outcome": lambda at, by: actions.send_outcome(at["outcome"], by=by),
    "reply": lambda at, by: actions.reply(at["outcome"], things.ANSWERS, post="馆长", by=by),
}  # fmt: skip


def test_action_says_who_may(cast: Cast) -> None:
    topic = things.at(cast, "reply")
    session, outcome = topic.sessions.get(), topic.outcomes.get()
    at = {
        "topic": topic, "stage": things.now(topic), "plan": topic.plan, "session": session,
        "minute": session.minutes.first(), "outcome": outcome,
    }  # fmt: skip
    for step, act in ACTS.items():
        with pytest.raises(WrongState) as caught:
            act(at, cast.leader)
        assert str(caught.value) == str(REFUSED[step])
