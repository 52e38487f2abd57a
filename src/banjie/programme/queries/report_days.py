"""Days by which something is to be told (报送时限): which one is asked for, and who told of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.timezone import localdate

from banjie.common import clock
from banjie.common.ladder import Ladder, ladder
from banjie.programme.models import Report, Schedule
from banjie.programme.occurrences import occurrences

_ONE = timedelta(days=1)


class Asked(NamedTuple):
    """A day by which something is to be told, and the units that told of it."""

    day: date
    told: frozenset[int]


def asked_days(activities: Iterable[Any]) -> dict[int, Asked]:
    """By activity with progress: the latest day to report of which units are reminded by now.

    None once the day and the work itself are over: from then on the work's own light tells. None
    while a report that completes the work waits for the office.
    """
    by_pk = {activity.pk: activity for activity in activities}
    if not by_pk:
        return {}
    times: dict[int, list[Schedule]] = {}
    for time in Schedule.objects.filter(for_report=True, activity__in=by_pk):
        times.setdefault(time.activity_id, []).append(time)
    if not times:
        return {}
    steps = ladder()
    reached = {pk: _reached(by_pk[pk].programme.year, own, steps) for pk, own in times.items()}
    days = {pk: own for pk, own in reached.items() if own and not _is_over(by_pk[pk], own[-1])}
    sent: dict[int, list[Report]] = {pk: [] for pk in days}
    columns = ("activity", "unit", "state", "completes", "submitted_at")
    reports = Report.objects.filter(activity__in=days).exclude(state=Report.State.DRAFT)
    for report in reports.only(*columns):
        sent[report.activity_id].append(report)
    return {
        pk: Asked(own[-1], _told(by_pk[pk], own, sent[pk]))
        for pk, own in days.items()
        if not any(one.completes and one.state == Report.State.SUBMITTED for one in sent[pk])
    }


def _reached(year: int, times: list[Schedule], steps: Ladder) -> list[date]:
    """The days by which something is to be told and of which is reminded by now, in order."""
    found: set[date] = set()
    first, end, today = date(year, 1, 1), date(year + 1, 1, 1), clock.today()
    for time in times:
        held = occurrences(time, year, time.start or first, time.end or end)
        found |= set(held or (time.end and [time.end - _ONE]) or ())
    return sorted(day for day in found if steps.reached(day, today) is not None)


def _is_over(activity: Any, day: date) -> bool:
    today = clock.today()
    return bool(day < today and activity.ends and activity.ends <= today)


def _told(activity: Any, days: list[date], sent: list[Report]) -> frozenset[int]:
    """The units whose reports answer for the last of these days: sent after the one before it and,
    of work that is over by then, not before its last day.
    """
    over = activity.ends - _ONE if activity.ends and activity.ends <= days[-1] else None
    since = [day for day in (activity.begins, over, *(day + _ONE for day in days[:-1])) if day]
    first = max(since, default=date.min)
    return frozenset(
        one.unit_id for one in sent if one.submitted_at and localdate(one.submitted_at) >= first
    )
