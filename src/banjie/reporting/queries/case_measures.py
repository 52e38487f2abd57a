"""What became of the cases of an office, each number with the cases it was counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils import translation

from banjie.common import limits
from banjie.consultation.models import Case, Release
from banjie.consultation.queries import figures
from banjie.consultation.queries.figures import BASES, Cohort, Half, Measure, Row
from banjie.official import official_date
from banjie.programme.models import Programme
from banjie.reporting.queries.measures import Measured, Record

MOST = 200
"""So many cases are listed one by one; more stand in one line that opens on all of them. So does
what people said or left unsaid, however few: a paper goes to readers who may not open the cases.
"""


AXES = {"attitude": "对办理工作", "result": "对办理结果"}
GRADES = ("满意", "基本满意", "不满意")


class Said(NamedTuple):
    """What authors said of the replies to what was sent in a half-year: by axis the grades, then
    all of them; None where too few said it.

    `released_on` is the day on which everybody could read just these numbers; None where the
    office hears nobody of the public, and they were counted for the paper.
    """

    named: str
    axes: Mapping[str, Sequence[Measured | None]]
    released_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The figures of the cases sent to an office in a period, by their name, as they stood on
    `as_of`.

    What authors said is told of half-years, by the very numbers that everybody may read: a rating
    that came later is in neither, and cannot be told from the difference of two papers.
    """

    as_of: date
    cohort: Cohort
    row: Row
    said: Sequence[Said] = ()

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
    counted = CaseFacts(as_of, cohort, row)
    said = (_said(counted, Half(programme.year, half)) for half in (1, 2))
    return replace(counted, said=[one for one in said if one])


def _said(found: CaseFacts, half: Half) -> Said | None:
    """None before everybody may read it."""
    office = found.cohort.office
    release = Release.objects.filter(office=office, half=half.key, made_on__lte=found.as_of).first()
    if release:
        return _released(release, half)
    early = limits.in_days(figures.WAIT, half.last) > found.as_of
    if early or figures.offices().filter(pk=office.pk).exists():
        return None
    cohort, named = half.cohort(office), _named(half)
    own = CaseFacts(found.as_of, cohort, figures.figures(cohort, figures.measures()))
    return Said(named, {name: _grades(own, name, named) for name in AXES})


def _named(half: Half) -> str:
    return "上半年" if half.half == 1 else "下半年"


def _grades(found: CaseFacts, name: str, named: str) -> list[Measured | None]:
    label = f"{named}所提意见建议{AXES[name]}的评价"
    parts = {f"grade{at}": f"{label}：{grade}" for at, grade in enumerate(GRADES)}
    if found.row[name].hidden:
        return [None] * (len(parts) + 1)
    return [
        found.measured(name, words, "份", part)
        for part, words in (*parts.items(), ("among", f"{label}合计"))
    ]


def _released(release: Release, half: Half) -> Said:
    """The numbers of the release as they are: hidden where few spoke, and rounded."""
    named, day = _named(half), official_date(release.made_on)
    asked = urlencode({"office": release.office_id, "period": half.key})
    address = f"{reverse('consultation:public-figures')}?{asked}"
    ends = [(f"grade{at}", f"：{grade}") for at, grade in enumerate(GRADES)]
    axes = {
        name: [
            None
            if number is None
            else Measured(
                f"cases.{name}.{part}",
                f"{named}所提意见建议{AXES[name]}的评价{end}（公布数）",
                "份",
                (Record(f"{day}公布的{named}数据", Decimal(number), rows=address),),
            )
            for (part, end), number in zip((*ends, ("among", "合计")), cells, strict=True)
        ]
        for name, cells in release.told["said"]
    }
    return Said(named, axes, release.made_on)


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
    days = "至".join(map(official_date, (cohort.first, cohort.last)))
    return Record(f"{days}收到的事项", Decimal(number), rows=f"{address}?{cohort.words}")
