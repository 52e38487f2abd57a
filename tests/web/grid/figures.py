"""Addresses of the figures of cases: the page, the cases behind a number, what too few said."""

from __future__ import annotations

from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain


def _behind(_cast: Cast, state: str) -> Call:
    return Call(("received" if state == "count" else "result", "counted"))


WAYS: dict[str, Way] = {
    "consultation:figures": plain,
    "consultation:figure-cases": _behind,
}
