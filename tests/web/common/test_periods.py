"""Periods against a walk from day to day that shares neither code nor table with them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from banjie.common.calendar import CalendarMissing, work_calendar
from banjie.common.models import RuleProfile
from banjie.common.periods import (
    Period,
    Suspension,
    Unit,
    add_working_days,
    due,
    ends,
    last_day,
    working_days_between,
)
from tests.web.common.notices import DAYS_OFF, DAYS_WORKED, FIRST, LAST

DAY, WORKING, MONTH = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH
ONE = timedelta(days=1)


class Unknown(Exception):
    """The walk came to a day of a year that has no row."""


def naive_works(day: date) -> bool:
    if not FIRST <= day <= LAST:
        raise Unknown
    if day in DAYS_WORKED:
        return True
    return day not in DAYS_OFF and day.strftime("%a") not in ("Sat", "Sun")


def naive_month_end(day: date) -> bool:
    return (day + ONE).day == 1


def naive_last_day(start: date, count: int) -> date:
    """Walk until `count` first-of-months are passed, then on to the number or the month's end."""
    day = start
    for _ in range(count):
        day += ONE
        while day.day != 1:
            day += ONE
    while day.day != start.day and not naive_month_end(day):
        day += ONE
    return day


def naive_ends(start: date, count: int, unit: Unit, stopped: frozenset[date]) -> date:
    if unit == WORKING:
        day = start
        while count:
            day += ONE
            if day not in stopped and naive_works(day):
                count -= 1
        return day
    length = (naive_last_day(start, count) - start).days if unit == MONTH else count
    day = start
    while length:
        day += ONE
        if day not in stopped:
            length -= 1
    while day in stopped or not naive_works(day):
        day += ONE
    return day


def cases(seed: int, count: int) -> list[tuple[date, Period]]:
    """Dates of the three years and the weeks around them, with periods of every unit."""
    chance = random.Random(seed)
    units = ((DAY, 400), (WORKING, 120), (MONTH, 14))
    found = []
    for _ in range(count):
        unit, most = chance.choice(units)
        start = date(2023, 12, 1) + timedelta(chance.randrange(1125))
        found.append((start, Period(chance.randint(1, most), unit)))
    return found


def same(start: date, period: Period, suspended: tuple[Suspension, ...] = ()) -> str:
    """`ended`, `missing` when both say the year is missing; anything else fails."""
    stopped = frozenset(
        s.first + timedelta(n) for s in suspended for n in range((s.last - s.first).days + 1)
    )
    try:
        wanted = naive_ends(start, period.value, period.unit, stopped)
    except Unknown:
        with pytest.raises(CalendarMissing):
            ends(start, period, CALENDAR, suspended)
        return "missing"
    assert ends(start, period, CALENDAR, suspended) == wanted, (start, period, suspended)
    return "ended"


CALENDAR = work_calendar()


def test_ten_thousand_generated_periods_agree_with_a_walk() -> None:
    outcomes = [same(start, period) for start, period in cases(seed=1, count=10_000)]
    assert outcomes.count("ended") > 7_000
    assert outcomes.count("missing") > 500


def test_generated_periods_with_suspensions_agree_with_a_walk() -> None:
    chance = random.Random(2)
    for start, period in cases(seed=3, count=2_000):
        suspended = []
        for _ in range(chance.randint(1, 3)):
            first = start + timedelta(chance.randint(-10, 60))
            suspended.append(Suspension(first, first + timedelta(chance.randint(0, 40))))
        same(start, period, tuple(suspended))


def test_ten_thousand_generated_months_agree_with_a_walk() -> None:
    """Two centuries, 1900 and 2100 (no leap years) and 2000 (one) among them."""
    chance = random.Random(4)
    for _ in range(10_000):
        start = date(1899, 11, 1) + timedelta(chance.randrange(73_500))
        count = chance.randint(1, 30)
        assert last_day(start, Period(count, MONTH)) == naive_last_day(start, count), (start, count)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-29", 1, "2025-02-28"),
        ("2025-02-28", 1, "2025-03-28"),  # the same number, not the end of the month
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-03-31", 6, "2025-09-30"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
    ],
)
def test_months_end_on_the_same_number_or_on_the_last_day(
    start: str, months: int, last: str
) -> None:
    period = Period(months, MONTH)
    assert last_day(date.fromisoformat(start), period) == date.fromisoformat(last)


def test_years_end_like_twelve_months() -> None:
    assert last_day(date(2024, 2, 29), Period.years(1)) == date(2025, 2, 28)
    assert last_day(date(2024, 2, 29), Period.years(4)) == date(2028, 2, 29)
    assert last_day(date(2025, 7, 1), Period.years(1)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("start", "count", "unit", "end", "why"),
    [
        ("2025-03-03", 1, DAY, "2025-03-04", "the day it starts is not counted"),
        ("2025-03-03", 5, DAY, "2025-03-10", "Saturday gives way to Monday"),
        ("2025-03-03", 5, WORKING, "2025-03-10", "five working days of a plain week"),
        ("2025-03-08", 5, WORKING, "2025-03-14", "started on a Saturday"),
        ("2025-09-26", 2, DAY, "2025-09-28", "a Sunday worked in exchange ends it"),
        ("2025-09-26", 1, DAY, "2025-09-28", "so does it after a Saturday off"),
        ("2025-09-24", 7, DAY, "2025-10-09", "the first day after eight days off"),
        ("2025-09-30", 3, WORKING, "2025-10-11", "9, 10 and the Saturday worked"),
        ("2024-11-30", 3, MONTH, "2025-02-28", "a Friday"),
        ("2023-11-30", 3, MONTH, "2024-02-29", "a Thursday; started in a year without notice"),
        ("2025-01-31", 1, MONTH, "2025-02-28", "a Friday"),
        ("2026-01-31", 1, MONTH, "2026-02-28", "a Saturday worked in exchange"),
        ("2025-11-15", 3, MONTH, "2026-02-24", "in the days off of the Spring Festival"),
        ("2025-07-01", 6, MONTH, "2026-01-04", "New Year; the Sunday after it is worked"),
        ("2025-12-31", 1, WORKING, "2026-01-04", "over the New Year"),
        ("2024-12-31", 1, WORKING, "2025-01-02", "over the New Year"),
        ("2024-12-31", 1, DAY, "2025-01-02", "over the New Year"),
        ("2026-12-28", 3, WORKING, "2026-12-31", "up to the last day that is known"),
    ],
)
def test_period_ends(start: str, count: int, unit: Unit, end: str, why: str) -> None:
    found = ends(date.fromisoformat(start), Period(count, unit), CALENDAR)
    assert found == date.fromisoformat(end), why


@pytest.mark.parametrize("day", DAYS_OFF, ids=str)
def test_period_never_ends_on_a_listed_day_off(day: date) -> None:
    found = ends(day - ONE, Period(1, DAY), CALENDAR)
    assert found > day
    assert naive_works(found)
    assert not any(naive_works(day + timedelta(n)) for n in range((found - day).days))


@pytest.mark.parametrize("day", DAYS_WORKED, ids=str)
def test_period_ends_on_a_weekend_day_worked_in_exchange(day: date) -> None:
    assert ends(day - ONE, Period(1, DAY), CALENDAR) == day
    assert add_working_days(day - ONE, 1, CALENDAR) == day
    assert working_days_between(day - ONE, day, CALENDAR) == 1


@pytest.mark.parametrize("unit", [DAY, WORKING, MONTH])
@pytest.mark.parametrize("year", [2021, 2022, 2027, 2028, 2040])
def test_limit_in_a_year_without_a_notice_is_an_error_from_every_start(
    year: int, unit: Unit
) -> None:
    for nth in range(300):
        with pytest.raises(CalendarMissing) as caught:
            ends(date(year, 1, 1) + timedelta(nth), Period(1, unit), CALENDAR)
        assert caught.value.year == year


@pytest.mark.parametrize(
    ("start", "count", "unit", "year"),
    [
        ("2026-12-28", 4, WORKING, 2027),
        ("2026-12-31", 1, WORKING, 2027),
        ("2026-12-31", 1, DAY, 2027),
        ("2026-11-21", 3, MONTH, 2027),
        ("2025-12-31", 12, MONTH, None),
        ("2023-12-29", 2, DAY, 2023),
        ("2023-12-28", 1, WORKING, 2023),
        ("2023-12-31", 1, WORKING, None),  # the day it starts is not counted
    ],
)
def test_period_over_the_edge_of_the_known_years(
    start: str, count: int, unit: Unit, year: int | None
) -> None:
    period = Period(count, unit)
    if year is None:
        assert FIRST < ends(date.fromisoformat(start), period, CALENDAR) <= LAST
        return
    with pytest.raises(CalendarMissing, match=str(year)):
        ends(date.fromisoformat(start), period, CALENDAR)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.is_working_day(date(2027, 3, 3)),
        lambda: add_working_days(date(2026, 12, 30), 2, CALENDAR),
        lambda: add_working_days(date(2024, 1, 2), -1, CALENDAR),
        lambda: working_days_between(date(2026, 12, 30), date(2027, 1, 2), CALENDAR),
        lambda: working_days_between(date(2027, 1, 2), date(2026, 12, 30), CALENDAR),
        lambda: due(rule(5, "working_day"), date(2026, 12, 30), CALENDAR),
    ],
)
def test_every_question_into_a_missing_year_is_an_error(ask) -> None:
    with pytest.raises(CalendarMissing, match=r"20(27|23)"):
        ask()


def test_working_days_added_and_counted_agree_in_both_directions() -> None:
    chance = random.Random(5)
    for _ in range(500):
        start = date(2024, 9, 1) + timedelta(chance.randrange(480))
        count = chance.choice((-1, 1)) * chance.randint(1, 100)
        found = add_working_days(start, count, CALENDAR)
        assert naive_works(found)
        if count > 0:
            assert working_days_between(start, found, CALENDAR) == count
        else:
            assert working_days_between(found - ONE, start - ONE, CALENDAR) == -count
        assert working_days_between(found, start, CALENDAR) == -working_days_between(
            start, found, CALENDAR
        )


def test_no_working_days_added_is_the_day_itself() -> None:
    assert add_working_days(date(2025, 10, 1), 0, CALENDAR) == date(2025, 10, 1)
    assert working_days_between(date(2025, 10, 9), date(2025, 10, 9), CALENDAR) == 0


@pytest.mark.parametrize(
    ("period", "suspended", "end"),
    [
        (Period(5, WORKING), [], "2025-03-10"),
        (Period(5, WORKING), [("2025-03-05", "2025-03-06")], "2025-03-12"),
        (Period(5, WORKING), [("2025-03-08", "2025-03-09")], "2025-03-10"),
        (Period(10, DAY), [("2025-03-05", "2025-03-06")], "2025-03-17"),
        (Period(1, MONTH), [("2025-03-10", "2025-03-19")], "2025-04-14"),
        (Period(1, MONTH), [("2025-03-10", "2025-03-19"), ("2025-03-15", "2025-03-19")], "2025-04-14"),
        (Period(1, MONTH), [("2025-03-10", "2025-03-19"), ("2025-04-08", "2025-04-08")], "2025-04-14"),
        (Period(1, MONTH), [("2025-02-01", "2025-03-03")], "2025-04-03"),
        (Period(1, MONTH), [("2025-05-01", "2025-05-31")], "2025-04-03"),
        (Period(5, DAY), [("2025-03-10", "2025-03-11")], "2025-03-12"),
    ],
    ids=[
        "none", "two working days", "a weekend costs nothing", "ends on a Saturday",
        "ten days move a month by ten", "days in two suspensions count once",
        "one more during the extension", "up to the start", "after the end",
        "the Monday it would end on",
    ],
)  # fmt: skip
def test_suspended_days_are_not_counted(
    period: Period, suspended: list[tuple[str, str]], end: str
) -> None:
    stops = [Suspension(date.fromisoformat(a), date.fromisoformat(b)) for a, b in suspended]
    assert ends(date(2025, 3, 3), period, CALENDAR, stops) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Period(0, DAY),
        lambda: Period(-1, MONTH),
        lambda: Suspension(date(2025, 3, 3), date(2025, 3, 2)),
        lambda: last_day(date(2025, 3, 3), Period(5, WORKING)),
    ],
)
def test_what_cannot_be_counted_is_refused(build) -> None:
    with pytest.raises(ValueError, match=r"period|suspension|calendar"):
        build()


def rule(value: int, unit: str) -> RuleProfile:
    return RuleProfile(
        name="reply.limit", value=value, unit=unit, source="临湖市提案办理办法第九条",
        valid_from=date(2025, 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "end"),
    [(15, "day", "2025-03-18"), (5, "working_day", "2025-03-10"), (3, "month", "2025-06-03")],
)
def test_clock_of_a_rule_says_its_source_and_its_end(value: int, unit: str, end: str) -> None:
    clock = due(rule(value, unit), date(2025, 3, 3))
    assert (clock.rule_name, clock.value, clock.unit) == ("reply.limit", value, unit)
    assert (clock.source, clock.valid_from) == ("临湖市提案办理办法第九条", date(2025, 1, 1))
    assert (clock.start, clock.end) == (date(2025, 3, 3), date.fromisoformat(end))


@pytest.mark.django_db
def test_clock_keeps_the_rule_it_started_with() -> None:
    profile = rule(3, "month")
    profile.save()
    clock = due(profile, date(2025, 3, 3))
    RuleProfile.objects.update(value=1, unit="day", source="新办法")
    profile.refresh_from_db()
    pause = [Suspension(date(2025, 4, 1), date(2025, 4, 10))]
    assert clock.end == date(2025, 6, 3)
    assert clock.suspended(pause).end == date(2025, 6, 13)
    assert clock.suspended([]) == clock
    assert due(profile, date(2025, 3, 3)).end == date(2025, 3, 4)
