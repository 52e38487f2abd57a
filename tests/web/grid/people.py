"""Addresses of the people room."""

from __future__ import annotations

from tests.web.grid.calls import Way, plain

WAYS: dict[str, Way] = dict.fromkeys(
    ("people:sign-in", "people:sign-out", "people:audit-log"), plain
)
