"""The numbers in somebody's own text, so that none is printed without records or a mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from banjie_reader.dates import find_dates
from banjie_reader.quantities import find_quantities

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: where it stands, its value, its unit of count and what it counts."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    of: str = ""


def numerals(text: str) -> list[Numeral]:
    """Every number of a text but its days: quantities with their unit, and whatever digits remain.

    The remaining digits (第3期, a telephone number) are taken as well: better one too many.
    """
    found = [
        Numeral(q.span.start, q.span.end, Decimal(str(q.value)), q.unit, q.of)
        for q in find_quantities(text)
        if q.value is not None
    ]
    taken = [(n.start, n.end) for n in found] + [tuple(w.span) for w in find_dates(text)]
    found += [
        Numeral(match.start(), match.end(), Decimal(match.group()))
        for match in _DIGITS.finditer(text)
        if not any(a < match.end() and match.start() < b for a, b in taken)
    ]
    return sorted(found, key=lambda numeral: numeral.start)
