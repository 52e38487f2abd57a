"""Named queries. Each gives a value together with the records it was counted from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet

from banjie.programme import lights
from banjie.programme.models import Figure, Programme, Report, Target
from banjie.programme.queries.overview import Line
from banjie.programme.queries.programmes import Card, programme_cards
from banjie.programme.queries.reports import told_once
from banjie.programme.shares import SHARES


@dataclass(frozen=True, slots=True)
class Record:
    """One row behind a figure; `value` is what it adds. `rows` is the address of its page where it
    is none of the three, or of rows too many to be listed here.
    """

    label: str
    value: Decimal
    report: int | None = None
    activity: int | None = None
    case: int | None = None
    rows: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value and its records; the value is always their sum."""

    measure: str
    label: str
    unit: str
    records: tuple[Record, ...]

    @property
    def value(self) -> Decimal:
        return sum((record.value for record in self.records), Decimal(0))

    @property
    def words(self) -> str:
        """The number as printed, without needless zeros."""
        return f"{self.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a summary is counted from, fetched once: cards, accepted reports, figures."""

    programme: Programme
    cards: tuple[Card, ...]
    reports: tuple[Report, ...]

    def reports_of(self, activity_id: int) -> list[Report]:
        return [report for report in self.reports if report.activity_id == activity_id]


def facts(programme: Programme) -> Facts:
    """The programme's cards and accepted reports, oldest first."""
    found = accepted(programme).select_related("activity", "unit")
    found = found.prefetch_related("figures__target")
    return Facts(programme, tuple(programme_cards(programme)), tuple(found))


def _activities(found: Facts, measure: str, label: str, fits: Callable[[Card], bool]) -> Measured:
    one = Decimal(1)
    records = tuple(
        Record(str(card.activity), one, activity=card.activity.pk)
        for card in found.cards
        if fits(card)
    )
    return Measured(measure, label, "项", records)


def planned(found: Facts) -> Measured:
    return _activities(found, "activities.planned", "方案确定的活动", lambda _card: True)


def done(found: Facts) -> Measured:
    return _activities(found, "activities.done", "已完成的活动", lambda c: c.state == "done")


def overdue(found: Facts) -> Measured:
    return _activities(
        found, "activities.overdue", "逾期未完成的活动", lambda c: c.light.name == "overdue"
    )


def not_begun(found: Facts) -> Measured:
    return _activities(
        found,
        "activities.not_begun",
        "尚未开始的活动",
        lambda c: c.state == "not-yet" and c.light.name != "overdue",
    )


def under_way(found: Facts) -> Measured:
    return _activities(
        found,
        "activities.under_way",
        "正在进行的活动",
        lambda c: c.state in ("under-way", "waiting") and c.light.name != "overdue",
    )


def ended(found: Facts) -> Measured:
    return _activities(
        found, "activities.ended", "随方案终止的活动", lambda c: c.light.name == "ended"
    )


def carried_over(found: Facts) -> Measured:
    return _activities(
        found,
        "activities.carried_over",
        "滚动到新年度的活动",
        lambda c: c.light.name == "carried-over",
    )


def accepted_reports(found: Facts, activity_id: int | None = None) -> Measured:
    """Accepted reports, of one activity or of all."""
    reports = found.reports if activity_id is None else found.reports_of(activity_id)
    records = tuple(Record(str(r), Decimal(1), report=r.pk) for r in reports)
    return Measured("reports.accepted", "经审核认定的报告", "份", records)


def _figure_record(figure: Figure, report: Report) -> Record:
    return Record(f"{report} · {figure.measure}", figure.value, report=report.pk)


def reported(found: Facts, activity_id: int) -> list[Measured]:
    """What the accepted reports on one activity add up to, by measure and unit of count.

    Shares (95%) and figures against a target of every session (每期, 每场) are never added up: the
    smallest one stands for them.
    """
    told: dict[tuple[bool, str, str, str], list[Record]] = {}
    for figure, report in told_once(found.reports_of(activity_id)):
        each = figure.target.each if figure.target else ""
        key = (figure.summed, each, figure.counted, figure.unit)
        told.setdefault(key, []).append(_figure_record(figure, report))
    return [
        Measured("figures.sum", measure, unit, tuple(records))
        if summed or (len(records) == 1 and not each)
        else _least(each, measure, unit, records)
        for (summed, each, measure, unit), records in told.items()
    ]


def _least(each: str, measure: str, unit: str, records: list[Record]) -> Measured:
    label = f"{each}{measure}最少" if each else f"{measure}最低"
    return Measured("figures.least", label, unit, (min(records, key=_adds),))


def _adds(record: Record) -> Decimal:
    return record.value


def person_times(found: Facts) -> Measured:
    """Participations 人次 over all activities; never mixed with people 人."""
    return _of_unit(found, "人次", "累计参加（人次）")


def sessions(found: Facts) -> Measured:
    """Sessions held over all activities, whether counted as 场 or 场次."""
    return _of_unit(found, ("场", "场次"), "累计开展（场次）")


def _of_unit(found: Facts, unit: str | Iterable[str], label: str) -> Measured:
    units = {unit} if isinstance(unit, str) else set(unit)
    records = tuple(
        _figure_record(figure, report)
        for figure, report in told_once(found.reports)
        if figure.unit in units
    )
    return Measured("figures.unit", label, min(units, key=len), records)


def accepted(programme: Programme) -> QuerySet[Report]:
    """The programme's accepted reports, oldest first: what every figure is counted from."""
    return Report.objects.filter(
        activity__programme=programme, state=Report.State.ACCEPTED
    ).order_by("held_on", "pk")


def by_month(programme: Programme) -> list[tuple[str, int]]:
    """Accepted reports by month (2026-05), from the first month told of to the last."""
    days = accepted(programme).order_by().values_list("held_on").annotate(Count("pk"))
    told = Counter[int]()
    for day, number in days:  # by day in the database: months are cut differently by each
        told[day.year * 12 + day.month - 1] += number
    months = range(min(told), max(told) + 1) if told else ()
    return [(f"{month // 12:04d}-{month % 12 + 1:02d}", told[month]) for month in months]


def of_month(programme: Programme, month: str) -> Measured:
    """The accepted reports about days of one month."""
    year, _dash, number = month.partition("-")
    found = accepted(programme).filter(held_on__year=int(year), held_on__month=int(number))
    records = tuple(
        Record(str(report), Decimal(1), report=report.pk)
        for report in found.select_related("activity", "unit")
    )
    return Measured("reports.month", "经审核认定的报告", "份", records)


@dataclass(frozen=True, slots=True)
class Reached:
    """What is planned and what is done of one thing that targets count, over all activities."""

    measure: str
    unit: str
    planned: Decimal
    done: Decimal


def _against(programme: Programme) -> QuerySet[Figure]:
    """Accepted figures against targets that may be added up: neither of sessions nor of shares."""
    return (
        Figure.objects.filter(
            report__state=Report.State.ACCEPTED,
            target__activity__in=programme.activities.at_work(),
            target__each="",
        )
        .exclude(target__unit__in=SHARES)
        .order_by("report__held_on", "pk")
    )


def targets(programme: Programme) -> list[Reached]:
    """Planned against done, by what is counted; the same event told of twice counts once.

    Added up here, digit by digit: SQLite would add binary fractions.
    """
    planned: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    wanted = Target.objects.filter(activity__in=programme.activities.at_work(), each="")
    wanted = wanted.exclude(unit__in=SHARES)
    for measure, unit, value in wanted.values_list("measure", "unit", "value"):
        planned[measure, unit] += value
    told: defaultdict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    for measure, unit, source, pk, value in _against(programme).values_list(
        "target__measure", "target__unit", "reused_from", "pk", "value"
    ):
        told[measure, unit][source or pk] = value  # the newest telling stands in its place
    return [
        Reached(*key, value, sum(told[key].values(), Decimal(0))) for key, value in planned.items()
    ]


def of_target(programme: Programme, measure: str, unit: str) -> Measured:
    """The figures behind what is done of one thing."""
    found = _against(programme).filter(target__measure=measure, target__unit=unit)
    told = {
        figure.reused_from_id or figure.pk: _figure_record(figure, figure.report)
        for figure in found.select_related("report__activity", "report__unit")
    }
    return Measured("figures.target", measure, unit, tuple(told.values()))


def by_light(lines: Iterable[Line]) -> dict[str, int]:
    """Activities by light, every light named."""
    told = Counter(line.light.name for line in lines)
    return {name: told[name] for name in lights.LABELS}
