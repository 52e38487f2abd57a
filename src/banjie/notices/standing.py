"""Whether what a notice asks for is owed still: asked again whenever one waits or is about to go.

The room that writes notices of a kind says so in its `noticing.py`, which is loaded when the site
starts. The longest beginning of the kind decides, as in `kinds.py`; what no room speaks for stands.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from banjie.notices.models import Notice

Owed = Callable[[Notice], bool]
_rooms: dict[str, Owed] = {}


def register(kind: str, owed: Owed) -> None:
    """`owed` says of a notice of this kind whether it still stands."""
    _rooms[kind] = owed


def stands(notice: Notice) -> bool:
    """Whether somebody still owes what the notice asks for; one that names nothing stands."""
    if not notice.asks:
        return True
    parts = notice.kind.split(".")
    for length in range(len(parts), 0, -1):
        if owed := _rooms.get(".".join(parts[:length])):
            return owed(notice)
    return True


def spoken_for() -> Q:
    """The notices that may lose their reason."""
    found = Q(pk__in=())
    for kind in _rooms:
        found |= Q(kind=kind) | Q(kind__startswith=f"{kind}.")
    return found
