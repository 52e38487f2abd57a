"""A programme as bars on a line of months; places are per cent of the line, ready for SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from banjie.programme.models import Area, Programme
from banjie.programme.occurrences import occurrences
from banjie.programme.queries.calendar import Time, next_month, times_of
from banjie.programme.queries.overview import Line

_WIDE = 18  # more months than these are named quarter by quarter


@dataclass(frozen=True, slots=True)
class Bar:
    """One time of an activity. A side that is open, or leaves the line, is drawn as going on.

    `kind`: span, from (no end), until (no beginning), days (of a recurrence alone) or report (the
    day a report is due). `ticks` are the days that a recurrence names.
    """

    kind: str
    schedule: Time
    x: str
    width: str
    end: str
    ticks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An activity with its bars."""

    line: Line
    bars: tuple[Bar, ...]
    times: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """An area of the plan, with the areas above it, and its rows."""

    areas: tuple[Area, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a month on the line; `major` ones are named where room is short."""

    day: date
    x: str
    major: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The line: whole months from `first` up to but without `end`."""

    first: date
    end: date

    def share(self, day: date) -> float:
        """Where a day begins, in per cent, never outside the line."""
        place = (day - self.first).days / (self.end - self.first).days * 100
        return min(max(place, 0.0), 100.0)

    def at(self, day: date) -> str:
        return f"{self.share(day):.2f}%"

    def width(self, first: date, end: date) -> str:
        return f"{self.share(end) - self.share(first):.2f}%"

    @property
    def marks(self) -> tuple[Mark, ...]:
        days = [self.first]
        while next_month(days[-1]) < self.end:
            days.append(next_month(days[-1]))
        every = 3 if len(days) > _WIDE else 1
        return tuple(
            Mark(day, self.at(day), day.month % 3 == 1)
            for day in days
            if day.month % 3 == 1 or every == 1
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture; `today` is None when the day is not on the line."""

    axis: Axis
    groups: tuple[Group, ...]
    today: str | None


def chart(programme: Programme, found: Iterable[Line], today: date) -> Chart:
    """The chart of these lines, grouped by area in the plan's order."""
    times = times_of(programme)
    axis = _axis(programme.year, [s for own in times.values() for s in own])
    areas = {area.pk: area for area in programme.areas.all()}
    groups = tuple(
        Group(
            _path(areas, area),
            tuple(_row(axis, line, times.get(line.pk, []), programme.year) for line in own),
        )
        for area, own in groupby(found, key=lambda line: line.area)
    )
    shown = axis.at(today) if axis.first <= today < axis.end else None
    return Chart(axis, groups, shown)


def _axis(year: int, schedules: list[Time]) -> Axis:
    """The programme's year, widened to days before and after it by at most a year each."""
    starts = [s.start for s in schedules if s.start] + [date(year, 1, 1)]
    ends = [s.end for s in schedules if s.end] + [date(year + 1, 1, 1)]
    first = max(min(starts).replace(day=1), date(year - 1, 1, 1))
    end = min(max(ends), date(year + 2, 1, 1))
    return Axis(first, end if end.day == 1 else next_month(end))


def _path(areas: dict[int, Area], area: int | None) -> tuple[Area, ...]:
    path: list[Area] = []
    while area is not None:
        path.insert(0, areas[area])
        area = areas[area].parent_id
    return tuple(path)


def _row(axis: Axis, line: Line, schedules: list[Time], year: int) -> Row:
    bars = [_bar(axis, schedule, year) for schedule in schedules]
    return Row(line, tuple(bar for bar in bars if bar), tuple(schedules))


def _bar(axis: Axis, schedule: Time, year: int) -> Bar | None:
    begins, stops = schedule.start, schedule.end
    held = occurrences(schedule, year, axis.first, axis.end) or ()
    if not (begins or stops or held):
        return None
    opens = begins is None or begins < axis.first
    goes_on = stops is None or stops > axis.end
    kind = "until" if opens and not goes_on else "from" if goes_on and not opens else "span"
    if not begins and not stops:
        kind = "days"
    if schedule.for_report:
        kind = "report" if stops else "days"
    first, end = begins or axis.first, stops or axis.end
    ticks = tuple(axis.at(day) for day in held)
    return Bar(kind, schedule, axis.at(first), axis.width(first, end), axis.at(end), ticks)
