"""The figures of a report: put in place, taken from another report, followed by their copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from banjie.common import audit
from banjie.people.models import User
from banjie.programme.models import Figure, Report, Target


class SourceGone(Exception):
    """The figure one wanted to take over stands no longer in a report that was sent."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as entered; `target` None for a figure of the unit's own.

    `source` is the figure of another report it is taken from; its value is then the source's.
    """

    measure: str
    value: Decimal
    unit: str
    target: Target | None = None
    source: Figure | None = None


def sources_of(report: Report, lines: Iterable[FigureLine]) -> dict[int, Figure]:
    """The figures that are taken over, as they are now, their reports locked with this one's.

    In the order of their numbers, so that two reports taking from each other never wait for each
    other. Raises `SourceGone`.
    """
    wanted = {line.source.pk: line.source.report_id for line in lines if line.source}
    locked = {*wanted.values(), *([report.pk] if report.pk else [])}
    list(Report.objects.select_for_update().filter(pk__in=locked).order_by("pk"))
    out = ~Q(report__state=Report.State.DRAFT)
    held = Q(reused__report=report) if report.pk else Q(pk=None)
    found = Figure.objects.filter(out | held, pk__in=wanted, report__unit=report.unit_id)
    kept = {f.pk: f for f in found.filter(reused_from=None).exclude(report=report.pk)}
    if kept.keys() != wanted.keys():
        raise SourceGone
    return kept


def put_figures(
    report: Report, lines: Sequence[FigureLine], sources: dict[int, Figure], *, by: User
) -> list[Figure]:
    """Bring the report's figures to these lines, in their order.

    One that stays keeps its row, so its evidence and its copies stay with it.
    """
    kept: dict[tuple[int | None, str, str], list[Figure]] = {}
    for old in report.figures.all():
        kept.setdefault((old.target_id, old.measure, old.unit), []).append(old)
    made = []
    for line in lines:
        name = (line.target.pk if line.target else None, line.measure, line.unit)
        same = kept.get(name)
        figure = same.pop(0) if same else Figure(report=report, target=line.target)
        figure.measure, figure.unit = line.measure, line.unit
        figure.reused_from = sources[line.source.pk] if line.source else None
        figure.value = figure.reused_from.value if figure.reused_from else line.value
        figure.save()
        made.append(figure)
    _let_go([figure for rest in kept.values() for figure in rest], by)
    _lead(made, by)
    return made


def _let_go(gone: list[Figure], by: User) -> None:
    """Take figures out; their copies stand by themselves from now on, and their reports say so."""
    copies = Figure.objects.filter(reused_from__in=gone)
    _tell(copies, "report.unlinked", by)
    copies.update(reused_from=None)
    Figure.objects.filter(pk__in=[figure.pk for figure in gone]).delete()


def _lead(made: list[Figure], by: User) -> None:
    """The copies follow: to the new value, or past a figure that has become a copy itself."""
    for figure in made:
        copies = Figure.objects.filter(reused_from=figure)
        _tell(copies.exclude(value=figure.value), "report.followed", by)
        copies.update(value=figure.value, reused_from=figure.reused_from or figure)


def _tell(copies: Iterable[Figure], verb: str, by: User) -> None:
    for report in Report.objects.filter(figures__in=copies).distinct().order_by("pk"):
        audit.record(by=by, verb=verb, target=report)
