"""Long lists page by page, each page found by the last row of the one before (keyset).

However far down, a page costs the same: no row is counted and none is skipped over.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
PAGE = 50


class Stretch(NamedTuple, Generic[Row]):
    """Some rows, the newest first. `older` is the place where the next stretch begins, or None;
    `from_top` tells whether newer rows may stand above.
    """

    rows: list[Row]
    older: int | None
    from_top: bool


def stretch(found: QuerySet[Row], before: str, size: int = PAGE) -> Stretch[Row]:
    """The rows older than the one with the number `before`; from the top for what is no number."""
    known = before.isdecimal() and len(before) < 19
    rows = list((found.filter(pk__lt=int(before)) if known else found).order_by("-pk")[: size + 1])
    more = len(rows) > size
    return Stretch(rows[:size], rows[size - 1].pk if more else None, not known)
