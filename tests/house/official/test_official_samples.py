"""The invented papers of Linhu hang together: plan, units and reports name the same things."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from banjie.demo.linhu.plan import ACTIVITIES, TABLE_ROWS
from banjie.demo.linhu.write import FOLDER
from banjie.official import Cell, chinese_numeral

UNITS = json.loads((FOLDER / "units.json").read_text("utf-8"))
REPORTS = json.loads((FOLDER / "reports.json").read_text("utf-8"))
TITLES = {f"（{chinese_numeral(n)}）": title for n, (title, _) in enumerate(ACTIVITIES, 1)}


def test_units_are_named_once_and_have_their_parents():
    names = [unit["name"] for unit in UNITS]
    called = [
        *names,
        *(n for u in UNITS for n in {u["short_name"], *u["aliases"]} - {u["name"], ""}),
    ]
    assert len(called) == len(set(called))
    for index, unit in enumerate(UNITS):
        assert unit["parent"] is None or unit["parent"] in names[:index]
        assert unit["kind"] in {"office", "department", "member", "station"}


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["submitted_on"])
def test_report_belongs_to_an_activity_and_a_unit(report):
    assert TITLES[report["activity"]] == report["title"]
    assert report["unit"] in {unit["name"] for unit in UNITS}
    began = date.fromisoformat(report["held_on"])
    ended = date.fromisoformat(report["held_until"] or report["held_on"])
    assert began <= ended < date.fromisoformat(report["submitted_on"])
    assert report["state"] in {"accepted", "submitted", "returned"}
    assert bool(report["reason"]) is (report["state"] == "returned")
    assert all(figure["value"] > 0 and figure["unit"] for figure in report["figures"])


def test_seven_activities_are_reported_on():
    assert len({report["activity"] for report in REPORTS}) == 7


def test_one_activity_names_nobody_and_one_a_wrong_weekday():
    unnamed = [title for title, words in ACTIVITIES if not words.endswith("）")]
    assert unnamed == ["举办“岁末书声”诵读分享会"]
    wrong = []
    for title, words in ACTIVITIES:
        for month, day, weekday in re.findall(r"(\d+)月(\d+)日（星期(.)）", words):
            if "一二三四五六日"[date(2026, int(month), int(day)).weekday()] != weekday:
                wrong.append(title)
    assert wrong == ["举办环湖健步走活动"]


def test_task_table_repeats_the_plan():
    words = [c.content if isinstance(c, Cell) else c for row in TABLE_ROWS for c in row]
    tasks = [title for title in TITLES.values() if title in words]
    assert len(tasks) == 8
