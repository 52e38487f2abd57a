"""The days of the story. Its steps are told at their own times, so that the log reads like a year.

Only the demonstration tells times; what people do on the site has the moment in which they do it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
PLAN_RECEIVED = datetime(2026, 1, 12, 15, 20, tzinfo=ZONE)
PROGRAMME_OPENED = datetime(2026, 1, 13, 10, 5, tzinfo=ZONE)
SITE_FURNISHED = datetime(2026, 1, 9, 9, tzinfo=ZONE)


def at(day: str | date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of a day of the story, in the office's time."""
    found = day if isinstance(day, date) else date.fromisoformat(day)
    return datetime.combine(found, time(hour, minute), ZONE)
