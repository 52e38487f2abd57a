"""Addresses of the search room."""

from __future__ import annotations

from tests.web.grid.calls import Way, plain

WAYS: dict[str, Way] = {"search:search": plain}
