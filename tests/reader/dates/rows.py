"""The phrase tables: one row a text, with the words found in it and the days they mean.

    text | words = first..last | words = day | words = FREQ=... | words = ?

Days are inclusive as a person says them; an open side is left empty; `?` is a date that stays
open; a row without a second column must find nothing. The document is dated 2026-03-10, a
Tuesday, unless the row begins with @another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

_ROWS = Path(__file__).parent / "rows"
_REFERENCE = date(2026, 3, 10)


class Row(NamedTuple):
    kind: str
    text: str
    reference: date
    expected: list[tuple[str, str]]


def rows() -> Iterator[Row]:
    for path in sorted(_ROWS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            said, *cells = (cell.strip() for cell in line.replace("\\n", "\n").split("|"))
            reference = _REFERENCE
            if said.startswith("@"):
                day, _, said = said[1:].partition(" ")
                reference = date.fromisoformat(day)
            expected = [tuple(cell.split(" = ", 1)) for cell in cells if cell]
            yield Row(path.stem, said, reference, expected)


def shown(start: date | None, end: date | None, recurrence: str | None) -> str:
    """A date as the tables write it."""
    if recurrence:
        return recurrence
    last = end - timedelta(1) if end else None
    if start is None and last is None:
        return "?"
    if start == last:
        return str(start)
    return f"{start or ''}..{last or ''}"
