"""Addresses outside the rooms."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain


def _language(_cast: Cast, _state: str) -> Call:
    return Call(data={"language": "en"})


WAYS: dict[str, Way] = {
    **dict.fromkeys(("today", "health", "ready", "metrics"), plain),
    "language": _language,
}
