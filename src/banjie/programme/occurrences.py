"""The days of a recurrence, where its rule names days; otherwise the rule is said in words.

Rules are those of RFC 5545, 3.3.10, as the reader writes them.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Protocol

from dateutil.rrule import rrulestr

_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"}
_NAMES_DAYS = {
    "WEEKLY": ({"BYDAY"},),
    "MONTHLY": ({"BYDAY"}, {"BYMONTHDAY"}),
    "YEARLY": ({"BYMONTH", "BYDAY"}, {"BYMONTH", "BYMONTHDAY"}),
}
_WORKING_DAYS = {"MO", "TU", "WE", "TH", "FR"}
_IN_A_ROW = 2  # more days of a month than these in a row are a stretch (上旬), not a list of days


class Timed(Protocol):
    """A time with the rule by which it comes again; `end` is exclusive."""

    @property
    def start(self) -> date | None: ...

    @property
    def end(self) -> date | None: ...

    @property
    def recurrence(self) -> str: ...


def occurrences(schedule: Timed, year: int, first: date, end: date) -> list[date] | None:
    """The days from `first` up to but without `end`; None when no definite day follows.

    Where the schedule leaves a side open, the programme's `year` bounds it.
    """
    if not names_days(schedule.recurrence):
        return None
    begins = max(first, schedule.start or date(year, 1, 1))
    stops = min(end, schedule.end or date(year + 1, 1, 1))
    earliest = datetime.combine(begins, time.min)
    latest = datetime.combine(stops - timedelta(days=1), time.min)
    rule = rrulestr(schedule.recurrence, dtstart=earliest)
    return [moment.date() for moment in rule.between(earliest, latest, inc=True)]


def names_days(recurrence: str) -> bool:
    """Whether the rule itself says on which days.

    Not 'every two months' (which of the two?), not 'every day' (no one day), not the first ten
    days of each month (some day among them), not working days (holidays move them).
    """
    parts = dict(part.split("=", 1) for part in recurrence.split(";") if "=" in part)
    wanted = _NAMES_DAYS.get(parts.get("FREQ", ""), ())
    return (
        parts.keys() <= _KNOWN
        and parts.get("INTERVAL", "1") == "1"
        and any(names <= parts.keys() for names in wanted)
        and not set(parts.get("BYDAY", "").split(",")) >= _WORKING_DAYS
        and not _is_stretch(parts.get("BYMONTHDAY", ""))
    )


def _is_stretch(days: str) -> bool:
    numbers = sorted(int(day) for day in days.split(",") if day)
    joined = [after - before == 1 for before, after in pairwise(numbers)]
    return len(numbers) > _IN_A_ROW and all(joined)
