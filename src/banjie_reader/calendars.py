"""The Chinese calendar 1900-2100 and the 24 solar terms, from one table.

`data/lunar.json` was worked out from the sun's longitude and the new moons (Meeus, Astronomical
Algorithms; Peking mean time until 1928, UTC+8 since, as GB/T 33661-2017 says). Two years follow
printed tables instead: 1906, whose almanac differed, and 2097, where a new moon falls within
minutes of midnight. A year is one
integer: bits 0-11 mark the months of 30 days, 12-15 the leap month, 16 a leap month of 30 days,
17 and up count the days from 1 January to the new year.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@cache
def _table() -> dict[str, Any]:
    return dict(json.loads((_DATA / "lunar.json").read_text("utf-8")))


def _year(year: int) -> int | None:
    table = _table()
    index = year - int(table["first_year"])
    return int(table["years"][index]) if 0 <= index < len(table["years"]) else None


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[date, int] | None:
    """First day and length of a lunar month; None when there is none or it is off the table."""
    code = _year(year)
    leap_month = (code or 0) >> 12 & 15
    if code is None or not 1 <= month <= 12 or (leap and month != leap_month):
        return None
    days = code >> 17
    for earlier in range(1, month):
        days += _length(code, earlier)
        if earlier == leap_month:
            days += 29 + (code >> 16 & 1)
    length = _length(code, month)
    if leap:
        days, length = days + length, 29 + (code >> 16 & 1)
    return date(year, 1, 1) + timedelta(days), length


def _length(code: int, month: int) -> int:
    return 29 + (code >> (month - 1) & 1)


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of a lunar date. Day 30 of a month of 29 days is its last day (除夕)."""
    found = lunar_month(year, month, leap=leap)
    if found is None or not 1 <= day <= 30:
        return None
    first, length = found
    return first + timedelta(min(day, length) - 1)


def solar_terms() -> tuple[str, ...]:
    """The names of the 24 solar terms, from 小寒 (January) on."""
    return tuple(_table()["terms"])


def solar_term(year: int, name: str) -> date | None:
    """The day on which a solar term begins."""
    table = _table()
    index = year - int(table["first_year"])
    if not 0 <= index < len(table["term_shifts"]):
        return None
    nth = table["terms"].index(name)
    day = table["term_first_days"][nth] + int(table["term_shifts"][index][nth])
    return date(year, nth // 2 + 1, day)


@cache
def _days_off(year: int) -> tuple[tuple[tuple[date, date], ...], frozenset[date]]:
    """Stretches of days off of a year, and the weekend days worked for them.

    As the General Office of the State Council makes them known every autumn; none for a year not
    in `data/holidays.json`.
    """
    said = json.loads((_DATA / "holidays.json").read_text("utf-8")).get(str(year), {})

    def day(text: str) -> date:
        return date.fromisoformat(f"{year}-{text}")

    stretches = (text.partition("..") for text in said.get("off", ()))
    off = tuple((day(first), day(last or first)) for first, _, last in stretches)
    return off, frozenset(day(text) for text in said.get("worked", ()))


def days_off(day: date) -> tuple[date, date] | None:
    """First and last of the statutory days off that `day` is in."""
    return next((s for s in _days_off(day.year)[0] if s[0] <= day <= s[1]), None)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day; in a year whose days off are not known, Monday to Friday."""
    if day in _days_off(day.year)[1]:
        return True
    return day.weekday() < 5 and days_off(day) is None


def after_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day` (5个工作日内 from Tuesday is the next Tuesday)."""
    while count > 0:
        day += timedelta(1)
        count -= is_working_day(day)
    return day
