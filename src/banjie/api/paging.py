"""Lists, a page at a time: by the number of the last row, so nothing is missed or told twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

LARGEST = 2**63 - 1
Number = Annotated[int, Field(ge=1, le=LARGEST)]
Shown = TypeVar("Shown")


class Slice(Schema):
    """Which page of a list."""

    after: Number | None = Field(
        None, description="The `next` of the page before; without it, the first page."
    )
    limit: int = Field(50, ge=1, le=100, description="How many at most.")
    newest: bool = Field(
        False, description="Newest first; otherwise in the order in which they came."
    )


class Page(Schema, Generic[Shown]):
    """Some rows of a list, and where the next page begins."""

    items: list[Shown]
    next: int | None = Field(description="What to send as `after`; null on the last page.")


def page(
    rows: QuerySet[Any],
    asked: Slice,
    shown: Callable[[Sequence[Any]], Sequence[Any]],
    by: str = "pk",
) -> dict[str, Any]:
    """One page of the rows, in the order of the field `by`."""
    if asked.after is not None:
        rows = rows.filter(**{f"{by}__lt" if asked.newest else f"{by}__gt": asked.after})
    found = list(rows.order_by(f"-{by}" if asked.newest else by)[: asked.limit + 1])
    kept = found[: asked.limit]
    more = len(found) > len(kept)
    return {"items": list(shown(kept)), "next": getattr(kept[-1], by) if more else None}
