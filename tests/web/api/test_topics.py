"""A topic by programs alone: from the pool to its reply, and an item that climbs."""

from __future__ import annotations

from typing import Any

import pytest

from banjie.topics.models import Outcome, Topic
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.grid.api_topics import OUTCOME, SESSION, TOPIC
from tests.web.topics import things

pytestmark = pytest.mark.django_db


def took(caller: Caller, path: str, said: Any = None) -> str:
    """Where what came of a step is read."""
    answer = caller("POST", path, said or {})
    assert answer.status_code in (200, 201), answer.content.decode()
    address: str = answer.json()["address"]
    return address.removeprefix("/api/v1")


def now(caller: Caller, topic: str) -> str:
    """The stage that is open, as far as it says what may be done with it."""
    stages = caller.get(topic)["stages"]
    return f"/topics/stages/{next(one['id'] for one in stages if not one['done_on'])}"


def test_a_program_takes_a_topic_to_its_reply(cast: Cast) -> None:
    officer, library = Caller(cast.officer), Caller(cast.liaison)
    topic = took(officer, "/topics", TOPIC | {"office": cast.office.pk})
    things.planned(cast, Topic.objects.get())
    took(officer, f"{now(officer, topic)}/deliver", {"told": "走访三个社区。"})
    assert took(officer, f"{now(officer, topic)}/pass-stage") == topic
    asked = SESSION | {"day": "2026-11-22", "attends": [cast.library.pk]}
    session = took(officer, f"{topic}/plan-session", asked)
    assert library("GET", session).status_code == 404
    took(officer, f"{session}/send-notice")
    assert library.get(session)["attends"][0]["id"] == cast.library.pk
    took(officer, f"{session}/change-session", asked | {"day": "2026-09-01"})
    took(
        officer,
        f"{session}/write-minutes",
        {"agreed": ["增设四处借阅点。"], "heads": {"residents": 9}},
    )
    point = officer.get(session)["minutes"][0]
    assert point["steps"] == ["carry"]
    took(
        officer, f"/topics/minutes/{point['id']}/carry", {"becomes": "nothing", "reason": "已办。"}
    )
    assert officer.get(session)["minutes"][0]["became"] == "nothing"
    took(officer, f"{now(officer, topic)}/pass-stage")
    outcome = took(
        officer,
        f"{topic}/write-outcome",
        OUTCOME | {"addressee": cast.library.pk, "asks": ["甲", "乙"]},
    )
    took(officer, f"{outcome}/send-outcome")
    halves = {"post": "馆长", "answers": {1: {"verdict": "adopted", "text": "已办。"}}}
    refused = library("POST", f"{outcome}/reply", halves)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    halves["answers"][2] = {"verdict": "not", "text": "场地不足。"}
    took(library, f"{outcome}/reply", halves)
    answers = library.get(outcome)["asks"]
    assert [one["verdict"] for one in answers] == ["adopted", "not"]
    said = {"text": "四处均已开放。", "done": True}
    assert took(library, f"/topics/answers/{answers[0]['answer']}/follow-up", said) == outcome
    assert library.get(outcome)["asks"][0]["done"]
    assert Outcome.objects.get().reply.number


def test_an_item_climbs_by_the_api_and_is_counted_once_a_level(cast: Cast) -> None:
    things.stations(cast)
    library, museum, officer = (Caller(one) for one in (cast.liaison, cast.stranger, cast.officer))
    village = next(one for one in officer.get("/topics/stations")["items"] if one["level"] == 3)
    item = took(library, f"/topics/stations/{village['id']}/raise-item", TOPIC)
    assert took(library, f"{item}/refer-up", {"reason": "要街道协调。"}) == item
    assert "refer-up" not in library.get(item)["steps"]
    took(museum, f"{item}/refer-up", {"reason": "要县里协调。"})
    counts = {
        one["level"]: (one["raised"], one["here"])
        for one in officer.get("/topics/stations")["items"]
    }
    assert counts == {1: (1, 1), 2: (1, 0), 3: (1, 0)}
    assert officer("POST", f"{item}/refer-up", {"reason": "再上。"}).status_code == 403


def test_a_step_is_taken_once_for_its_key_and_says_where_it_is_read(cast: Cast) -> None:
    officer = Caller(cast.officer)
    said = TOPIC | {"office": cast.office.pk}
    first, second = (officer("POST", "/topics", said, once_key="once").json() for _ in "12")
    assert first == second
    assert Topic.objects.count() == 1
    late = officer.get("/topics?state=late")["items"]
    assert (late, len(officer.get("/topics?state=pool")["items"])) == ([], 1)
