"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from banjie.common import clock


def site(request: HttpRequest) -> dict[str, Any]:
    """`office_day` is the site's day; `fixed_day` says that it is a demonstration's."""
    return {"office_day": clock.today(), "fixed_day": bool(settings.BANJIE_TODAY)}
