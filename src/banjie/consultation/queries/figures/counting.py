"""Counting: every figure of a cohort at once, or by kind, or by the unit that answers.

What people said is shown when enough of them did (the limit `figures.least`); below it only how
many spoke. Where a table has one group that may not be told, another is kept back with it, so that
no difference tells it. What authors and units say is shown for half-years that are over alone: of
two periods that differ by a day, chosen freely, the one less the other would tell what few said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from banjie.common import limits
from banjie.common.suppression import suppressed
from banjie.consultation.models import Case, Handling, Kind
from banjie.consultation.queries.figures.cohort import Cohort
from banjie.consultation.queries.figures.measures import BASES, Base, Measure

LEAST = "figures.least"
Key = tuple[str, str]
"""A measure and a part of it."""
Numbers = Counter[Key]
Groups = Callable[[QuerySet[Any], Base], Iterator[tuple[QuerySet[Any], str]]]
"""The rows of a base, and the field that says to which group each belongs."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as it came out; `hidden` where too few spoke, or their number would tell of few."""

    measure: Measure
    counts: Mapping[str, int]
    hidden: bool = False

    @property
    def counted(self) -> int:
        return self.counts["counted"]

    @property
    def among(self) -> int | None:
        return self.counts.get("among")

    @property
    def percent(self) -> float | None:
        """The part of the whole; None where there is no whole, or it may not be told."""
        return None if not self.among or self.hidden else 100 * self.counted / self.among

    @property
    def left_out(self) -> list[tuple[str, Any, int]]:
        """What was left out: its name in addresses, the reason, how many."""
        return self._named("out", self.measure.left_out)

    @property
    def left_out_sum(self) -> int:
        return sum(number for _part, _why, number in self.left_out)

    @property
    def grades(self) -> list[tuple[str, Any, int]]:
        """How many gave each grade."""
        return self._named("grade", self.measure.grades)

    def _named(self, stem: str, words: Mapping[Any, Q] | None) -> list[tuple[str, Any, int]]:
        return [
            (f"{stem}{n}", said, self.counts[f"{stem}{n}"]) for n, said in enumerate(words or {})
        ]


Row = dict[str, Figure]
"""The figures of one group by the name of their measure."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures by group, and of the whole."""

    rows: Mapping[Any, Row]
    total: Row


def figures(cohort: Cohort, wanted: Sequence[Measure]) -> Row:
    """The figures of the whole cohort, or of the one kind or unit that it names."""
    if cohort.unit:
        own = cohort.unit.pk
        return by_unit(replace(cohort, unit=None), wanted, [own]).rows[own]
    tally = by_kind(replace(cohort, kind=""), wanted)
    return tally.rows[cohort.kind] if cohort.kind else tally.total


def by_kind(cohort: Cohort, wanted: Sequence[Measure]) -> Tally:
    """Every case has one kind: the sum of the kinds is the whole."""
    counted = _counted(cohort, wanted, _by_kind)
    return _tally(cohort, wanted, {kind: counted.get(kind, Counter()) for kind in Kind.values})


def by_unit(cohort: Cohort, wanted: Sequence[Measure], units: Sequence[int] = ()) -> Tally:
    """Under each unit that answers; a case that several answer counts under each of them. Parts
    count under their own unit. `units` are listed even where nothing counts under them.
    """
    counted = _counted(cohort, wanted, _by_unit)
    keys = dict.fromkeys([*counted, *units])
    return _tally(cohort, wanted, {unit: counted.get(unit, Counter()) for unit in keys})


def rows_of(cohort: Cohort, measure: Measure, part: str) -> QuerySet[Any]:
    """The very rows behind one number of a figure."""
    base = BASES[measure.base]
    if measure.base == "part" and cohort.unit:
        mine = replace(cohort, unit=None).within(base.case) & Q(unit=cohort.unit)
    else:
        mine = cohort.within(base.case)
    rows = base.model._default_manager.filter(mine).order_by()
    return rows.filter(measure.parts()[part])


def behind(cohort: Cohort, measure: Measure, part: str) -> QuerySet[Case]:
    """The cases of the rows behind one number of a figure."""
    path = BASES[measure.base].case.removesuffix("__") or "pk"
    return Case.objects.filter(pk__in=rows_of(cohort, measure, part).values(path))


def kept_back(cohort: Cohort, measure: Measure) -> bool:
    """Whether its rows open for nobody: totals alone, or too few said something."""
    if measure.sealed:
        return True
    if not measure.guarded:
        return False
    return not cohort.is_group or figures(cohort, [measure])[measure.name].hidden


def _by_kind(rows: QuerySet[Any], base: Base) -> Iterator[tuple[QuerySet[Any], str]]:
    yield rows, f"{base.case}kind"


def _by_unit(rows: QuerySet[Any], base: Base) -> Iterator[tuple[QuerySet[Any], str]]:
    """By the case's own handlers; then, of what was merged, by those of the other case."""
    if base.model is Handling:
        yield rows, "unit"
        return
    for lead in ("", "merged_into__"):
        path = f"{base.case}{lead}handlings__"
        answers = {f"{path}ended_on": None, f"{path}role__in": ("sole", "main", "split")}
        yield rows.filter(**answers), f"{path}unit"


def _counted(cohort: Cohort, wanted: Sequence[Measure], groups: Groups) -> dict[Any, Numbers]:
    """The numbers by group. One question for each kind of rows; two by unit."""
    found: dict[Any, Numbers] = {}
    for name, base in BASES.items():
        parts = {
            (measure.name, part): fits
            for measure in wanted
            if measure.base == name
            for part, fits in measure.parts().items()
        }
        if not parts:
            continue
        asked = {f"n{at}": Count("pk", filter=fits) for at, fits in enumerate(parts.values())}
        rows = base.model._default_manager.filter(cohort.within(base.case)).order_by()
        for grouped, path in groups(rows, base):
            for row in grouped.values(path).annotate(**asked):
                numbers = found.setdefault(row[path], Counter())
                numbers.update({key: row[f"n{at}"] for at, key in enumerate(parts)})
    return found


def _tally(cohort: Cohort, wanted: Sequence[Measure], counted: Mapping[Any, Numbers]) -> Tally:
    """The figures of each group and of all, those hidden that tell what few said; all that rest on
    what was said unless the period is fixed.
    """
    whole = sum(counted.values(), Counter[Key]())
    rows = {group: _row(wanted, numbers) for group, numbers in counted.items()}
    tally, fixed = Tally(rows, _row(wanted, whole)), cohort.is_fixed
    least = limits.value(LEAST) if fixed else 0
    for measure in wanted:
        if (measure.sealed or measure.guarded) and not fixed:
            _hide((*tally.rows.values(), tally.total), measure.name)
        elif measure.guarded:
            _keep_back(tally, measure.name, least)
    return tally


def _row(wanted: Sequence[Measure], numbers: Numbers) -> Row:
    return {
        measure.name: Figure(
            measure, {part: numbers[measure.name, part] for part in measure.parts()}
        )
        for measure in wanted
    }


def _hide(rows: Iterable[Row], name: str) -> None:
    for row in rows:
        row[name] = replace(row[name], hidden=True)


def _keep_back(tally: Tally, name: str, least: int) -> None:
    """Hide what fewer than the least said, and as many other groups as it takes."""
    spoke = [row for row in tally.rows.values() if row[name].among]
    told = suppressed([[row[name].among or 0] for row in spoke], least) if spoke else set()
    kept = [row for at, row in enumerate([*spoke, tally.total]) if (at, 0) in told]
    silent = [row for row in (*tally.rows.values(), tally.total) if not row[name].among]
    _hide((*kept, *silent), name)
