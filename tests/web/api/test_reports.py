"""A report's way through the API: the same rules as on the pages, and each step once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from banjie.common import audit
from banjie.programme.actions.figures import FigureLine
from banjie.programme.models import Activity, Report
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast


@pytest.fixture
def said(cast: Cast, activity: Activity) -> dict[str, Any]:
    """A sound report of the library."""
    target = activity.targets.all()[0]
    return {
        "unit": cast.library.pk,
        "held_on": "2026-09-12",
        "last_day": "2026-09-13",
        "place": "市图书馆",
        "text": "举办第四期读书会。",
        "figures": [
            {"target": target.pk, "value": "1"},
            {"measure": "志愿者", "value": "12.50", "unit": "小时"},
        ],
    }


def test_report_goes_its_way_through_the_api(
    cast: Cast, activity: Activity, said: dict[str, Any]
) -> None:
    unit, office = Caller(cast.liaison), Caller(cast.officer)
    made = unit("POST", f"/activities/{activity.pk}/reports", said)
    assert made.status_code == 201
    pk = made.json()["id"]
    at = made.json()["address"].removeprefix("/api/v1")
    assert office("GET", at).status_code == 404
    assert unit("POST", f"{at}/submit").status_code == 200
    assert office("POST", f"{at}/return", {"reason": "请补充地点。"}).status_code == 200
    mended = {name: value for name, value in said.items() if name != "unit"}
    assert unit("PUT", at, mended | {"place": "开放大学", "submit": True}).status_code == 200
    assert office("POST", f"{at}/accept").status_code == 200
    report = office.get(at)
    assert (report["state"], report["place"], report["last_day"]) == (
        "accepted", "开放大学", "2026-09-13",
    )  # fmt: skip
    assert [(f["measure"], f["value"]) for f in report["figures"]] == [
        (activity.targets.all()[0].measure, "1"),
        ("志愿者", "12.5"),
    ]
    sent = office.get(f"{at}/versions")
    assert [(v["number"], v["place"], v["reason"]) for v in sent] == [
        (1, "市图书馆", "请补充地点。"),
        (2, "开放大学", ""),
    ]
    assert [e.verb for e in audit.history(Report.objects.get(pk=pk))] == [
        "report.accepted", "report.submitted", "report.changed", "report.returned",
        "report.submitted", "report.written",
    ]  # fmt: skip


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"held_on": "2026-09-19"}, "body.held_on"),
    ({"held_on": "gestern"}, "body.held_on"),
    ({"last_day": "2026-09-01"}, "body.last_day"),
    ({"text": ""}, "body.text"),
    ({"text": "  "}, "body.text"),
    ({"text": "零\x00字节"}, "body.text"),
    ({"unit": 2_000_000_000}, "body.unit"),
    ({"session": 2_000_000_000}, "body.session"),
    ({"phase": 1}, "body.phase"),
    ({"figures": [{"target": 2_000_000_000, "value": "1"}]}, "body.figures.0.value"),
    ({"figures": [{"measure": "人次", "value": "-1"}]}, "body.figures.0.value"),
    ({"figures": [{"measure": "人次", "value": "1.2345678"}]}, "body.figures.0.value"),
    ({"figures": [{"value": "3"}]}, "body.figures.0.measure"),
    ({"figures": [{"measure": m, "value": "3"} for m in "甲乙丙"]}, "body.figures.2"),
    (
        {"figures": [{"measure": "人次", "reused_from": 2_000_000_000}]},
        "body.figures.0.reused_from",
    ),
    ({"state": "accepted"}, "body.state"),
    ({"light": "done"}, "body.light"),
)


@pytest.mark.parametrize(("wrong", "field"), WRONG, ids=lambda v: str(v)[:40])
def test_report_that_does_not_fit_is_refused_with_its_place(
    cast: Cast, activity: Activity, said: dict[str, Any], wrong: dict[str, Any], field: str
) -> None:
    answer = Caller(cast.liaison)("POST", f"/activities/{activity.pk}/reports", said | wrong)
    assert answer.status_code == 422, answer.content.decode()
    problem = answer.json()
    assert problem["code"] == "invalid"
    assert any(place["field"].startswith(field) for place in problem["where"]), problem
    assert not Report.objects.exists()


def test_same_target_twice_is_refused(cast: Cast, activity: Activity, said: dict[str, Any]) -> None:
    twice = {"figures": [said["figures"][0]] * 2}
    answer = Caller(cast.liaison)("POST", f"/activities/{activity.pk}/reports", said | twice)
    assert answer.json()["where"][0]["field"] == "body.figures.1.target"


def test_figure_of_another_report_is_taken_over(
    cast: Cast, activity: Activity, said: dict[str, Any]
) -> None:
    other = activity.programme.activities.get(title__contains="征文")
    source = plans.report(
        other, cast, figures=[FigureLine("参加", Decimal(40), "人次")]
    ).figures.get()
    taken = {"figures": [{"measure": "", "unit": source.unit, "reused_from": source.pk}]}
    caller = Caller(cast.liaison)
    made = caller("POST", f"/activities/{activity.pk}/reports", said | taken)
    assert made.status_code == 201, made.content.decode()
    figure = caller.get(f"/reports/{made.json()['id']}")["figures"][0]
    assert (figure["reused_from"], figure["value"]) == (source.pk, "40")


def test_same_key_gives_the_same_answer_and_does_nothing_more(
    cast: Cast, activity: Activity, said: dict[str, Any]
) -> None:
    caller, address = Caller(cast.liaison), f"/activities/{activity.pk}/reports"
    answers = [caller("POST", address, said, once_key="first") for _ in range(3)]
    assert {(a.status_code, a.content) for a in answers} == {(201, answers[0].content)}
    other = caller("POST", address, said | {"place": "别处"}, once_key="first")
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    assert Report.objects.count() == 1
    step = f"/reports/{answers[0].json()['id']}/submit"
    sent = [caller("POST", step, once_key="second") for _ in range(2)]
    assert [(a.status_code, a.json()) for a in sent] == [(200, sent[0].json())] * 2
    assert caller("POST", step, once_key="third").status_code == 403


def test_request_that_was_refused_may_be_mended_under_its_key(
    cast: Cast, activity: Activity, said: dict[str, Any]
) -> None:
    caller, address = Caller(cast.liaison), f"/activities/{activity.pk}/reports"
    assert caller("POST", address, said | {"text": ""}, once_key="one").status_code == 422
    assert caller("POST", address, said, once_key="one").status_code == 201


def test_key_of_another_account_is_another_key(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    path = f"/reports/{report.pk}"
    assert Caller(cast.officer)("POST", f"{path}/accept", once_key="one").status_code == 200
    assert Caller(cast.liaison)("POST", f"{path}/accept", once_key="one").status_code == 403


@pytest.mark.parametrize("key", ["", "有", "a" * 201])
def test_write_without_a_sound_key_is_refused(cast: Cast, activity: Activity, key: str) -> None:
    report = plans.report(activity, cast)
    caller = Caller(cast.officer)
    caller.headers["Idempotency-Key"] = key
    answer = Client().post(f"/api/v1/reports/{report.pk}/accept", headers=caller.headers)
    assert answer.status_code == 422
    assert answer.json()["where"][0]["field"] == "header.Idempotency-Key"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"unit": 1e400}', b"null"])
def test_body_that_is_no_report_is_refused(cast: Cast, activity: Activity, body: bytes) -> None:
    caller = Caller(cast.liaison)
    answer = Client().post(
        f"/api/v1/activities/{activity.pk}/reports", body, content_type="application/json",
        headers=caller.headers | {"Idempotency-Key": "k"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert set(answer.json()) == {"code", "message", "where"}


def test_drafts_of_other_units_are_not_even_listed(cast: Cast, activity: Activity) -> None:
    plans.report(activity, cast, submit=False)
    for role in ("officer", "leader", "stranger", "other_officer", "nobody"):
        assert Caller(getattr(cast, role)).get("/reports")["items"] == []
    assert len(Caller(cast.handler).get("/reports")["items"]) == 1
