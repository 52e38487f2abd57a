"""Where a section may open, before it is known which openings hold and what they govern."""

from __future__ import annotations

from typing import NamedTuple

RANK = {
    "chapter": 0, "annex": 0, "section": 1, "ordinal": 2, "plain": 2, "article": 3, "comma": 3,
    "paren": 4, "half": 5, "date": 5, "item": 6, "phase": 6, "month": 6, "badge": 6, "dot": 6,
    "bare": 6, "nth": 6,
    "part": 5, "deep": 7, "deeper": 8, "digit-paren": 7, "digit-half": 8, "circled": 9,
}  # fmt: skip
_UNNUMBERED = {"markdown", "plain"}


class Opening(NamedTuple):
    """A number or mark, where the heading behind it begins, and how far it reaches at most."""

    start: int
    end: int
    style: str
    value: int
    words: str | None
    rank: int
    limit: int


def alike(one: Opening, other: Opening) -> bool:
    return one.style == other.style and one.rank == other.rank


def _apart(above: Opening, opening: Opening, text: str) -> bool:
    far = opening.start > above.end + 3 or opening.start >= above.limit
    return far or "\n" in text[above.end : opening.start]


def without_overlaps(openings: list[Opening], text: str) -> list[Opening]:
    """A numbered line inside a marked heading is one heading, not two."""
    kept: list[Opening] = []
    for opening in openings:
        above = kept[-1] if kept else None
        if above is None or _apart(above, opening, text):
            kept.append(opening)
        elif above.style in _UNNUMBERED and opening.style not in _UNNUMBERED:
            kept[-1] = opening._replace(rank=above.rank) if above.rank < 0 else opening
    return kept


def with_months_on_top(openings: list[Opening]) -> list[Opening]:
    """Months over lists that begin anew in each stand above the styles of the lists.

    9月 / 一、… 二、… / 10月 / 一、…
    """
    months = [i for i, opening in enumerate(openings) if opening.style == "date"]
    begun = any(opening.style == "comma" for opening in openings[: months[0]]) if months else True
    if begun or not any(_begins_list(openings, i) for i in months[1:]):
        return openings
    top = min(RANK["plain"], *(opening.rank for opening in openings)) - 1
    return [o._replace(rank=top) if o.style == "date" else o for o in openings]


def _begins_list(openings: list[Opening], index: int) -> bool:
    below = openings[index + 1] if index + 1 < len(openings) else None
    return below is not None and below.style == "comma" and below.value == 1
