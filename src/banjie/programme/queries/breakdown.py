"""The rows of a task breakdown: each activity with its targets, times and accepted work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, prefetch_related_objects

from banjie.common.clock import last_day
from banjie.programme.models import Phase, Programme, Report
from banjie.programme.queries.programmes import Card, programme_cards
from banjie.programme.queries.reports import told_once


@dataclass(frozen=True, slots=True)
class Quarter:
    """The phases that end in a quarter, and its accepted work: reports, their figures added up."""

    phases: tuple[Phase, ...]
    reports: int
    figures: tuple[tuple[str, Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A card with the four quarters of the programme's year and the files behind them."""

    card: Card
    quarters: tuple[Quarter, ...]
    files: int


def tasks(programme: Programme) -> list[Task]:
    """Every activity in the plan's order; its targets, times and phases are fetched along."""
    cards = programme_cards(programme)
    prefetch_related_objects([card.activity for card in cards], "targets", "schedules", "phases")
    reports: dict[int, list[Report]] = defaultdict(list)
    accepted = Report.objects.filter(
        activity__programme=programme, state=Report.State.ACCEPTED
    ).prefetch_related("figures__target")
    for report in accepted.annotate(files=Count("evidence")):
        reports[report.activity_id].append(report)
    return [_task(card, reports[card.activity.pk], programme.year) for card in cards]


def _task(card: Card, reports: list[Report], year: int) -> Task:
    def falls(day: date | None, number: int) -> bool:
        return day is not None and (day.year, (day.month - 1) // 3) == (year, number)

    phases = list(card.activity.phases.all())
    quarters = tuple(
        _quarter(
            [phase for phase in phases if falls(last_day(phase.end), n)],
            [report for report in reports if falls(report.held_on, n)],
        )
        for n in range(4)
    )
    return Task(card, quarters, sum(getattr(report, "files", 0) for report in reports))


def _quarter(phases: list[Phase], reports: list[Report]) -> Quarter:
    """Shares, and figures that every session must reach by itself, are not added up."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for figure, _report in told_once(reports):
        if figure.summed:
            sums[figure.counted, figure.unit] += figure.value
    figures = tuple((measure, value, unit) for (measure, unit), value in sums.items())
    return Quarter(tuple(phases), len(reports), figures)
