"""Tables without lines, told by columns that keep their place from row to row.

Three columns over three rows at least: with two, labels and their values look the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from banjie_reader.inputs.layout.page import Row, Segment
from banjie_reader.inputs.layout.ruled import Grid, join_lines
from banjie_reader.source import Cell

_FEWEST, _MOST = 3, 200
_APART = 3.2  # in ems: rows farther from each other are no one table
_BETWEEN = 0.5  # in ems: columns come no nearer to each other

Column = tuple[float, float]


def aligned_tables(rows: list[Row]) -> tuple[list[Grid], list[Row]]:
    """The tables among the rows of a page, and the rows outside them."""
    grids, rest = [], []
    at = 0
    while at < len(rows):
        columns, end = _grow(rows, at)
        block = rows[at:end]
        whole = sum(len(row.segments) == len(columns) for row in block)
        if len(columns) >= _FEWEST and whole >= _FEWEST:
            grids.append(_grid(block, columns))
            at = end
        else:
            rest.append(rows[at])
            at += 1
    return grids, rest


def _grow(rows: list[Row], start: int) -> tuple[list[Column], int]:
    """The columns that row `start` sets, and the first row below that does not keep to them."""
    columns = [(part.left, part.right) for part in rows[start].segments]
    if len(columns) < _FEWEST:
        return columns, start
    end = start + 1
    while end < min(len(rows), start + _MOST):
        row, em = rows[end], max(rows[end].size, 1.0)
        wider = _with(columns, row, _BETWEEN * em)
        if wider is None or row.base - rows[end - 1].base > _APART * em:
            break
        columns = wider
        end += 1
    while len(rows[end - 1].segments) == 1 and rows[end - 1].left < columns[0][1]:
        end -= 1  # a paragraph that only happens to begin below the first column
    return columns, end


def _with(columns: list[Column], row: Row, gap: float) -> list[Column] | None:
    """The columns made wide enough for a row, or None if it does not fit them."""
    wider = list(columns)
    for at, part in _placed(row, columns):
        if at is None:
            return None
        wider[at] = (min(wider[at][0], part.left), max(wider[at][1], part.right))
    apart = all(left[1] + gap <= right[0] for left, right in pairwise(wider))
    distinct = len({at for at, _ in _placed(row, columns)}) == len(row.segments)
    return wider if apart and distinct else None


def _placed(row: Row, columns: list[Column]) -> Iterator[tuple[int | None, Segment]]:
    """Each part of a row with the one column it shares ground with, or None."""
    for part in row.segments:
        shared = [
            at
            for at, (left, right) in enumerate(columns)
            if part.left < right and left < part.right
        ]
        yield (shared[0] if len(shared) == 1 else None), part


def _grid(block: list[Row], columns: list[Column]) -> Grid:
    """The cells of a block; a row without its first column goes on with the row above."""
    lines: dict[tuple[int, int], list[Row]] = {}
    record = -1
    for row in block:
        placed = list(_placed(row, columns))
        record += record < 0 or placed[0][0] == 0
        for at, part in placed:
            if at is not None:
                alone = Row(row.page, row.base, row.size, [part])
                lines.setdefault((record, at), []).append(alone)
    cells = [
        Cell(join_lines(found, columns[at][1] - columns[at][0]), row, at)
        for (row, at), found in sorted(lines.items())
    ]
    top = block[0].base - block[0].size
    return Grid([left for left, _ in columns], [top, block[-1].base], cells, block[0].page)
