"""The sessions of a recurring activity: on which days each of them may be held.

A rule that names days gives those days; 每两个月 gives stretches of two months; a plan that says
only how many (不少于6期) gives that many, each of them anywhere in the span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from banjie.programme import planwords
from banjie.programme.models import Activity, Schedule
from banjie.programme.occurrences import occurrences

MOST = 60  # a plan with more sessions a year counts something else
_ONE = timedelta(days=1)


class Window(NamedTuple):
    """The days of one session, `end` exclusive; both None where the plan names no days."""

    start: date | None
    end: date | None


def plan(activity: Activity) -> tuple[Schedule | None, list[Window]]:
    """The sessions an activity should have, and the time they follow from; none for work that is
    done once.
    """
    schedules = list(activity.schedules.filter(for_report=False))
    aligned = planwords.by_the_calendar(activity.words)
    for schedule in schedules:
        found = windows(schedule, activity.programme.year, aligned=aligned)
        if len(found) > 1:
            return schedule, found
    number = expected(activity)
    if not 1 < number <= MOST:
        return None, []
    return None, [_span(schedules)] * number


def expected(activity: Activity) -> int:
    """How many sessions the targets ask for; 0 when none counts them."""
    return max(
        (
            int(target.value)
            for target in activity.targets.filter(each="")
            if target.value == int(target.value)
            and planwords.counts_sessions(target.measure, target.unit, activity.title)
        ),
        default=0,
    )


def windows(schedule: Schedule, year: int, *, aligned: bool = False) -> list[Window]:
    """The windows of a recurrence in their order, apart from each other and inside the schedule.

    Where the schedule leaves a side open, `year` bounds it. `aligned` counts quarters and halves
    from January. None for what recurs daily, or more often than a plan counts.
    """
    begins = schedule.start or date(year, 1, 1)
    stops = schedule.end or date(max(year, begins.year) + 1, 1, 1)
    if not schedule.recurrence or begins >= stops:
        return []
    days = occurrences(schedule, year, begins, stops)
    if days is not None:
        found = [(day, day + _ONE) for day in days]
    else:
        found = list(_stretches(schedule.recurrence, begins, stops, aligned))
    return [Window(*each) for each in found] if len(found) <= MOST else []


def _stretches(
    recurrence: str, begins: date, stops: date, aligned: bool
) -> Iterable[tuple[date, date]]:
    """每两个月, 每季度, 每月上旬, 每两周: the stretches of the rule, cut to the schedule."""
    rule = dict(part.split("=", 1) for part in recurrence.split(";") if "=" in part)
    step = int(rule.get("INTERVAL", "1"))
    following: Callable[[date], date]
    if rule.get("FREQ") == "MONTHLY":
        month = begins.month - (begins.month - 1) % step if aligned and 12 % step == 0 else None
        first = date(begins.year, month or begins.month, 1)
        following = partial(_months_on, months=step)
    elif rule.get("FREQ") == "WEEKLY" and "," not in rule.get("BYDAY", ""):
        first = begins
        following = partial(_weeks_on, weeks=step)
    else:
        return
    while first < stops:
        after = following(first)
        start, end = _within(first, after, rule.get("BYMONTHDAY", ""))
        start, end = max(start, begins), min(end, stops)
        if start < end:
            yield start, end
        first = after


def _within(first: date, after: date, month_days: str) -> tuple[date, date]:
    """The stretch of each month that a rule names (每月上旬: the 1st to the 10th), or all of it."""
    if not month_days or "-" in month_days:
        return first, after
    numbers = sorted(int(day) for day in month_days.split(","))
    end = first.replace(day=1) + timedelta(days=numbers[-1])
    return first + timedelta(days=numbers[0] - 1), min(end, _months_on(first, 1))


def _months_on(day: date, months: int) -> date:
    """The first of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _weeks_on(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def _span(schedules: Iterable[Schedule]) -> Window:
    """From the first to the last day the times name; open where one of them is open."""
    times = list(schedules)
    starts, ends = [s.start for s in times], [s.end for s in times]
    return Window(
        min((day for day in starts if day), default=None) if all(starts) else None,
        max((day for day in ends if day), default=None) if all(ends) else None,
    )
