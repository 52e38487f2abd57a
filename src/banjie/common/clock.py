"""One clock for the site. Dates are dates in the office's time zone, never timestamps."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The office's day; `BANJIE_TODAY` fixes it for a demonstration."""
    if settings.BANJIE_TODAY:
        return date.fromisoformat(settings.BANJIE_TODAY)
    return timezone.localdate()


def now() -> datetime:
    """The moment of a record, always real and with its offset."""
    return timezone.now()
