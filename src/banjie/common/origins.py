"""Where a thing came from, told to its page by the rooms above it.

A lower room knows nothing of the rooms above; they register here what led to its things, and
`{% origins thing %}` shows it. The account is asked: who may not open the origin sees no link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model


class Origin(NamedTuple):
    """What led to a thing, in words, and the page where it stands."""

    label: str
    address: str


Finder = Callable[[Any, Any], Iterator[Origin]]
_FINDERS: dict[type[Model], list[Finder]] = {}


def register(model: type[Model], finder: Finder) -> None:
    """`finder` gets a thing and an account, and gives what that account may see of its origin."""
    _FINDERS.setdefault(model, []).append(finder)


def origins_of(thing: Model, user: Any) -> list[Origin]:
    return [origin for finder in _FINDERS.get(type(thing), ()) for origin in finder(thing, user)]
