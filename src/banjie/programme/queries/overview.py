"""A whole programme at little cost: every activity with its light, few with their cards.

Lights are a matter of days and reports, so one query over narrow rows tells them all; what a page
shows of units, places and words is fetched for the rows it shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.db.models import Prefetch

from banjie.common import clock
from banjie.programme import lights
from banjie.programme.models import Activity, Assignment, Programme
from banjie.programme.queries.programmes import Card, parts_of, with_numbers, with_progress

_COLUMNS = (
    "pk", "title", "area", "kind", "duty",
    "begins", "ends", "ended", "completed", "waiting_reports", "accepted_reports",
)  # fmt: skip
_SHOWN = ("number", "title", "version", "area", "parent__title")  # of an activity, on a card
_PART = ("activity", "role", "post", "unit__name", "unit__short_name")


@dataclass(frozen=True, slots=True)
class Line:
    """An activity as counts, filters and the calendar need it."""

    pk: int
    title: str
    light: lights.Light
    state: str
    area: int | None = None
    kind: str = ""
    duty: str = ""
    begins: date | None = None
    last_day: date | None = None


@dataclass(slots=True)
class _Progress:
    """One row of `with_progress`."""

    begins: date | None
    ends: date | None
    ended: str
    completed: bool
    waiting_reports: int
    accepted_reports: int


def overview(programme: Programme, soon: int) -> list[Line]:
    """Every activity at work, in the plan's order; `soon` is the amber margin."""
    today = clock.today()
    rows = with_progress(programme.activities.at_work()).values_list(*_COLUMNS)
    found = []
    for pk, title, area, kind, duty, *rest in rows:
        progress = _Progress(*rest)
        light, state = lights.light(progress, today, soon), lights.state(progress, today)
        last = progress.ends - timedelta(days=1) if progress.ends else None
        found.append(Line(pk, title, light, state, area, kind, duty, progress.begins, last))
    return found


def cards_of(lines: Iterable[Line], *, counted: bool = False) -> list[Card]:
    """The cards of these lines, in their order; `counted` if their reports are to be counted."""
    wanted = {line.pk: line for line in lines}
    rows = Activity.objects.filter(pk__in=wanted).select_related("parent").only(*_SHOWN)
    found = (with_numbers(rows) if counted else rows).prefetch_related(
        Prefetch("assignments", Assignment.objects.select_related("unit").only(*_PART))
    )
    made = {activity.pk: activity for activity in found.order_by()}
    return [_card(line, made[pk]) for pk, line in wanted.items() if pk in made]


def _card(line: Line, activity: Activity) -> Card:
    parts = parts_of(activity)
    return Card(activity, line.light, line.state, line.begins, line.last_day, parts)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: its first cards, and how many there are."""

    name: str
    label: str
    cards: list[Card]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.cards)


def board(lines: list[Line], most: int) -> list[Column]:
    """The columns of the board with at most so many cards each, the most pressing first.

    That of work ended unfinished is there once a programme was closed over such work.
    """
    by_state = {name: [line for line in lines if line.state == name] for name in lights.STATES}
    shown = {name: sorted(found, key=_pressing)[:most] for name, found in by_state.items()}
    made = {card.activity.pk: card for card in cards_of(chain(*shown.values()))}
    return [
        Column(name, str(label), [made[line.pk] for line in shown[name]], len(by_state[name]))
        for name, label in lights.STATES.items()
        if by_state[name] or name != "ended"
    ]


def _pressing(line: Line) -> int:
    """Overdue before due soon before the rest; otherwise the plan's order stays."""
    return {"overdue": 0, "due-soon": 1}.get(line.light.name, 2)
