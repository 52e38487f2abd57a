"""Items through the API: the forms, the rules and the actions of the pages."""

from __future__ import annotations

from typing import Any

import pytest

from banjie.common import audit
from banjie.people.models import Membership
from banjie.programme.models import Activity
from banjie.supervision.models import CHECKS, Item
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.grid.api import asked_of_the_library
from tests.web.supervision import cases


def test_item_is_opened_and_waits_for_the_leader(cast: Cast, activity: Activity) -> None:
    caller = Caller(cast.officer)
    said = asked_of_the_library(cast) | {"activity": activity.pk, "cooperating": [cast.museum.pk]}
    made = caller("POST", "/supervision", said)
    assert made.status_code == 201, made.content.decode()
    told = caller.get(made.json()["address"].removeprefix("/api/v1"))
    assert (told["state"], told["activity"], told["title"]) == (
        "draft", activity.pk, said["title"],
    )  # fmt: skip
    assert [(p["unit"]["id"], p["role"]) for p in told["parts"]] == [
        (cast.library.pk, "lead"), (cast.museum.pk, "cooperating"),
    ]  # fmt: skip
    item = Item.objects.get()
    assert item.paper is not None
    assert [p["id"] for p in Caller(cast.leader).get("/papers")["items"]] == [item.paper.pk]
    assert [entry.verb for entry in audit.history(item)] == ["item.opened"]


def test_same_matter_asks_to_be_confirmed(cast: Cast) -> None:
    caller, said = Caller(cast.officer), asked_of_the_library(cast)
    assert caller("POST", "/supervision", said, once_key="one").status_code == 201
    assert caller("POST", "/supervision", said, once_key="one").status_code == 201
    again = caller("POST", "/supervision", said)
    assert (again.status_code, again.json()["where"][0]["field"]) == (422, "body.confirm")
    assert caller("POST", "/supervision", said | {"confirm": True}).status_code == 201
    assert Item.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"office": 2_000_000_000}, "body.office"),
        ({"limit": "light.due_soon"}, "body.limit"),
        ({"title": ""}, "body.title"),
        ({"lead": 2_000_000_000}, "body.lead"),
        ({"cooperating": [2_000_000_000]}, "body.cooperating"),
        ({"activity": 2_000_000_000}, "body.activity"),
        ({"state": "struck"}, "body.state"),
        ({"last_day": "2026-12-01"}, "body.last_day"),
    ],
)
def test_item_that_does_not_fit_is_refused_with_its_place(
    cast: Cast, wrong: dict[str, Any], field: str
) -> None:
    answer = Caller(cast.officer)("POST", "/supervision", asked_of_the_library(cast) | wrong)
    assert answer.status_code == 422, answer.content.decode()
    assert field in [place["field"] for place in answer.json()["where"]]
    assert not Item.objects.exists()


def _done(made: Any) -> dict[str, Any]:
    assert made.status_code == 200, made.content.decode()
    said: dict[str, Any] = made.json()
    return said


def test_item_goes_from_opening_to_strike_off_and_back(cast: Cast) -> None:
    office, unit = Caller(cast.officer), Caller(cast.liaison)
    item = cases.at(cast, "approved")
    at = f"/supervision/{item.pk}"
    assert office.get(at)["steps"] == ["issue"]
    _done(office("POST", f"{at}/issue"))
    assert unit.get(at)["steps"] == ["receive"]
    _done(unit("POST", f"{at}/receive", {"unit": cast.library.pk}))
    said = {"text": "已完成修缮。", "post": "馆长"}
    bare = unit.send(f"{at}/answer", said)
    assert (bare.status_code, bare.json()["where"][0]["field"]) == (422, "body.file")
    for _again in range(2):
        _done(unit.send(f"{at}/answer", said | {"file": plans.photo()}, once_key="one"))
    [answer] = office.get(at)["answers"]
    assert (answer["version"], answer["steps"], len(answer["files"])) == (1, ["verify"], 1)
    judged = f"/supervision/answers/{answer['id']}/verify"
    checks = dict.fromkeys(CHECKS, True)
    short = office("POST", judged, checks | {"solved": False})
    assert (short.status_code, short.json()["where"][0]["field"]) == (422, "body.reason")
    assert _done(office("POST", judged, checks))["address"] == f"/api/v1{at}"
    struck = {"evidence": answer["files"][0]["id"], "archive_number": "2026-督-1"}
    _done(office("POST", f"{at}/strike-off", struck))
    _done(office("POST", f"{at}/reopen", {"reason": "问题反弹。"}))
    told = office.get(at)
    assert (told["state"], told["archive_number"]) == ("issued", "2026-督-1")
    assert [one["reopen_reason"] for one in told["strike_offs"]] == ["问题反弹。"]


def test_verdict_is_objected_to_and_another_decides(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    verdict = cases.sent_back(cast, item)
    reason = {"reason": "已经解决。"}
    _done(Caller(cast.liaison)("POST", f"/supervision/verdicts/{verdict.pk}/object", reason))
    [answer] = Caller(cast.leader).get(f"/supervision/{item.pk}")["answers"]
    [objection] = answer["verdict"]["objections"]
    assert objection["steps"] == ["decide-objection"]
    decide = f"/supervision/objections/{objection['id']}/decide-objection"
    said = {"upheld": True, "decision": "事实清楚。"}
    mine = Caller(cast.officer)("POST", decide, said)
    assert (mine.status_code, mine.json()["code"]) == (403, "forbidden")
    assert "who gave the verdict" in mine.json()["message"]
    _done(Caller(cast.leader)("POST", decide, said))
    assert Item.objects.get().state == Item.State.VERIFIED


def test_account_of_two_units_says_for_which_it_takes_over(cast: Cast) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.museum, duty="liaison")
    item, caller = cases.at(cast, "issued", cooperating=[cast.museum]), Caller(cast.liaison)
    at = f"/supervision/{item.pk}/receive"
    strange = caller("POST", at, {"unit": cast.office.pk})
    assert (strange.status_code, strange.json()["where"][0]["field"]) == (422, "body.unit")
    _done(caller("POST", at, {"unit": cast.museum.pk}))
    assert caller("POST", at, {"unit": cast.museum.pk}).status_code == 409
    assert [part.received_at is None for part in item.parts.all()] == [True, False]


def test_answer_of_the_word_no_is_kept_as_said(cast: Cast) -> None:
    item = cases.at(cast, "received")
    said = {"text": "no", "post": "no", "interim": False, "file": plans.photo()}
    _done(Caller(cast.liaison).send(f"/supervision/{item.pk}/answer", said))
    answer = item.answers.get()
    assert (answer.text, answer.post, answer.interim) == ("no", "no", False)
