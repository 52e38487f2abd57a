"""The work calendar against the notices of three years, and the years nobody loaded."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from banjie.common.calendar import CalendarBroken, CalendarMissing, Notice, work_calendar
from tests.web.common.notices import (
    DAYS_OFF,
    DAYS_WORKED,
    FIRST,
    LAST,
    STRETCHES,
    WORKED,
)

GOOD: dict[str, Any] = {
    "source": "临湖市政府办公室收到的2031年放假通知",
    "off": ["01-01", "01-22..01-28", "05-01..05-05", "10-01..10-07"],
    "worked": ["01-19", "02-01"],
}


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    (tmp_path / "calendars").mkdir()
    return tmp_path / "calendars"


def save(folder: Path, name: str, **changed: Any) -> None:
    (folder / name).write_text(json.dumps(GOOD | changed, ensure_ascii=False), "utf-8")


@pytest.mark.parametrize("day", DAYS_OFF, ids=str)
def test_day_off_of_a_notice_is_not_worked(day: date) -> None:
    assert not work_calendar().is_working_day(day)


@pytest.mark.parametrize("day", DAYS_WORKED, ids=str)
def test_weekend_day_worked_in_exchange_is_worked(day: date) -> None:
    assert work_calendar().is_working_day(day)


def test_every_other_day_of_the_years_is_worked_monday_to_friday() -> None:
    calendar, said = work_calendar(), {*DAYS_OFF, *DAYS_WORKED}
    days = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    plain = [day for day in days if day not in said]
    wrong = [day for day in plain if calendar.is_working_day(day) != (day.isoweekday() <= 5)]
    assert len(days) == 1096
    assert wrong == []


@pytest.mark.parametrize(("name", "first", "last", "days"), STRETCHES)
def test_rows_of_this_test_have_as_many_days_as_the_notice_says(
    name: str, first: date, last: date, days: int
) -> None:
    assert (last - first).days + 1 == days, name


@pytest.mark.parametrize(("day", "weekday"), WORKED)
def test_rows_of_this_test_fall_on_the_weekday_the_notice_says(day: str, weekday: str) -> None:
    assert "一二三四五六日"[date.fromisoformat(day).weekday()] == weekday[1]


@pytest.mark.parametrize(
    ("year", "number"), [(2024, "〔2023〕7号"), (2025, "〔2024〕12号"), (2026, "〔2025〕7号")]
)
def test_shipped_year_names_its_notice(year: int, number: str) -> None:
    source = work_calendar().notice(year).source
    assert source == f"《国务院办公厅关于{year}年部分节假日安排的通知》（国办发明电{number}）"


@pytest.mark.parametrize("year", [1, 1999, 2023, 2027, 2028, 2100, 9999])
def test_year_without_a_notice_is_an_error_on_each_of_its_days(year: int) -> None:
    calendar = work_calendar()
    for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1):
        with pytest.raises(CalendarMissing) as caught:
            calendar.is_working_day(date.fromordinal(ordinal))
        assert caught.value.year == year


def test_error_of_a_missing_year_says_how_to_mend_it() -> None:
    with translation.override("en"):
        said = str(CalendarMissing(2027))
    assert "2027" in said
    assert "calendars/2027.json" in said


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_error_of_a_missing_year_speaks_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        said = str(CalendarMissing(2027))
    assert "2027年" in said
    assert "calendars/2027.json" in said
    assert "notice" not in said


def test_saved_notice_adds_its_year_and_no_other(folder: Path) -> None:
    save(folder, "2031.json")
    calendar = work_calendar()
    assert not calendar.is_working_day(date(2031, 1, 23))
    assert calendar.is_working_day(date(2031, 2, 1))  # a Saturday worked in exchange
    assert calendar.is_working_day(date(2031, 2, 3))
    with pytest.raises(CalendarMissing):
        calendar.is_working_day(date(2032, 1, 2))


def test_saved_notice_replaces_the_shipped_year(folder: Path) -> None:
    """A region with days off of its own, or a notice changed in the middle of the year."""
    assert work_calendar().is_working_day(date(2026, 4, 20))
    save(folder, "2026.json", off=[*GOOD["off"], "04-18..04-21"], worked=[])
    assert not work_calendar().is_working_day(date(2026, 4, 20))
    assert work_calendar().is_working_day(date(2026, 6, 19))
    assert not work_calendar().is_working_day(date(2025, 6, 2))


def test_new_year_may_begin_in_december(folder: Path) -> None:
    """As it did for 2019: off from 12-30, and 12-29 worked, both in the notice of the next year."""
    save(folder, "2030.json", worked=[])
    before = work_calendar()
    assert before.is_working_day(date(2030, 12, 31))
    save(folder, "2031.json", off=[*GOOD["off"], "2030-12-30..01-01"], worked=["2030-12-28"])
    after = work_calendar()
    assert not after.is_working_day(date(2030, 12, 31))
    assert after.is_working_day(date(2030, 12, 28))


def test_notice_that_begins_in_december_does_not_make_up_for_the_year_before(folder: Path) -> None:
    save(folder, "2031.json", off=[*GOOD["off"], "2030-12-30..01-01"])
    with pytest.raises(CalendarMissing):
        work_calendar().is_working_day(date(2030, 12, 31))


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("2031.json", "{", "Expecting"),
        ("2031.json", "[]", "indices"),
        ("2031.json", "{}", "'off' is missing"),
        ("spring.json", json.dumps(GOOD), "spring"),
        ("2031.json", json.dumps({k: v for k, v in GOOD.items() if k != "worked"}), "'worked'"),
        ("2031.json", json.dumps({k: v for k, v in GOOD.items() if k != "source"}), "'source'"),
        ("2031.json", json.dumps(GOOD | {"source": " "}), "names no source"),
        ("2031.json", json.dumps(GOOD | {"off": []}), "2031-01-01 is a statutory day off"),
        ("2031.json", json.dumps(GOOD | {"off": GOOD["off"][:-1]}), "2031-10-01 is a statutory"),
        ("2031.json", json.dumps(GOOD | {"off": [*GOOD["off"], "02-30"]}), "day is out of range"),
        ("2031.json", json.dumps(GOOD | {"off": [*GOOD["off"], "06-05..06-03"]}), "backwards"),
        ("2031.json", json.dumps(GOOD | {"off": [*GOOD["off"], 605]}), "int"),
        (
            "2031.json",
            json.dumps(GOOD | {"off": [*GOOD["off"], "2030-11-30"]}),
            "not belong to 2031",
        ),
        ("2031.json", json.dumps(GOOD | {"worked": ["01-25"]}), "both a day off and worked"),
        ("2031.json", json.dumps(GOOD | {"worked": ["03-05"]}), "no weekend day"),
    ],
)
def test_file_that_cannot_be_a_notice_is_refused_by_name(
    folder: Path, name: str, text: str, why: str
) -> None:
    (folder / name).write_text(text, "utf-8")
    with translation.override("en"), pytest.raises(CalendarBroken, match=why) as caught:
        work_calendar()
    assert name in str(caught.value)


def test_notice_that_breaks_the_law_is_told_all_its_faults() -> None:
    with (
        translation.override("en"),
        pytest.raises(ValueError, match=r"statutory day off.*no weekend day"),
    ):
        Notice.read(2031, GOOD | {"off": ["01-01"], "worked": ["03-05"]})


def test_file_of_the_settings_page_is_the_shipped_year(folder: Path) -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "settings.md").read_text("utf-8")
    shipped = work_calendar().notice(2026)
    notice = next(block for block in page.split("```json\n") if '"worked"' in block)
    (folder / "2026.json").write_text(notice.split("```")[0], "utf-8")
    assert work_calendar().notice(2026) == shipped
