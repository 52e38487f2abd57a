"""Period arithmetic of the Civil Code (民法典 arts. 200-204) on a work calendar.

Pure functions: dates, a period and a calendar in, a date out. A period that is not made of working
days needs the calendar only for its last day, so `last_day` works in any year and `ends` does not.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from banjie.common.calendar import WorkCalendar, work_calendar
from banjie.common.models import RuleProfile

Unit = RuleProfile.Unit


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a rule says it: 5 working days, 3 months."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError(f"a period of {self.value} has no last day")

    @classmethod
    def years(cls, value: int) -> Period:
        """Years count as twelve months each: art. 202 has one rule for both."""
        return cls(12 * value, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days on which the clock stood still (中止), first and last included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a suspension from {self.first} cannot end on {self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def last_day(start: date, period: Period) -> date:
    """The last day of days or months, not yet moved off a day off.

    Art. 201: the day it starts is not counted. Art. 202: months end on the day of the same number,
    or, where the month has none, on its last day (11-30 and three months: 02-28 or 02-29).
    """
    if period.unit is Unit.WORKING_DAY:
        raise ValueError("working days cannot be counted without a calendar")
    if period.unit is Unit.DAY:
        return start + timedelta(period.value)
    years, month = divmod(start.month - 1 + period.value, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


def ends(
    start: date,
    period: Period,
    calendar: WorkCalendar,
    suspended: Collection[Suspension] = (),
) -> date:
    """The last day of a period, which runs until its close (art. 203, second paragraph).

    Art. 203: a last day that is a day off gives way to the first day after the days off; a weekend
    day worked in exchange (调休) is none. Suspended days are not counted, and a last day reached
    during a suspension waits for its end. To restart a clock is to call this with the new start.
    """

    def runs(day: date) -> bool:
        return not any(day in suspension for suspension in suspended)

    def works(day: date) -> bool:
        return runs(day) and calendar.is_working_day(day)

    if period.unit is Unit.WORKING_DAY:
        return _nth(start, period.value, works)
    last = _nth(start, (last_day(start, period) - start).days, runs)
    return last if works(last) else _nth(last, 1, works)


def run_on(day: date, stop: Suspension, unit: Unit, calendar: WorkCalendar) -> date:
    """The last day of a clock that stood still: what was left of it runs on after the suspension.

    The day it stopped is not counted. A clock whose last day had passed by then stays as it was.
    """
    before = stop.first - timedelta(1)
    counts_work = unit is Unit.WORKING_DAY
    left = working_days_between(before, day, calendar) if counts_work else (day - before).days
    if left < 1:
        return day
    return ends(stop.last, Period(left, unit if counts_work else Unit.DAY), calendar)


def add_working_days(day: date, count: int, calendar: WorkCalendar) -> date:
    """The count-th working day after `day`, or before it for a negative count; 0 is the day itself.

    Art. 201: `day` is not counted, whether it is worked or not.
    """
    return _nth(day, count, calendar.is_working_day)


def working_days_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """How many working days lie after `first`, up to and including `last`; negative backwards.

    Counts what `add_working_days` adds: from a date to the working day found there is `count`.
    """
    if last < first:
        return -working_days_between(last, first, calendar)
    days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
    return sum(map(calendar.is_working_day, days))


def _nth(day: date, count: int, counts: Callable[[date], bool]) -> date:
    step = timedelta(1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= counts(day)
    return day


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit with the rule as it stood at the start: later rules leave it alone."""

    rule_name: str
    value: int
    unit: Unit
    source: str
    valid_from: date
    start: date
    end: date

    def suspended(
        self, suspensions: Collection[Suspension], calendar: WorkCalendar | None = None
    ) -> Clock:
        """The same clock with all its suspensions left out of the count."""
        period = Period(self.value, self.unit)
        return replace(self, end=ends(self.start, period, calendar or work_calendar(), suspensions))


def due(rule: RuleProfile, start: date, calendar: WorkCalendar | None = None) -> Clock:
    """Start the clock of a rule. What it returns is a copy: keep it with the case."""
    period = Period(rule.value, Unit(rule.unit))
    end = ends(start, period, calendar or work_calendar())
    return Clock(rule.name, period.value, period.unit, rule.source, rule.valid_from, start, end)


def before(
    rule: RuleProfile, day: date, start: date, calendar: WorkCalendar | None = None
) -> Clock:
    """The clock of what must be done so long before `day`; counted backwards, `day` left out.

    A last day that is a day off stays: moving it forward would shorten the time it keeps free.
    """
    unit = Unit(rule.unit)
    if unit is Unit.MONTH:
        raise ValueError("months are not counted backwards")
    end = (
        add_working_days(day, -rule.value, calendar or work_calendar())
        if unit is Unit.WORKING_DAY
        else day - timedelta(rule.value)
    )
    return Clock(rule.name, rule.value, unit, rule.source, rule.valid_from, start, end)
