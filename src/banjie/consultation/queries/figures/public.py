"""Figures for everybody: counts of half-years that are over, in groups too large to know anybody.

Fixed periods only, and one way to divide a year: no two tables differ by a few days. What is below
the least (`figures.least`) is hidden, and as much else as it takes (`common/suppression.py`); the
rest is rounded (`figures.rounding`). They are counted once a day: nobody can watch one move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import QuerySet

from banjie.common import clock, limits
from banjie.common.suppression import published, rounded
from banjie.consultation.models import GONE_ON, OVER, Kind, State
from banjie.consultation.queries.figures.cohort import NO_LETTER, Cohort, Half
from banjie.consultation.queries.figures.counting import LEAST, Figure, Tally, by_unit, figures
from banjie.consultation.queries.figures.measures import measures
from banjie.consultation.queries.figures.standing import Standing, standings
from banjie.people.models import Unit

ROUNDING = "figures.rounding"
_SHOWN = 6
_DAY = 24 * 60 * 60
OTHER_UNITS = 0
"""The key of the line that gathers the units with too few cases for a line of their own."""

Cells = list[int | None]
"""Numbers and their sum, None where one is hidden."""


class Part(NamedTuple):
    """A part of a whole, both rounded; None where there are too few."""

    counted: int | None
    among: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.counted / self.among) if self.counted and self.among else None


class PublicFigures(NamedTuple):
    """What everybody may know of an office's half-year, as of a day.

    By kind: what the last letter says (its classes), then at work, not filed, ended otherwise, and
    all. By unit: answered in time, of those answered or late. By axis: the grades, and all.
    """

    as_of: date
    least: int
    step: int
    by_kind: Mapping[str, Cells]
    by_unit: Mapping[int, Part]
    said: Mapping[str, Cells]
    in_time: Part
    returned: Part


def offices() -> QuerySet[Unit]:
    """The offices to which the public may say something."""
    return Unit.objects.filter(channels_kept__public=True).distinct()


def halves() -> list[Half]:
    """The half-years that are over, the latest first."""
    found, half = [], Half.of(clock.today())
    for _number in range(_SHOWN):
        half = half.before
        found.append(half)
    return found


def public_figures(office: Unit, half: Half, classes: Sequence[str]) -> PublicFigures:
    """Counted once a day for each half-year."""
    least, step, today = limits.value(LEAST), limits.value(ROUNDING), clock.today()
    key = f"figures:{office.pk}:{half.key}:{today}:{least}:{step}"
    found: PublicFigures | None = cache.get(key)
    if found is None:
        found = _counted(office, half, classes, least, step)
        cache.set(key, found, _DAY)
    return found


def _counted(
    office: Unit, half: Half, classes: Sequence[str], least: int, step: int
) -> PublicFigures:
    cohort = Cohort(office, half.first, half.last)
    wanted = {m.name: m for m in measures()}
    row = figures(cohort, [wanted[name] for name in ("replied", "returned", "attitude", "result")])
    kinds = _kinds(standings(cohort), classes)
    axes = {name: [n for _part, _said, n in row[name].grades] for name in ("attitude", "result")}
    return PublicFigures(
        clock.today(), least, step,
        dict(zip((*kinds, ""), published(list(kinds.values()), least, step), strict=True)),
        _units(by_unit(cohort, [wanted["replied"]]), least, step),
        {name: published([grades], least, step)[0] for name, grades in axes.items()},
        _of(row["replied"], least, step),
        _of(row["returned"], least, step),
    )  # fmt: skip


def _kinds(found: Sequence[Standing], classes: Sequence[str]) -> dict[str, list[int]]:
    """What became of the cases of each kind. What went on as another case is counted there."""
    places = {code: at for at, code in enumerate((*classes, "open", "declined", "otherwise"))}
    table = {str(kind): [0] * len(places) for kind in Kind.values}
    for row in found:
        if row.state in GONE_ON:
            continue
        table[row.kind][places[_column(row)]] += row.number
    return table


def _column(row: Standing) -> str:
    if row.outcome != NO_LETTER:
        return row.outcome
    if row.state == State.DECLINED:
        return "declined"
    return "otherwise" if row.state in OVER else "open"


def _units(tally: Tally, least: int, step: int) -> dict[int, Part]:
    """What each unit answered in time. Units with few cases stand in one line; a number that would
    tell that of another is hidden with it.
    """
    lines: dict[int, tuple[int, int]] = {}
    for unit, row in tally.rows.items():
        counted, among = row["replied"].counted, row["replied"].among or 0
        key = unit if among >= least else OTHER_UNITS
        so_far = lines.get(key, (0, 0))
        lines[key] = so_far[0] + counted, so_far[1] + among
    wholes = published([[among] for _counted, among in lines.values()], least, step)
    return {
        unit: _part(counted, whole, least, step)
        for (unit, (counted, _among)), (whole, _sum) in zip(lines.items(), wholes[:-1], strict=True)
    }


def _of(figure: Figure, least: int, step: int) -> Part:
    among = figure.among or 0
    return _part(figure.counted, rounded(among, step) if among >= least else None, least, step)


def _part(counted: int, whole: int | None, least: int, step: int) -> Part:
    return Part(None if whole is None or counted < least else rounded(counted, step), whole)
