"""What a room tells the grid: how to call an address, its thing put into a state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.web.cast import Cast


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of the address, its query, and what a POST sends along: a form, or `json`."""

    args: tuple[Any, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    json: Any = None
    headers: dict[str, str] = field(default_factory=dict)


Way = Callable[[Cast, str], Call]
"""Puts the thing into the state named in the row and says how to call its address."""


def plain(_cast: Cast, _state: str) -> Call:
    """An address without a thing."""
    return Call()
