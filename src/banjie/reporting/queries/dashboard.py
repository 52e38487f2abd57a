"""How a programme stands, ready to draw: bars in per cent, each with the address of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from banjie.programme.lights import ENDINGS, LABELS
from banjie.programme.models import Area, Programme
from banjie.programme.queries.overview import Line
from banjie.programme.queries.sieve import ANSWERS
from banjie.programme.queries.units import UnitShare, unit_shares
from banjie.reporting.queries import measures

_ORDER = ("overdue", "due-soon", "on-plan", "not-yet", "no-date", *ENDINGS, "done")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar: how much it is, where it lies in per cent, where it opens."""

    name: str
    label: str
    number: int
    x: str
    width: str
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: what it is of, its pieces, and all of them together."""

    label: str
    address: str
    parts: list[Part]
    number: int


def order(lines: Iterable[Line]) -> list[str]:
    """The lights in the order of a bar; those of closed programmes only where there are any."""
    told = {line.light.name for line in lines}
    return [name for name in _ORDER if name in told or name not in ENDINGS]


def by_area(programme: Programme, lines: list[Line]) -> list[Bar]:
    """Lights by the topmost areas, in the plan's order; what stands under none comes last."""
    names = order(lines)
    areas = {area.pk: area for area in Area.objects.filter(programme=programme)}
    roots: dict[int | None, list[Line]] = {
        area.pk: [] for area in areas.values() if area.parent_id is None
    }
    for line in lines:
        roots.setdefault(_root(areas, line.area), []).append(line)
    return [
        _bar(str(areas[pk]) if pk else _("no area"), own, names, area=pk or 0)
        for pk, own in roots.items()
        if own
    ]


def _root(areas: dict[int, Area], area: int | None) -> int | None:
    while area is not None and (above := areas[area].parent_id) is not None:
        area = above
    return area


def by_unit(programme: Programme, lines: list[Line]) -> list[Bar]:
    """Lights of what each unit leads or is responsible for, in the roster's order: no ranking."""
    names = order(lines)
    return [
        _bar(share.unit.brief, share.answerable, names, unit=share.unit.pk, part=ANSWERS)
        for share in _flat(unit_shares(programme, lines))
        if share.answerable
    ]


def _flat(shares: Iterable[UnitShare]) -> Iterable[UnitShare]:
    for share in shares:
        yield share
        yield from _flat(share.below)


def _bar(label: str, lines: Iterable[Line], names: list[str], **query: object) -> Bar:
    lines = list(lines)
    told = measures.by_light(lines)
    # On purpose a relative address: a hundred rows of them stay small.
    to = f"../list/?{urlencode(query)}"
    parts, before = [], 0
    for name in names:
        number = told[name]
        parts.append(
            Part(
                name, str(LABELS[name]), number, _share(before, len(lines)),
                _share(number, len(lines)), f"{to}&light={name}",
            )
        )  # fmt: skip
        before += number
    return Bar(label, to, parts, len(lines))


def _share(part: int | Decimal, whole: int | Decimal) -> str:
    return f"{min(part / whole, 1) * 100:.2f}%" if whole else "0%"


def months(programme: Programme) -> list[Bar]:
    """Accepted reports by month; the fullest month takes the whole width."""
    told = measures.by_month(programme)
    most = max((number for _month, number in told), default=0)
    found = []
    for month, number in told:
        address = reverse("reporting:month", args=(programme.pk, month))
        label = date_format(date.fromisoformat(f"{month}-01"), "YEAR_MONTH_FORMAT")
        part = Part("", label, number, "0%", _share(number, most), address)
        found.append(Bar(label, address, [part] if number else [], number))
    return found


@dataclass(frozen=True, slots=True)
class Goal:
    """A thing that targets count: planned, done, and the bar between the two."""

    reached: measures.Reached
    width: str
    address: str

    @property
    def percent(self) -> int:
        planned = self.reached.planned
        return int(self.reached.done / planned * 100) if planned else 0


def goals(programme: Programme) -> list[Goal]:
    """Every kind of target with what the accepted figures add up to."""
    address = reverse("reporting:target", args=(programme.pk,))
    return [
        Goal(
            reached,
            _share(reached.done, reached.planned),
            f"{address}?{urlencode({'measure': reached.measure, 'unit': reached.unit})}",
        )
        for reached in measures.targets(programme)
    ]
