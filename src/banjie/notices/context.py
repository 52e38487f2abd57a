"""What the header of every page may show."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest

from banjie.notices.queries import unread


def header(request: HttpRequest) -> dict[str, Any]:
    """`unread_notices`: how many of my notices I have not opened; asked only where it is shown."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": partial(unread, user)}
