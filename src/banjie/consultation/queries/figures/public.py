"""Figures for everybody: counts of half-years that are over, in groups too large to know anybody.

Fixed periods only, and one way to divide a year: no two tables differ by a few days. What is below
the least (`figures.least`) is hidden, and as much else as it takes (`common/suppression.py`); the
rest is rounded (`figures.rounding`). They are counted once (`models.Release`), some time after the
half-year (`figures.wait`): nobody can watch one move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from django.db.models import QuerySet

from banjie.common import clock, limits
from banjie.common.suppression import published, rounded
from banjie.consultation.kinds import choices
from banjie.consultation.models import GONE_ON, OVER, Kind, State
from banjie.consultation.queries.figures.cohort import NO_LETTER, Half
from banjie.consultation.queries.figures.counting import LEAST, Figure, Tally, by_unit, figures
from banjie.consultation.queries.figures.measures import measures
from banjie.consultation.queries.figures.standing import Standing, standings
from banjie.people.models import Unit

ROUNDING, WAIT = "figures.rounding", "figures.wait"
SHOWN = 6
"""So many half-years are counted backwards, and stand beside each other on the page."""
TOGETHER, OTHER_UNITS = "", "other"
"""The names of the line of totals, and of the one that gathers the units with too few cases for a
line of their own.
"""

Cells = list[int | None]
"""Numbers and their sum, None where one is hidden."""
Line = tuple[str, Cells]


class Told(TypedDict):
    """What everybody may know of an office's half-year, as it is kept.

    By kind: what the last letter says (its `classes`), then at work, not filed, ended otherwise,
    and all. By unit: answered in time, late, and both. By axis: the grades, and all. Of the forms:
    returned, not returned, and all.
    """

    least: int
    step: int
    classes: list[str]
    kinds: list[Line]
    units: list[Line]
    said: list[Line]
    forms: Cells


def offices() -> QuerySet[Unit]:
    """The offices to which the public may say something."""
    return Unit.objects.filter(channels_kept__public=True).distinct()


def _is_ripe(half: Half) -> bool:
    """Whether it is over for long enough that what came on paper was entered."""
    return limits.in_days(WAIT, half.last) <= clock.today()


def halves() -> list[Half]:
    """The half-years that may be told, the latest first."""
    half = Half.of(clock.today()).before
    while not _is_ripe(half):
        half = half.before
    found = [half]
    while len(found) < SHOWN:
        found.append(found[-1].before)
    return found


def public_figures(office: Unit, half: Half) -> Told:
    """Counted as cases stand today. Everybody reads the release, never this."""
    least, step = limits.value(LEAST), limits.value(ROUNDING)
    cohort = half.cohort(office)
    classes = [code for code, _label in choices("outcomes.json", "standard")]
    wanted = {m.name: m for m in measures()}
    row = figures(cohort, [wanted[name] for name in ("returned", "attitude", "result")])
    axes = {name: [n for _part, _said, n in row[name].grades] for name in ("attitude", "result")}
    return Told(
        least=least,
        step=step,
        classes=classes,
        kinds=_lines(_kinds(standings(cohort), classes), least, step),
        units=_lines(_units(by_unit(cohort, [wanted["replied"]]), least), least, step),
        said=[(name, published([grades], least, step)[-1]) for name, grades in axes.items()],
        forms=_forms(row["returned"], least, step),
    )


def _lines(table: Mapping[str, list[int]], least: int, step: int) -> list[Line]:
    """The lines of a table with that of their totals, hidden and rounded as one."""
    return list(zip((*table, TOGETHER), published(list(table.values()), least, step), strict=True))


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


def _units(tally: Tally, least: int) -> dict[str, list[int]]:
    """What each unit answered in time, and late. Units with few cases stand in one line."""
    lines: dict[str, list[int]] = {}
    others = [0, 0]
    for unit, row in tally.rows.items():
        counted, among = row["replied"].counted, row["replied"].among or 0
        line = [counted, among - counted]
        if among >= least:
            lines[str(unit)] = line
        else:
            others = [sum(pair) for pair in zip(others, line, strict=True)]
    return lines | ({OTHER_UNITS: others} if any(others) or not lines else {})


def _forms(figure: Figure, least: int, step: int) -> Cells:
    """How many forms came back, how many did not. How many came back stands beside the grades as
    well: so it is the others that are hidden where few are missing.
    """
    back, asked = figure.counted, figure.among or 0
    if back < least:
        return [None, None, None]
    cells = (back, asked - back, asked)
    few = asked - back < least
    return [rounded(back, step), None, None] if few else [rounded(n, step) for n in cells]
