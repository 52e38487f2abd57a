"""Addresses of the people room."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain


def _limit(_cast: Cast, state: str) -> Call:
    return Call(("light.due_soon" if state == "known" else "light.unheard-of",))


WAYS: dict[str, Way] = dict.fromkeys(
    ("people:sign-in", "people:sign-out", "people:audit-log", "people:limits"), plain
) | {"people:limit": _limit}
