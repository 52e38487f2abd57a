"""What was sent is kept, with what became of it; two versions are held against each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import clock, once
from banjie.people.models import User
from banjie.programme.actions import reports as actions
from banjie.programme.actions.reports import Content, FigureLine
from banjie.programme.models import Activity, Figure, Report, ReportVersion
from banjie.programme.versions import differences, with_corrections
from tests.web import plans
from tests.web.cast import Cast

SAID = {
    "part": "", "held_on": "2026-03-21", "held_until": "", "place": "市图书馆",
    "text": "首期读书会交流了地方志。", "completes": False,
    "figures": [{"measure": "参加", "value": "40", "unit": "人次"}],
    "files": [{"name": "照片.jpg", "sha256": "a" * 64}],
}  # fmt: skip
FIGURE = {"measure": "参加", "value": "42", "unit": "人次"}
OTHER = {"measure": "场数", "value": "1", "unit": "场"}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"place": ""}, [("市图书馆", "")]),
        ({"held_on": "2026-03-22"}, [("2026-03-21", "2026-03-22")]),
        ({"figures": [FIGURE]}, [("40人次", "42人次")]),
        ({"figures": []}, [("40人次", "")]),
        ({"figures": [*SAID["figures"], OTHER]}, [("", "1场")]),
        ({"figures": [*SAID["figures"], FIGURE]}, [("", "42人次")]),
        ({"files": [*SAID["files"], {"name": "签到.pdf", "sha256": "b" * 64}]}, [("", "签到.pdf")]),
    ],
)
def test_what_changed_is_named(changes: dict[str, object], found: list[tuple[str, str]]) -> None:
    assert [(d.before, d.after) for d in differences(SAID, SAID | changes)] == found


def test_words_are_shown_with_what_went_and_came() -> None:
    (found,) = differences(SAID, SAID | {"text": "首期读书会交流了老地名。"})
    assert "".join(w for how, w in found.pieces if how != "come") == SAID["text"]
    assert "".join(w for how, w in found.pieces if how != "gone") == "首期读书会交流了老地名。"


@pytest.mark.parametrize(
    ("later", "marked"),
    [
        ((), None),
        ((("42", "重复计入。"),), "40人次"),
        ((("42", "重复计入。"), ("42", "")), "40人次"),
        ((("42", "重复计入。"), ("50", "")), None),
        ((("42", "重复计入。"), ("50", ""), ("45", "又有重复。")), "50人次"),
    ],
)
def test_figure_is_marked_while_its_last_number_is_a_correction(
    later: tuple[tuple[str, str], ...], marked: str | None
) -> None:
    versions = [
        ReportVersion(
            content={"figures": [{"measure": "参加", "value": value, "unit": "人次"}]},
            at=clock.now(), correction=correction,
        )
        for value, correction in (("40", ""), *later)
    ]  # fmt: skip
    [(_figure, found)] = with_corrections([Figure(pk=1, measure="参加", unit="人次")], versions)
    assert (found and found.before) == marked


def mend(report: Report, cast: Cast, text: str, *, submit: bool = True) -> None:
    content = Content(held_on=date(2026, 3, 21), text=text)
    actions.change_report(report, content, submit=submit, once_key=once.new_key(), by=cast.liaison)


def test_every_submission_is_a_version_with_its_reason(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast, submit=False)
    assert not report.versions.exists()
    actions.submit_report(report, by=cast.liaison)
    actions.return_report(report, reason="请补充地点。", by=cast.officer)
    mend(report, cast, "已补充。", submit=False)
    assert report.versions.count() == 1  # only what was sent
    actions.submit_report(report, by=cast.liaison)
    actions.return_report(report, reason="请核对人次。", by=cast.officer)
    mend(report, cast, "已核对。")
    kept = [(v.number, v.content["text"], v.reason) for v in report.versions.all()]
    assert kept == [
        (1, "首期读书会交流了地方志。", "请补充地点。"), (2, "已补充。", "请核对人次。"),
        (3, "已核对。", ""),
    ]  # fmt: skip


def test_page_compares_the_last_two_versions_or_those_asked_for(
    cast: Cast, activity: Activity, signed_in: Callable[[User], Client]
) -> None:
    report = plans.report(activity, cast)
    for text in ("第二稿。", "第三稿。"):
        actions.return_report(report, reason="请修改。", by=cast.officer)
        mend(report, cast, text)
    address = reverse("programme:report", args=(report.pk,))
    for query, numbers in (("", (2, 3)), ("?from=1&to=3", (1, 3)), ("?from=9&to=x", (2, 3))):
        context = signed_in(cast.officer).get(address + query).context
        assert (context["old"].number, context["new"].number) == numbers


def test_figure_that_stays_keeps_the_files_that_support_it(cast: Cast, activity: Activity) -> None:
    target = activity.targets.all()[1]
    line = FigureLine("参加", Decimal(40), "人次", target)
    content = Content(
        held_on=date(2026, 3, 21), text="。", figures=[line], files=[plans.photo()], files_for=0
    )
    options = {"submit": False, "by": cast.liaison}
    report = actions.write_report(
        activity, content, unit=cast.library, once_key=once.new_key(), **options
    )
    kept = report.evidence.get()
    mended = replace(content, files=(), figures=[replace(line, value=Decimal(42))])
    actions.change_report(report, mended, once_key=once.new_key(), **options)
    kept.refresh_from_db()
    assert kept.figure is not None
    assert (kept.figure.value, report.figures.count()) == (Decimal(42), 1)
    freed = replace(mended, claims={kept.pk: None})
    actions.change_report(report, freed, once_key=once.new_key(), **options)
    kept.refresh_from_db()
    assert kept.figure is None
