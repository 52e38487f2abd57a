"""One clock for the site. Dates are dates in the office's time zone, never timestamps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def today() -> date:
    """The office's day; `BANJIE_TODAY` fixes it for a demonstration."""
    if moment := _told.get():
        return timezone.localdate(moment)
    if settings.BANJIE_TODAY:
        return date.fromisoformat(settings.BANJIE_TODAY)
    return timezone.localdate()


def now() -> datetime:
    """The moment of a record with its offset; real, but for a story that is told."""
    return _told.get() or timezone.now()


def last_day(end: date | None) -> date | None:
    """The last day of a stretch whose stored end is exclusive; None where it is open."""
    return end - timedelta(days=1) if end else None


@contextmanager
def told(moment: datetime) -> Iterator[None]:
    """What happens inside happened then: for the steps of a demonstration's story alone.

    Kept in UTC, as rows are read back: the audit log's hashes hold the time as it is written.
    """
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)
