"""Duties, notices, documents, activities, papers, items, search: what they tell, and their steps."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from banjie.documents.models import Document
from banjie.programme.models import Activity
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.approvals import papers
from tests.web.cast import Cast
from tests.web.grid.notices import the_notice
from tests.web.supervision import cases


def test_activity_tells_all_it_is_made_of(cast: Cast, activity: Activity) -> None:
    plans.report(activity, cast)
    told = Caller(cast.liaison).get(f"/activities/{activity.pk}")
    assert (told["first_day"], told["last_day"]) == ("2026-03-01", "2026-11-30")
    assert told["schedules"][0]["last_day"] == "2026-11-30"
    assert told["light"] == {"name": "on-plan", "days": 73}
    assert told["state"] == "waiting"
    assert [t["value"] for t in told["targets"]] == ["5", "300"]
    assert len(told["sessions"]) == activity.occurrences.count() > 0
    assert {p["role"] for p in told["assignments"]} == {"lead", "responsible", "cooperating"}
    listed = Caller(cast.officer).get(f"/programmes/{activity.programme_id}/activities")["items"]
    assert told in listed


def test_dropped_activity_is_listed_only_when_asked_for(cast: Cast, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(dropped_at=timezone.now(), dropped_reason="并入")
    caller, address = Caller(cast.officer), f"/programmes/{activity.programme_id}/activities"
    assert len(caller.get(address)["items"]) == 2
    every = caller.get(f"{address}?dropped=true")["items"]
    assert [a["dropped_reason"] for a in every if a["id"] == activity.pk] == ["并入"]


def test_duty_is_confirmed_and_asked_about_for_the_version_seen(
    cast: Cast, activity: Activity
) -> None:
    caller = Caller(cast.liaison)
    duty = next(d for d in caller.get("/duties")["items"] if d["activity"] == activity.pk)
    path, seen = f"/duties/{duty['id']}", {"version": duty["version"]}
    assert caller("POST", f"{path}/confirm", seen).status_code == 200
    assert caller.get(path)["answer"] == "confirmed"
    Activity.objects.filter(pk=activity.pk).update(version=duty["version"] + 1)
    late = caller("POST", f"{path}/ask-change", seen | {"reason": "场馆检修"})
    assert (late.status_code, late.json()["code"]) == (409, "moved-on")
    seen = {"version": duty["version"] + 1}
    assert caller("POST", f"{path}/ask-change", seen | {"reason": ""}).status_code == 422
    assert caller("POST", f"{path}/ask-change", seen | {"reason": "场馆检修"}).status_code == 200
    assert caller.get(path)["reason"] == "场馆检修"


def test_notice_is_opened_by_saying_so(cast: Cast) -> None:
    notice, caller = the_notice(cast, "sent"), Caller(cast.liaison)
    assert caller.get(f"/notices/{notice.pk}")["opened"] is False
    assert len(caller.get("/notices?unread=true")["items"]) == 1
    assert caller("POST", f"/notices/{notice.pk}/read").status_code == 200
    assert caller.get(f"/notices/{notice.pk}")["opened"] is True
    assert caller.get("/notices?unread=true")["items"] == []


def _send(
    cast: Cast, data: bytes, key: str, name: str = "方案.txt"
) -> tuple[int, dict[str, object]]:
    answer = Client().post(
        "/api/v1/documents",
        {"unit": cast.office.pk, "file": SimpleUploadedFile(name, data)},
        headers=Caller(cast.officer).headers | {"Idempotency-Key": key},
    )
    return answer.status_code, answer.json()


def test_document_is_sent_once_and_read(cast: Cast) -> None:
    status, receipt = _send(cast, plans.PLAN.encode(), "one")
    assert status == 201
    assert _send(cast, plans.PLAN.encode(), "one") == (status, receipt)
    assert _send(cast, b"another", "one")[0] == 409
    assert _send(cast, plans.PLAN.encode(), "two") == (201, receipt)
    assert Document.objects.count() == 1
    reading = Caller(cast.leader).get(f"/documents/{receipt['id']}/reading")
    assert len(reading["result"]["activities"]) == 3
    start, end = reading["result"]["activities"][0]["span"]
    assert "读书会" in reading["text"][start:end]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken"])
def test_document_that_cannot_be_read_leaves_nothing_behind(cast: Cast, data: bytes) -> None:
    for _turn in range(2):
        status, problem = _send(cast, data, "one", name="方案.docx")
        assert (status, problem["code"]) == (422, "invalid")
    assert not Document.objects.exists()


def test_paper_names_posts_and_no_person(cast: Cast) -> None:
    paper = papers.draft(cast)
    answer = Caller(cast.leader)("GET", f"/papers/{paper.pk}")
    signature = answer.json()["rounds"][0]["steps"][0]["signatures"][0]
    assert (signature["unit"]["name"], signature["duty"]) == (cast.office.name, "leader")
    assert "（测试）" not in answer.content.decode()


def test_item_tells_its_answers_and_no_person(cast: Cast) -> None:
    item = cases.at(cast, "answered")
    answer = Caller(cast.liaison)("GET", f"/supervision/{item.pk}")
    told = answer.json()
    assert (told["state"], told["answers"][0]["verdict"]) == ("issued", None)
    assert told["answers"][0]["files"][0]["sha256"]
    assert "（测试）" not in answer.content.decode()


def test_round_tells_each_unit_its_own(cast: Cast, activity: Activity) -> None:
    cycle = plans.open_round(activity.programme, cast, last=date(2026, 12, 31))
    contest = activity.programme.activities.get(title__contains="征文")
    report = plans.report(contest, cast)
    listed = Caller(cast.liaison).get(f"/programmes/{activity.programme_id}/rounds")["items"]
    assert [(one["id"], one["first"], one["last"], one["last_day"]) for one in listed] == [
        (cycle.pk, "2026-01-01", "2026-12-31", "2026-11-30")
    ]
    mine = Caller(cast.liaison).get(f"/rounds/{cycle.pk}")["asked"]
    library = {"id": cast.library.pk, "name": cast.library.name}
    assert mine == [
        {"activity": contest.pk, "unit": library, "report": report.pk, "words": ""},
    ]  # fmt: skip
    every = Caller(cast.officer).get(f"/rounds/{cycle.pk}")["asked"]
    assert len(every) > len(mine)


def test_search_goes_on_behind_its_page(cast: Cast) -> None:
    for n in range(22):
        plans.send(cast, f"湖畔夜读第{n}次安排。2026年5月8日举办讲座。", name=f"湖畔{n}.txt")
    caller = Caller(cast.officer)
    first = caller.get("/search?q=湖畔&kind=document")
    rest = caller.get(f"/search?q=湖畔&kind=document&after={first['next']}")
    found = [answer["id"] for answer in first["items"] + rest["items"]]
    assert (len(found), len(set(found)), rest["next"]) == (22, 22, None)
    assert Caller(cast.stranger).get("/search?q=湖畔")["items"] == []
