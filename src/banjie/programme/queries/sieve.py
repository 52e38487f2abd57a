"""The filter of a programme's list: what an address asks for, and which lines it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Value

from banjie.people.models import Unit
from banjie.programme import lights
from banjie.programme.models import (
    Activity,
    ActivityKind,
    Area,
    Assignment,
    Programme,
)
from banjie.programme.queries.overview import Line

NO_AREA = 0
ANSWERS = "answers"
"""As `part`: only what the unit leads or is responsible for."""
_ANSWERING = (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 19 else None


def _known(said: str, names: Iterable[str]) -> str:
    return said if said in names else ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for; '' and None ask for everything. `due` is a month as 2026-05."""

    words: str = ""
    light: str = ""
    state: str = ""
    kind: str = ""
    duty: str = ""
    due: str = ""
    part: str = ""
    by_day: bool = False
    unit: int | None = None
    area: int | None = None

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Sieve:
        """The filter in an address; what it does not know asks for nothing."""
        return cls(
            words=said.get("q", "").strip(),
            light=_known(said.get("light", ""), lights.LABELS),
            state=_known(said.get("state", ""), lights.STATES),
            kind=_known(said.get("kind", ""), ActivityKind.values),
            duty=_known(said.get("duty", ""), Activity.Duty.values),
            due=said.get("due", ""),
            part=_known(said.get("part", ""), (ANSWERS,)),
            by_day=said.get("sort") == "due",
            unit=_number(said.get("unit", "")),
            area=_number(said.get("area", "")),
        )

    @property
    def more(self) -> bool:
        """Whether anything beyond words and one light is asked for."""
        return self != Sieve(words=self.words, light=self.light)

    def leaves(
        self, programme: Programme, lines: Iterable[Line], choices: Choices | None = None
    ) -> list[Line]:
        """The lines that fit, in the plan's order or by their last day.

        An area that is not of this programme asks for nothing.
        """
        mine = self._of_unit(programme)
        areas = None
        if self.area is not None:
            areas = (choices or choices_of(programme)).branch(self.area)
        words = self.words.lower()
        left = [
            line
            for line in lines
            if words in line.title.lower()
            and self.light in ("", line.light.name)
            and self.state in ("", line.state)
            and self.kind in ("", line.kind)
            and self.duty in ("", line.duty)
            and (not self.due or (line.last_day and f"{line.last_day:%Y-%m}" == self.due))
            and (mine is None or line.pk in mine)
            and (areas is None or line.area in areas)
        ]
        return sorted(left, key=lambda line: line.last_day or date.max) if self.by_day else left

    def _of_unit(self, programme: Programme) -> set[int] | None:
        if self.unit is None:
            return None
        parts = Assignment.objects.filter(activity__programme=programme, unit=self.unit)
        if self.part:
            parts = parts.filter(role__in=_ANSWERING)
        return set(parts.values_list("activity", flat=True))


_KEPT = ("q", "light", "state", "unit", "part", "area", "kind", "duty", "due", "sort")


def kept_query(said: Mapping[str, str]) -> str:
    """What of an address is a filter: known names with a value, in one order."""
    return urlencode({name: said[name] for name in _KEPT if said.get(name)})


@dataclass(frozen=True, slots=True)
class Choice:
    """An area or a unit that may be chosen."""

    pk: int
    label: str
    above: int | None

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter offers: areas in the plan's order, units with a part by name."""

    areas: list[Choice]
    units: list[Choice]

    def branch(self, area: int) -> set[int | None] | None:
        """An area and all areas below it; None for one this programme does not have.

        `NO_AREA` is for what stands under none.
        """
        if area == NO_AREA:
            return {None}
        if area not in {one.pk for one in self.areas}:
            return None
        found: set[int | None] = {area}
        while more := {one.pk for one in self.areas if one.above in found} - found:
            found |= more
        return found


def choices_of(programme: Programme) -> Choices:
    """Both in one query."""
    parts = Assignment.objects.filter(activity__programme=programme, unit__isnull=False)
    nothing = Value("", CharField())
    units = Unit.objects.filter(pk__in=parts.values("unit")).order_by()
    areas = Area.objects.filter(programme=programme).order_by()
    rows = areas.annotate(what=Value("area", CharField())).values_list(
        "what", "pk", "parent", "position", "number", "title"
    ).union(
        units.annotate(what=Value("unit", CharField()), place=Value(0), none=nothing).values_list(
            "what", "pk", "parent", "place", "none", "name"
        ),
        all=True,
    )  # fmt: skip
    found: dict[str, list[Choice]] = {"area": [], "unit": []}
    for what, pk, above, _place, number, title in sorted(rows, key=_order):
        found[what].append(Choice(pk, f"{number}{title}", above))
    return Choices(found["area"], found["unit"])


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    what, pk, _above, place, _number, title = row
    return (what, place, pk) if what == "area" else (what, 0, title)
