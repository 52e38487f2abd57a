"""The days of a point once its year and month are known. `None`: no such days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from banjie_reader.calendars import days_off, is_working_day, lunar_day, lunar_month, solar_term
from banjie_reader.dates.feasts import rows
from banjie_reader.dates.form import weekday
from banjie_reader.dates.points import Point

Days = tuple[date, date]
_DAY = timedelta(1)
_SHORT = timedelta(3)  # days off that go on for longer are those of another feast too


class Given(NamedTuple):
    """What a point needs from its surroundings."""

    year: int | None
    month: int | None
    reference: date | None


def days_of(
    point: Point, year: int | None, month: int | None, reference: date | None
) -> Days | None:
    """First day and the day after the last of a point."""
    try:
        return _KINDS[point.kind](point, Given(year, month, reference))
    except (ValueError, OverflowError):  # no such day in any calendar: 6月31日
        return None


def _one(day: date | None, length: int = 1) -> Days | None:
    return (day, day + timedelta(length)) if day else None


def _month_end(year: int, month: int) -> date:
    """The day after the last of a month; months count on over the year's end."""
    over, index = divmod(month, 12)
    return date(year + over, index + 1, 1)


def _in_month(point: Point, given: Given) -> Days | None:
    if given.year is None or given.month is None:
        return None
    first, last = point.values
    end = (
        date(given.year, given.month, last) + _DAY if last else _month_end(given.year, given.month)
    )
    begin = date(given.year, given.month, first)
    return (begin, end) if begin < end else None


def _window(point: Point, given: Given) -> Days | None:
    if given.year is None:
        return None
    month, day, last_month, last_day = point.values
    over, index = divmod(month - 1, 12)
    begin = date(given.year + over, index + 1, day)
    if last_day:
        return begin, date(given.year, last_month, last_day) + _DAY
    return begin, _month_end(given.year, last_month)


def _feast(point: Point, given: Given) -> Days | None:
    row = rows()[point.name]
    day = _feast_day(row, given)
    if day is None or point.kind == "feast":
        return _one(day)
    off = days_off(day) if row.get("statutory") else None
    if off and off[1] - off[0] <= _SHORT:  # as made known for that year
        return off[0], off[1] + _DAY
    return _one(day, int(row["days"]))


def _feast_day(row: dict[str, Any], given: Given) -> date | None:
    if given.year is None:
        return None
    if "term" in row:
        return solar_term(given.year, row["term"])
    if "nth" in row:
        month, nth, wanted = row["nth"]
        return nth_weekday(given.year, month, nth, wanted)
    if "date" in row:
        return date(given.year, *row["date"])
    month, number = row["lunar"]
    if row.get("nearest"):
        return _nearest_lunar(month, number, given)
    return lunar_day(given.year, month, number)


def _nearest_lunar(month: int, day: int, given: Given) -> date | None:
    """The occurrence nearest to the reference or, without one, in the calendar year."""
    if given.year is None:
        return None
    found = [lunar_day(year, month, day) for year in (given.year - 1, given.year)]
    near = given.reference
    if near is None or near.year != given.year:
        return next((d for d in found if d and d.year == given.year), None)
    return min((d for d in found if d), key=lambda d: abs(d - near), default=None)


def _lunar(point: Point, given: Given) -> Days | None:
    month, day, leap = point.values
    if given.year is None:
        return None
    year = given.year
    if point.name == "nearest" and point.year is None:
        near = _nearest_lunar(month, day or 15, given)
        year = near.year - (near.month < 3) if near else year
    if not day:
        whole = lunar_month(year, month, leap=bool(leap))
        return (whole[0], whole[0] + timedelta(whole[1])) if whole else None
    return _one(lunar_day(year, month, day, leap=bool(leap)))


def nth_weekday(year: int, month: int, nth: int, wanted: int) -> date | None:
    """The n-th such weekday of a month; -1 is the last."""
    length = monthrange(year, month)[1]
    first = 1 + (wanted - date(year, month, 1).weekday()) % 7
    days = list(range(first, length + 1, 7))
    if nth == 0 or abs(nth) > len(days):
        return None
    return date(year, month, days[nth - 1 if nth > 0 else nth])


def _nth(point: Point, given: Given) -> Days | None:
    if given.year is None or given.month is None:
        return None
    nth, wanted, length = point.values
    return _one(nth_weekday(given.year, given.month, nth, wanted), length)


def _nth_day(point: Point, given: Given) -> Days | None:
    if given.year is None or given.month is None:
        return None
    nth = point.values[0]
    last = _month_end(given.year, given.month) - _DAY
    return _one(last if nth < 0 else date(given.year, given.month, nth))


def _nth_working_day(point: Point, given: Given) -> Days | None:
    if given.year is None or given.month is None:
        return None
    nth, day = point.values[0], date(given.year, given.month, 1)
    days = [day + timedelta(n) for n in range(monthrange(given.year, given.month)[1])]
    working = [day for day in days if is_working_day(day)]
    return _one(working[nth - 1 if nth > 0 else nth]) if 0 < abs(nth) <= len(working) else None


def _month_week(point: Point, given: Given) -> Days | None:
    """The week that begins on the N-th Monday; the last one is the last seven days."""
    if given.year is None or given.month is None:
        return None
    if point.values[0] < 0:
        end = _month_end(given.year, given.month)
        return end - timedelta(7), end
    monday = nth_weekday(given.year, given.month, point.values[0], 0)
    return _of_week(monday, point.weekday)


def _of_week(monday: date | None, wanted: int | None) -> Days | None:
    if monday is None or wanted is None:
        return _one(monday, 7)
    return _one(monday + timedelta(wanted))


def _week(point: Point, given: Given) -> Days | None:
    if given.reference is None:
        return None
    monday = given.reference - timedelta(given.reference.weekday()) + timedelta(7 * point.values[0])
    if point.name == "末":
        return _one(monday + timedelta(5), 2)
    return _of_week(monday, weekday(point.name))


def _iso_week(point: Point, given: Given) -> Days | None:
    if given.year is None:
        return None
    return _of_week(date.fromisocalendar(given.year, point.values[0], 1), point.weekday)


def _quarter(point: Point, given: Given) -> Days | None:
    if given.reference is None:
        return None
    shift, part = point.values
    first = (given.reference.month - 1) // 3 * 3 + 1 + 3 * shift
    begin = first + (part - 1 if part else 0)
    end = begin if part else first + 2
    return _window(Point("window", (begin, 1, end, 0)), given._replace(year=given.reference.year))


def _school(point: Point, given: Given) -> Days | None:
    """A term or school year, counted from the one the reference is in (August: from the last)."""
    if given.reference is None:
        return None
    year, month = given.reference.year, given.reference.month
    shift = point.values[0]
    if point.name == "年":
        year += shift - (month < 9)
        return date(year, 9, 1), date(year + 1, 9, 1)
    term = 2 * year + (1 if month >= 9 else -1 if month == 1 else 0) + shift
    return _window(
        Point("window", (9, 1, 13, 0) if term % 2 else (2, 1, 7, 0)),
        given._replace(year=term // 2),
    )


def _rolling(point: Point, given: Given) -> Days | None:
    """Whole calendar years or months next to the reference's."""
    if given.reference is None:
        return None
    count = point.values[0]
    per_year = 12 if point.name == "年" else 1
    now = given.reference.year * 12 + (0 if per_year == 12 else given.reference.month - 1)
    begin, end = (
        (now + count * per_year, now)
        if count < 0
        else (now + per_year, now + (count + 1) * per_year)
    )
    return date(begin // 12, begin % 12 + 1, 1), date(end // 12, end % 12 + 1, 1)


def _within(point: Point, given: Given) -> Days | None:
    if given.year is None:
        return None
    return date(given.year, 1, 1), date(given.year + point.values[0], 1, 1)


def _relative_day(point: Point, given: Given) -> Days | None:
    return _one(given.reference and given.reference + timedelta(point.values[0]))


def _fixed(point: Point, _given: Given) -> Days | None:
    return _one(date(*point.values))


def _vague(_point: Point, _given: Given) -> Days | None:
    return None


_KINDS: dict[str, Callable[[Point, Given], Days | None]] = {
    "days": _in_month,
    "window": _window,
    "feast": _feast,
    "feast_period": _feast,
    "lunar": _lunar,
    "nth": _nth,
    "nth_day": _nth_day,
    "nth_working_day": _nth_working_day,
    "month_week": _month_week,
    "week": _week,
    "iso_week": _iso_week,
    "quarter": _quarter,
    "school": _school,
    "rolling": _rolling,
    "within": _within,
    "relative_day": _relative_day,
    "fixed": _fixed,
    "vague": _vague,
}
