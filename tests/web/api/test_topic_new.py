"""Plans, stations, texts and fields of knowledge made and mended through the API."""

from __future__ import annotations

from typing import Any

import pytest

from banjie.topics.models import AnnualPlan, Knowledge, OpenText, Station
from tests.web.api.caller import Caller
from tests.web.api.test_topics import took
from tests.web.cast import Cast
from tests.web.grid.api_topics import STATION, TEXT
from tests.web.topics import things

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HOURS = {"3": {"opens": "14:00", "closes": "17:00"}}


def test_things_are_made_and_read_where_the_receipt_says(cast: Cast) -> None:
    officer, office = Caller(cast.officer), {"office": cast.office.pk}
    plan = took(officer, "/topics/plans", office | {"year": 2027})
    assert (officer.get(plan)["year"], officer.get(plan)["steps"]) == (2027, ["choose"])
    field = took(officer, "/topics/fields", office | {"name": "图书馆学"})
    assert officer.get(field)["name"] == "图书馆学"
    words = {"paragraphs": ["第一条 每周开放五天。", "第二条 图书每季度轮换。"]}
    text = officer.get(took(officer, "/topics/texts", TEXT | office | words))
    assert [one["words"] for one in text["paragraphs"]] == words["paragraphs"]
    said = STATION | office | {"unit": cast.library.pk}
    county = took(officer, "/topics/stations", said | {"name": "临湖市协商议事室", "hours": HOURS})
    told = officer.get(county)
    assert (told["level"], told["hours"], told["is_open"]) == (1, HOURS, True)
    below = took(officer, "/topics/stations", said | {"parent": told["id"]})
    assert (officer.get(below)["level"], officer.get(below)["hours"]) == (2, {})


def test_station_is_mended_by_its_office_and_stays_in_its_place(cast: Cast) -> None:
    village = things.stations(cast)[2]
    officer, address = Caller(cast.officer), f"/topics/stations/{village.pk}"
    said = STATION | {"unit": cast.museum.pk, "is_open": False}
    assert took(officer, f"{address}/change-station", said) == address
    told = officer.get(address)
    assert (told["name"], told["is_open"], told["hours"]) == (STATION["name"], False, {})
    assert (told["unit"]["id"], told["level"]) == (cast.museum.pk, 3)
    assert Caller(cast.liaison)("POST", f"{address}/change-station", said).status_code == 404
    assert "change-station" not in Caller(cast.stranger).get(address)["steps"]


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("plans", {"year": 2026}, "body.year"),
    ("plans", {"year": 1}, "body.year"),
    ("fields", {"name": "图书馆学"}, "body.name"),
    ("texts", TEXT | {"last": "2026-09-20"}, "body.short_reason"),
    ("texts", TEXT | {"paragraphs": []}, "body.paragraphs"),
    ("texts", TEXT | {"topic": 10**9}, "body.topic"),
    ("stations", STATION | {"name": "柳岸社区议事室"}, "body.name"),
    ("stations", STATION | {"parent": 10**9}, "body.parent"),
    (
        "stations",
        STATION | {"hours": {"3": {"opens": "17:00", "closes": "14:00"}}},
        "body.hours.3.closes",
    ),
]


@pytest.mark.parametrize(("name", "said", "field"), WRONG)
def test_what_does_not_fit_is_told_by_the_names_that_were_sent(
    cast: Cast, name: str, said: dict[str, Any], field: str
) -> None:
    things.planned(cast, things.pooled(cast))
    things.knowledge(cast)
    village = things.stations(cast)[2]
    count = [kind.objects.count() for kind in (AnnualPlan, Knowledge, OpenText, Station)]
    unit = {"unit": village.unit_id} if name == "stations" else {}
    sent = said | unit | {"office": cast.office.pk}
    answer = Caller(cast.officer)("POST", f"/topics/{name}", sent)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["where"]] == [field]
    assert [kind.objects.count() for kind in (AnnualPlan, Knowledge, OpenText, Station)] == count


def test_made_twice_with_one_key_is_made_once(cast: Cast) -> None:
    officer, said = Caller(cast.officer), {"office": cast.office.pk, "name": "档案学"}
    answers = {
        officer("POST", "/topics/fields", said, once_key="one").json()["address"] for _n in range(3)
    }
    assert (len(answers), Knowledge.objects.count()) == (1, 1)
