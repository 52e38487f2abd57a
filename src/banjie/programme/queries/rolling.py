"""Next year's programme as proposed, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from banjie.common.calendar import work_calendar
from banjie.programme import rolling
from banjie.programme.models import Activity, Programme


@dataclass(frozen=True, slots=True)
class Proposal:
    """One activity as it would stand in the new year; `once` says why it may be a one-off."""

    activity: Activity
    title: str
    times: tuple[rolling.Rolled, ...]
    deadlines: tuple[rolling.Rolled, ...]
    once: str


def proposals(programme: Programme, year: int) -> list[Proposal]:
    """Every activity at work, in the plan's order."""
    calendar, years = work_calendar(), year - programme.year
    found = []
    for activity in programme.activities.at_work().prefetch_related("schedules", "phases"):
        rolled = [
            (
                schedule.for_report,
                rolling.roll_time(
                    schedule.words, schedule.start, schedule.end, schedule.recurrence,
                    years=years, calendar=calendar,
                ),
            )
            for schedule in activity.schedules.all()
        ]  # fmt: skip
        found.append(
            Proposal(
                activity=activity,
                title=rolling.roll_title(activity.title, years),
                times=tuple(time for report, time in rolled if not report),
                deadlines=tuple(time for report, time in rolled if report),
                once=rolling.one_off(activity),
            )
        )
    return found
