"""The Chinese calendar against days everyone knows, and the days off and on of recent years."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from banjie_reader.calendars import (
    after_working_days,
    is_working_day,
    lunar_day,
    lunar_month,
    solar_term,
    solar_terms,
)

_NEW_YEARS = [
    "1900-01-31", "1912-02-18", "1924-02-05", "1936-01-24", "1949-01-29", "1953-02-14",
    "1960-01-28", "1966-01-21", "1976-01-31", "1984-02-02", "1985-02-20", "1988-02-17",
    "1990-01-27", "1997-02-07", "1998-01-28", "2000-02-05", "2001-01-24", "2002-02-12",
    "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-18", "2008-02-07",
    "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31",
    "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25",
    "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
    "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11",
    "2033-01-31", "2034-02-19", "2035-02-08", "2050-01-23", "2100-02-09",
]  # fmt: skip


@pytest.mark.parametrize("day", _NEW_YEARS)
def test_new_year_of_the_lunar_calendar(day: str) -> None:
    assert lunar_day(int(day[:4]), 1, 1) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (2023, 8, 15, "2023-09-29"),
        (2024, 5, 5, "2024-06-10"),
        (2025, 8, 15, "2025-10-06"),
        (2025, 9, 9, "2025-10-29"),
        (2026, 5, 5, "2026-06-19"),
        (2026, 8, 15, "2026-09-25"),
        (2026, 12, 8, "2027-01-15"),
        (2033, 8, 15, "2033-09-08"),
        (2020, 8, 15, "2020-10-01"),
    ],
)
def test_lunar_day(year: int, month: int, day: int, expected: str) -> None:
    assert lunar_day(year, month, day) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("year", "month", "first"),
    [
        (2020, 4, "2020-05-23"),
        (2023, 2, "2023-03-22"),
        (2025, 6, "2025-07-25"),
        (2033, 11, "2033-12-22"),
    ],
)
def test_leap_month(year: int, month: int, first: str) -> None:
    found = lunar_month(year, month, leap=True)
    assert found is not None
    assert found[0] == date.fromisoformat(first)


def test_leap_month_only_where_there_is_one() -> None:
    assert lunar_month(2026, 6, leap=True) is None


def test_every_year_of_the_table_runs_into_the_next() -> None:
    for year in range(1900, 2100):
        eve = lunar_day(year, 12, 30)
        assert eve is not None
        assert eve + timedelta(1) == lunar_day(year + 1, 1, 1)


@pytest.mark.parametrize(
    ("year", "term", "expected"),
    [
        (2024, "立春", "2024-02-04"),
        (2025, "立春", "2025-02-03"),
        (2025, "清明", "2025-04-04"),
        (2026, "清明", "2026-04-05"),
        (2026, "春分", "2026-03-20"),
        (2026, "夏至", "2026-06-21"),
        (2025, "冬至", "2025-12-21"),
        (2026, "冬至", "2026-12-22"),
        (2019, "霜降", "2019-10-24"),
        (2008, "小满", "2008-05-21"),
    ],
)
def test_solar_term(year: int, term: str, expected: str) -> None:
    assert solar_term(year, term) == date.fromisoformat(expected)


def test_solar_terms_are_half_a_month_apart() -> None:
    days = [solar_term(year, term) for year in range(1900, 2101) for term in solar_terms()]
    gaps = {(b - a).days for a, b in pairwise(days) if a and b}
    assert gaps <= {14, 15, 16}


def test_off_the_table_is_none() -> None:
    assert lunar_day(1899, 1, 1) is None
    assert solar_term(2101, "清明") is None


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-02-16", False),
        ("2026-02-14", True),  # a Saturday worked for the new year's week
        ("2026-02-28", True),
        ("2026-02-23", False),
        ("2026-03-07", False),
        ("2026-03-09", True),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2024-02-18", True),
        ("2024-09-16", False),
        ("2031-05-02", True),  # a year whose days off are not out: weekdays are taken as they are
    ],
)
def test_working_day(day: str, working: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-03-10", 5, "2026-03-17"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-04-30", 3, "2026-05-08"),
        ("2026-03-10", 0, "2026-03-10"),
    ],
)
def test_working_days_counted(day: str, count: int, expected: str) -> None:
    assert after_working_days(date.fromisoformat(day), count) == date.fromisoformat(expected)
