"""Addresses of the documents room."""

from __future__ import annotations

from tests.web import plans
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way, plain


def _read(cast: Cast, _state: str) -> Call:
    return Call((plans.send(cast).pk,))


WAYS: dict[str, Way] = {"documents:documents": plain} | dict.fromkeys(
    ("documents:document", "documents:original", "documents:remove"), _read
)
