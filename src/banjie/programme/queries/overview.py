"""A whole programme at little cost: every activity with its light, few with their units.

Lights are a matter of days and reports, so one query over narrow rows tells them all; units and
numbers of reports are fetched for the rows a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from banjie.common import clock
from banjie.programme import lights
from banjie.programme.models import Activity, Assignment, Programme, Report
from banjie.programme.queries.late import Late
from banjie.programme.queries.programmes import with_progress

_COLUMNS = (
    "pk", "title", "area", "kind", "duty",
    "begins", "ends", "ended", "completed", "waiting_reports", "accepted_reports",
    "number", "version", "parent__title",
)  # fmt: skip

Units = dict[str, list[str]]
"""By role: units by their short names, and posts."""


class Line(NamedTuple):
    """An activity as boards, lists, counts and filters need it; `parent` is a title."""

    pk: int
    title: str
    light: lights.Light
    state: str
    area: int | None = None
    kind: str = ""
    duty: str = ""
    begins: date | None = None
    last_day: date | None = None
    number: str = ""
    version: int = 1
    parent: str | None = None


@cache
def _rows() -> QuerySet[Any]:
    """What is asked of every programme. Made once: the same for all, and dear to make."""
    return with_progress(Activity.objects.at_work()).values_list(*_COLUMNS)


def overview(programme: Programme, soon: int) -> list[Line]:
    """Every activity at work, in the plan's order; `soon` is the amber margin."""
    today = clock.today()
    found = []
    for pk, title, area, kind, duty, *rest in _rows().filter(programme=programme):
        told, more = lights.Span(*rest[:6]), rest[6:]
        light, state = lights.light(told, today, soon), lights.state(told, today)
        days = told.begins, told.last_day
        found.append(Line(pk, title, light, state, area, kind, duty, *days, *more))
    return found


def units_of(lines: Iterable[Line | Late]) -> dict[int, Units]:
    """Who has a part in these, by activity."""
    parts = Assignment.objects.filter(activity__in=[line.pk for line in lines])
    found: dict[int, Units] = defaultdict(lambda: defaultdict(list))
    for activity, role, post, name, brief in parts.values_list(
        "activity", "role", "post", "unit__name", "unit__short_name"
    ):
        found[activity][role].append(brief or name or post)
    return found


def reports_of(lines: Iterable[Line]) -> dict[tuple[int, str], int]:
    """How many reports these have, by activity and state."""
    found = Report.objects.filter(activity__in=[line.pk for line in lines]).order_by()
    counted = found.values_list("activity", "state").annotate(n=Count("pk"))
    return {(activity, state): n for activity, state, n in counted}


class Row(NamedTuple):
    """A line of the list with its units and the numbers of its reports."""

    line: Line
    units: Units
    accepted: int
    waiting: int


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """These lines as the list shows them, in their order."""
    shown = list(lines)
    units, reports, state = units_of(shown), reports_of(shown), Report.State
    return [
        Row(
            line,
            units[line.pk],
            reports.get((line.pk, state.ACCEPTED), 0),
            reports.get((line.pk, state.SUBMITTED), 0),
        )
        for line in shown
    ]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: its first cards, and how many there are."""

    name: str
    label: str
    cards: list[tuple[Line, Units]]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


def board(lines: list[Line], most: int) -> list[Column]:
    """The columns of the board with at most so many cards each, the most pressing first.

    That of work ended unfinished is there once a programme was closed over such work, and then no
    column is empty.
    """
    by_state = {name: [line for line in lines if line.state == name] for name in lights.STATES}
    shown = {name: sorted(found, key=_pressing)[:most] for name, found in by_state.items()}
    units = units_of(chain(*shown.values()))
    return [
        Column(
            name,
            str(label),
            [(line, units[line.pk]) for line in shown[name]],
            len(by_state[name]),
        )
        for name, label in lights.STATES.items()
        if by_state[name] or not (by_state["ended"] or name == "ended")
    ]


def _pressing(line: Line) -> int:
    """Overdue before due soon before the rest; otherwise the plan's order stays."""
    return {"overdue": 0, "due-soon": 1}.get(line.light.name, 2)
