"""A month of a programme: what falls on which day, and what runs through the whole month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Value

from banjie.programme.models import Phase, Programme, Schedule
from banjie.programme.occurrences import occurrences
from banjie.programme.queries.overview import Line

_SHORT = 7  # a longer stretch stands beside the month; only its first and last day are in it
_ONE = timedelta(days=1)


class Time(NamedTuple):
    """A time of an activity as charts need it, `end` exclusive; of a phase, worded by its title."""

    activity_id: int
    words: str
    start: date | None
    end: date | None
    recurrence: str
    for_report: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity on a day. `kind`: on, begins, ends, again (a recurrence) or report (is due)."""

    line: Line
    schedule: Time
    kind: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month with its entries."""

    day: date
    today: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as the calendar draws it; `standing` runs through it or has no definite day."""

    first: date
    days: tuple[Day, ...]
    standing: tuple[Entry, ...]

    @property
    def before(self) -> date:
        return (self.first - _ONE).replace(day=1)

    @property
    def after(self) -> date:
        return next_month(self.first)

    @property
    def empty(self) -> bool:
        return not self.standing and not any(day.entries for day in self.days)


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def times_of(programme: Programme) -> dict[int, list[Time]]:
    """The times of every activity of a programme and of its phases, by activity, earliest first:
    one query fetches both.
    """
    times = Schedule.objects.filter(activity__programme=programme).order_by()
    phases = Phase.objects.filter(activity__programme=programme).order_by()
    same = phases.values_list("activity_id", "title", "start", "end", Value(""), Value(value=False))
    found: dict[int, list[Time]] = defaultdict(list)
    for row in times.values_list(*Time._fields).union(same, all=True):
        time = Time(*row)
        found[time.activity_id].append(time)
    for own in found.values():
        own.sort(key=lambda time: time.start or date.max)
    return found


def month(programme: Programme, found: Iterable[Line], first: date, today: date) -> Month:
    """The month that begins on `first`, with these lines in it."""
    end = next_month(first)
    days = {
        first + n * _ONE: Day(first + n * _ONE, first + n * _ONE == today)
        for n in range((end - first).days)
    }
    times = times_of(programme)
    standing = []
    for line in found:
        for schedule in times.get(line.pk, ()):
            for day, kind in _marks(schedule, programme.year, first, end):
                entry = Entry(line, schedule, kind)
                if day is None:
                    standing.append(entry)
                elif day in days:
                    days[day].entries.append(entry)
    return Month(first, tuple(days.values()), tuple(standing))


def _marks(schedule: Time, year: int, first: date, end: date) -> Iterator[tuple[date | None, str]]:
    """The days this time marks between `first` and `end`; None is the month as a whole."""
    begins, stops = schedule.start, schedule.end
    last = stops - _ONE if stops else None
    held = occurrences(schedule, year, first, end) if schedule.recurrence else None
    if held is not None:
        yield from ((day, "report" if schedule.for_report else "again") for day in held)
    elif schedule.recurrence or not (begins and stops) or (stops - begins).days > _SHORT:
        if _runs_in(schedule, year, first, end) and not schedule.for_report:
            yield None, "on"
        if begins and not schedule.for_report:
            yield begins, "begins"
    elif not schedule.for_report:
        yield from ((begins + n * _ONE, "on") for n in range((stops - begins).days))
        return
    if last and last not in (held or ()):
        yield last, "report" if schedule.for_report else "ends"


def _runs_in(schedule: Time, year: int, first: date, end: date) -> bool:
    """Whether some day of the month lies inside; an open side reaches to the year's edge."""
    if schedule.start is None and schedule.end is None and not schedule.recurrence:
        return False
    begins = schedule.start or min(date(year, 1, 1), schedule.end or date.max)
    stops = schedule.end or max(date(year + 1, 1, 1), schedule.start or date.min)
    return begins < end and stops > first
