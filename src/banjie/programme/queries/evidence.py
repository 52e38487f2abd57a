"""Files behind reports: what each supports, and which accepted figures have none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from banjie.people.models import User
from banjie.programme.models import Evidence, Figure, Programme, Report
from banjie.programme.queries.reports import as_rows, reports_for


def evidence_rows(report: Report) -> QuerySet[Evidence]:
    """The files of a report with who sent them and the figure they support."""
    return report.evidence.select_related("attachment__uploaded_by", "figure")


@dataclass(frozen=True, slots=True)
class Gap:
    """An accepted report without a file, or whose files leave these figures out."""

    report: Report
    figures: tuple[Figure, ...]

    @property
    def whole(self) -> bool:
        """There is no file at all."""
        return not self.report.evidence.all()


def reports_with_gaps(programme: Programme, user: User) -> QuerySet[Report]:
    """Accepted reports this account may see in which something rests on no file.

    A file for the report as a whole supports all its figures; a figure taken from another report
    rests on that one's files.
    """
    accepted = {"activity__programme": programme, "state": Report.State.ACCEPTED}
    bare = _bare(Figure.objects.filter(**{f"report__{of}": what for of, what in accepted.items()}))
    files = Evidence.objects.filter(report=OuterRef("pk"))
    figures = Figure.objects.filter(report=OuterRef("pk"))
    return (
        as_rows(reports_for(user), "evidence")
        .filter(**accepted)
        .filter(Q(pk__in=bare.order_by().values("report")) | (~Exists(files) & ~Exists(figures)))
        .order_by("activity__position", "held_on", "pk")
    )


def _bare(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Those of these figures that no file supports, neither their own nor their source's."""
    own = Evidence.objects.filter(
        Q(figure=None) | Q(figure=OuterRef("pk")), report=OuterRef("report")
    )
    source = Evidence.objects.filter(
        Q(figure=None) | Q(figure=OuterRef("reused_from")), report=OuterRef("reused_from__report")
    )
    return figures.exclude(Exists(own)).exclude(Exists(source))


def gaps_at(keys: Sequence[int]) -> list[Gap]:
    """The gaps of the reports with these keys, in this order."""
    rows = as_rows(Report.objects.all(), "evidence").in_bulk(keys)
    return gaps(rows[key] for key in keys if key in rows)


def gaps(reports: Iterable[Report]) -> list[Gap]:
    """These reports with the figures that rest on no file."""
    shown = list(reports)
    bare: dict[int, list[Figure]] = {}
    for figure in _bare(Figure.objects.filter(report__in=shown)):
        bare.setdefault(figure.report_id, []).append(figure)
    return [Gap(report, tuple(bare.get(report.pk, ()))) for report in shown]
