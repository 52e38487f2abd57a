"""What became of the cases of an office, each number with the cases it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.urls import reverse
from django.utils import translation

from banjie.common import limits
from banjie.consultation.models import Case
from banjie.consultation.queries import figures
from banjie.consultation.queries.figures import BASES, Cohort, Half, Measure, Row
from banjie.programme.models import Programme
from banjie.reporting.queries.measures import Measured, Record

MOST = 200
"""So many cases are listed one by one; more stand in one line that opens on all of them. So does
what people said or left unsaid, however few: a paper goes to readers who may not open the cases.
"""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The figures of the cases sent to an office in a period, by their name; what authors said is
    told of the half-years in it whose figures everybody may read: what came later cannot be told
    from the difference of two papers.
    """

    cohort: Cohort
    row: Row
    halves: Sequence[CaseFacts] = ()

    def measured(self, name: str, label: str, unit: str = "件", part: str = "counted") -> Measured:
        """One number of a figure with its cases."""
        figure = self.row[name]
        return _measured(self.cohort, figure.measure, part, label, unit)

    def of_class(self, code: str, label: str) -> Measured:
        """The cases whose last letter says this class."""
        narrowed = replace(self.cohort, outcome=code)
        found = _measured(narrowed, self.row["received"].measure, "counted", label, "件")
        return replace(found, measure=f"cases.class.{code}")


def case_facts(programme: Programme, as_of: date) -> CaseFacts | None:
    """Of the year of a programme, as far as it has come; None where nobody said anything."""
    first, last = date(programme.year, 1, 1), min(as_of, date(programme.year, 12, 31))
    cohort = Cohort(programme.office, first, last)
    row = figures.figures(cohort, figures.measures())
    if not row["received"].counted:
        return None
    over = [Half(programme.year, half) for half in (1, 2)]
    cohorts = [
        half.cohort(programme.office)
        for half in over
        if limits.in_days(figures.WAIT, half.last) <= as_of
    ]
    halves = [CaseFacts(one, figures.figures(one, figures.measures())) for one in cohorts]
    return CaseFacts(cohort, row, halves)


def _measured(cohort: Cohort, measure: Measure, part: str, label: str, unit: str) -> Measured:
    path = BASES[measure.base].case.removesuffix("__") or "pk"
    rows = figures.rows_of(cohort, measure, part).values_list(path).annotate(Count("pk"))
    adds = dict(rows[: MOST + 1])
    in_one = bool(adds) and (measure.of_people or len(adds) > MOST)
    records = [_whole(cohort, measure, part)] if in_one else _one_by_one(adds)
    return Measured(f"cases.{measure.name}.{part}", label, unit, tuple(records))


def _one_by_one(adds: dict[int, int]) -> Iterable[Record]:
    """By number and kind alone: what a case says may be hidden later."""
    with translation.override("zh-hans"):
        return [
            Record(case.logged_as, Decimal(adds[case.pk]), case=case.pk)
            for case in Case.objects.filter(pk__in=adds).order_by("pk")
        ]


def _whole(cohort: Cohort, measure: Measure, part: str) -> Record:
    number = figures.rows_of(cohort, measure, part).count()
    address = reverse("consultation:figure-cases", args=(measure.name, part))
    days = "至".join(f"{day.year}年{day.month}月{day.day}日" for day in (cohort.first, cohort.last))
    return Record(f"{days}收到的事项", Decimal(number), rows=f"{address}?{cohort.words}")
