"""Opening items through the API: the form, the rule and the action of the page."""

from __future__ import annotations

from typing import Any

import pytest

from banjie.common import audit
from banjie.programme.models import Activity
from banjie.supervision.models import Item
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.grid.api import asked_of_the_library


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
        ({"office": 999}, "body.office"),
        ({"limit": "light.due_soon"}, "body.limit"),
        ({"title": ""}, "body.title"),
        ({"lead": 999}, "body.lead"),
        ({"cooperating": [999]}, "body.cooperating"),
        ({"activity": 999}, "body.activity"),
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
