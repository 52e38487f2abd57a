"""The report over a period (督查通报): items whose last day falls into it, by unit and by area.

One cohort for every figure, so that each is a part of the first. Units only, in the roster's order:
nothing is ranked, nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.people.models import Unit
from banjie.programme.models import Area
from banjie.supervision.models import Item

DONE = (Item.State.VERIFIED, Item.State.STRUCK)


class Figure(NamedTuple):
    """A figure: its name in addresses, its heads on the page and on paper, what it counts."""

    name: str
    label: Any
    paper: str
    counts: Callable[[Item], bool]


FIGURES = (
    Figure("due", pgettext_lazy("report", "due"), "应办", lambda _item: True),
    Figure("done", pgettext_lazy("report", "done"), "办结", lambda item: item.state in DONE),
    Figure("late", pgettext_lazy("report", "late"), "逾期", lambda item: item.late),
    Figure(
        "struck", pgettext_lazy("report", "struck off"), "销号",
        lambda item: item.state == Item.State.STRUCK,
    ),
    Figure(
        "reopened", pgettext_lazy("report", "reopened"), "重新立办",
        lambda item: item.reopenings > 0,  # type: ignore[attr-defined]  # annotated by the cohort
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, an area or the whole, with its items; `by` and `key` name it in addresses."""

    label: str
    by: str
    key: str
    items: Sequence[Item] = ()

    def of(self, number: int) -> list[Item]:
        """The items behind a figure."""
        return [item for item in self.items if FIGURES[number].counts(item)]

    def count(self, number: int) -> int:
        return len(self.of(number))

    @property
    def cells(self) -> list[tuple[Figure, int]]:
        return [(figure, self.count(number)) for number, figure in enumerate(FIGURES)]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one office over a period, as they stand on `as_of`."""

    first: date
    last: date
    as_of: date
    total: Row
    by_unit: list[Row]
    by_area: list[Row]

    def row(self, by: str, key: str) -> Row | None:
        rows = {"unit": self.by_unit, "area": self.by_area, "all": [self.total]}.get(by, [])
        return next((row for row in rows if row.key == key), None)


def report(office: Unit, first: date, last: date) -> Report:
    """Count. Read in four queries however many units there are."""
    cohort = list(
        Item.objects.filter(office=office, due__range=(first, last))
        .exclude(state=Item.State.DRAFT)
        .annotate(reopenings=Count("strike_offs", filter=Q(strike_offs__reopened_at__isnull=False)))
        .select_related("office", "activity__area")
        .prefetch_related("parts")
        .order_by("due", "pk")
    )
    return Report(
        first, last, clock.today(),
        Row(str(_("Together")), "all", "all", cohort), _by_unit(cohort), _by_area(cohort),
    )  # fmt: skip


def _by_unit(cohort: Iterable[Item]) -> list[Row]:
    """Each item under its lead unit alone."""
    found: dict[int, list[Item]] = {}
    for item in cohort:
        lead = next(part.unit_id for part in item.parts.all() if part.role == "lead")
        found.setdefault(lead, []).append(item)
    units = Unit.objects.filter(pk__in=found)  # in the order of the roster
    return [Row(unit.name, "unit", str(unit.pk), found[unit.pk]) for unit in units]


def _by_area(cohort: Iterable[Item]) -> list[Row]:
    """By the area of the activity, in the order of the plan; what has none comes last."""
    found: dict[int | None, list[Item]] = {}
    areas: dict[int | None, Area] = {}
    for item in cohort:
        area = item.activity.area if item.activity else None
        found.setdefault(area.pk if area else None, []).append(item)
        if area:
            areas[area.pk] = area
    order = sorted(areas.values(), key=lambda area: (area.programme_id, area.position))
    rows = [Row(str(area), "area", str(area.pk), found[area.pk]) for area in order]
    return (
        [*rows, Row(str(_("without an area")), "area", "0", found[None])] if None in found else rows
    )
