"""The figures of a report: put in place, taken from another report, followed by their copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Q, QuerySet

from banjie.common import audit, clock
from banjie.people.models import User
from banjie.programme.models import Figure, Report, ReportVersion, Target
from banjie.programme.versions import content_of


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
    """The figures that are taken over, as they are now, their reports locked with this one's and
    those that follow it.

    In the order of their numbers, so that two reports taking from each other never wait for each
    other. Raises `SourceGone`.
    """
    wanted = {line.source.pk: line.source.report_id for line in lines if line.source}
    follow = Figure.objects.filter(reused_from__report=report.pk) if report.pk else ()
    locked = {*wanted.values(), *(copy.report_id for copy in follow)}
    locked |= {report.pk} if report.pk else set()
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

    One that stays keeps its row, so its evidence and its copies stay with it; a target may be
    called otherwise since.
    """
    kept: dict[object, list[Figure]] = {}
    for old in report.figures.all():
        kept.setdefault(old.target_id or (old.measure, old.unit), []).append(old)
    made = []
    for line in lines:
        same = kept.get(line.target.pk if line.target else (line.measure, line.unit))
        figure = same.pop(0) if same else Figure(report=report, target=line.target)
        figure.measure, figure.unit = line.measure, line.unit
        figure.reused_from = sources[line.source.pk] if line.source else None
        figure.value = figure.reused_from.value if figure.reused_from else line.value
        figure.save()
        made.append(figure)
    _let_go([figure for rest in kept.values() for figure in rest], by)
    follow(made, by)
    return made


def _let_go(gone: list[Figure], by: User) -> None:
    """Take figures out; their copies stand by themselves from now on, and their reports say so."""
    copies = Figure.objects.filter(reused_from__in=gone)
    for report in _reports_of(copies):
        audit.record(by=by, verb="report.unlinked", target=report)
    copies.update(reused_from=None)
    Figure.objects.filter(pk__in=[figure.pk for figure in gone]).delete()


def follow(made: list[Figure], by: User, *, correction: str = "") -> list[Report]:
    """The copies follow: to the new value, or past a figure that has become a copy itself.

    A report that was sent gets a version more, so that its last one says what it says now, named as
    a correction where it is one. Returns the reports in which a value changed.
    """
    followed: dict[int, Report] = {}
    for figure in made:
        copies = Figure.objects.filter(reused_from=figure)
        followed |= {each.pk: each for each in _reports_of(copies.exclude(value=figure.value))}
        copies.update(value=figure.value, reused_from=figure.reused_from or figure)
    for _number, report in sorted(followed.items()):
        audit.record(by=by, verb="report.followed", target=report)
        if report.state != Report.State.DRAFT:
            keep_version(report, by=by, correction=correction)
    return list(followed.values())


def keep_version(report: Report, *, by: User, correction: str = "") -> ReportVersion:
    """Keep the report as it says now, as the next of its versions."""
    last = report.versions.aggregate(n=Max("number"))["n"]
    return ReportVersion.objects.create(
        report=report, number=(last or 0) + 1, content=content_of(report), by=by, at=clock.now(),
        correction=correction,
    )  # fmt: skip


def _reports_of(figures: QuerySet[Figure]) -> list[Report]:
    """The reports they stand in, in the order of their numbers; `sources_of` has locked them."""
    return list(Report.objects.filter(pk__in=figures.values("report")).order_by("pk"))
