"""The quantity tables: one row a text, with what must be read out of it.

    text | words = value unit approx of | words = low..high unit range of | ...

`?` is no value, `-` a unit there is none of or a thing that is not asked for. The thing counted may
have several names (a/b); one that contains the answer, or is contained in it, will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROWS = Path(__file__).parent / "rows"


class Expected(NamedTuple):
    words: str
    value: str
    unit: str
    approx: str
    things: list[str]


class Row(NamedTuple):
    kind: str
    text: str
    expected: list[Expected]


def rows() -> Iterator[Row]:
    for path in sorted(_ROWS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            text, *cells = (cell.strip() for cell in line.split("|"))
            yield Row(path.stem, text, [_expected(cell) for cell in cells if cell])


def _expected(cell: str) -> Expected:
    words, _, said = cell.partition(" = ")
    value, unit, approx, things = said.split(" ")
    return Expected(words, value, unit, approx, [] if things == "-" else things.split("/"))


def shown(value: float | None, low: float | None, high: float | None) -> str:
    """An amount as the tables write it."""
    if low is not None:
        return f"{low:.10g}..{high:.10g}"
    return "?" if value is None else f"{value:.12g}"
