"""Files of a report through the API: the intake of the page, claims, each step once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.programme.actions.figures import FigureLine
from banjie.programme.models import Activity, Report
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast


@pytest.fixture
def draft(cast: Cast, activity: Activity) -> Report:
    target = activity.targets.all()[0]
    lines = [
        FigureLine(target.measure, target.value, target.unit, target),
        FigureLine("志愿者", target.value, "名"),
    ]
    return plans.report(activity, cast, submit=False, figures=lines)


def photos(number: int = 1) -> list[SimpleUploadedFile]:
    return [plans.photo(f"现场{n}.jpg", f"#{n}{n}{n}") for n in range(number)]


def test_files_go_along_with_what_the_report_said_before(cast: Cast, draft: Report) -> None:
    caller = Caller(cast.liaison)
    before = caller.get(f"/reports/{draft.pk}")
    sent = caller.send(f"/reports/{draft.pk}/files", {"file": photos(2)})
    assert sent.status_code == 200, sent.content.decode()
    report = caller.get(sent.json()["address"].removeprefix("/api/v1"))
    assert [file["name"] for file in report["files"]] == ["现场0.jpg", "现场1.jpg"]
    assert {file["figure"] for file in report["files"]} == {None}
    assert all(len(file["sha256"]) == 64 for file in report["files"])
    assert report["state"] == "draft"
    same = ("held_on", "place", "text", "completes", "session", "phase")
    assert {name: report[name] for name in same} == {name: before[name] for name in same}
    told = ("measure", "value", "unit", "target")
    assert [{n: f[n] for n in told} for f in report["figures"]] == [
        {n: f[n] for n in told} for f in before["figures"]
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_files_support_one_figure(cast: Cast, draft: Report, place: int) -> None:
    caller = Caller(cast.liaison)
    measure = caller.get(f"/reports/{draft.pk}")["figures"][place]
    caller.send(f"/reports/{draft.pk}/files", {"file": photos(), "figure": measure["id"]})
    report = caller.get(f"/reports/{draft.pk}")
    supported = {f["id"]: f["measure"] for f in report["figures"]}
    assert [supported[file["figure"]] for file in report["files"]] == [measure["measure"]]


def test_claims_of_files_that_are_there_stay(cast: Cast, draft: Report) -> None:
    caller = Caller(cast.liaison)
    first = caller.get(f"/reports/{draft.pk}")["figures"][0]
    caller.send(f"/reports/{draft.pk}/files", {"file": photos(), "figure": first["id"]})
    caller.send(f"/reports/{draft.pk}/files", {"file": plans.photo("全景.jpg", "red")})
    report = caller.get(f"/reports/{draft.pk}")
    supported = {f["id"]: f["measure"] for f in report["figures"]}
    assert [(f["name"], supported.get(f["figure"])) for f in report["files"]] == [
        ("现场0.jpg", first["measure"]), ("全景.jpg", None),
    ]  # fmt: skip


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"file": SimpleUploadedFile("现场.png", b"MZ not a picture")}, "body.file"),
    ({"file": SimpleUploadedFile("空.png", b"")}, "body.file"),
    ({}, "body.file"),
    ({"file": photos(10)}, "body.file"),
    ({"file": photos(), "figure": 2_000_000_000}, "body.figure"),
    ({"file": photos(), "figure": "甲"}, "body.figure"),
]


@pytest.mark.parametrize(("said", "field"), WRONG, ids=range(len(WRONG)))
def test_files_the_page_would_refuse_are_refused(
    cast: Cast, draft: Report, said: dict[str, Any], field: str
) -> None:
    answer = Caller(cast.liaison).send(f"/reports/{draft.pk}/files", said)
    assert answer.status_code == 422, answer.content.decode()
    assert [place["field"][: len(field)] for place in answer.json()["where"]] == [field]
    assert not draft.evidence.exists()


def test_same_files_under_the_same_key_are_kept_once(cast: Cast, draft: Report) -> None:
    caller, address = Caller(cast.liaison), f"/reports/{draft.pk}/files"
    for _n in range(2):
        assert caller.send(address, {"file": photos()}, once_key="one").status_code == 200
    assert draft.evidence.count() == 1
    other = caller.send(address, {"file": plans.photo("别的.jpg", "red")}, once_key="one")
    assert (other.status_code, other.json()["code"]) == (409, "key-reused")
    kept = draft.evidence.get().attachment
    assert [f["sha256"] for f in caller.get(f"/reports/{draft.pk}")["files"]] == [kept.sha256]
