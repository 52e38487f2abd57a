"""Tables drawn in text with | or │ between the cells and rules between the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from banjie_reader.model import Span
from banjie_reader.tables.table import Cell, Table

_BAR = re.compile(r"[|│┃├┤┼]")
_BAR_OR_EDGE = re.compile(r"[|│┃├┌└+]")
_LINE = re.compile(r"^[ \t　]*[|│┃├┌└+].*[|│┃┤┐┘+][ \t　]*$", re.M)
_RULE = re.compile(r"^[\s+\-:=─━┬┴]*[\-=─━]{2,}[\s+\-:=─━┬┴]*$")
_RULED = 3  # with fewer rules than this, only the header is ruled off


def drawn_tables(text: str) -> Iterator[Table]:
    """Every block of two or more drawn rows whose lines alone do not tell them apart."""
    if not _BAR_OR_EDGE.search(text):
        return
    block: list[re.Match[str]] = []
    for line in [*_LINE.finditer(text), None]:
        if line is not None and (not block or line.start() - block[-1].end() <= 1):
            block.append(line)
            continue
        cells = [_cells(line) for line in block]
        if len(block) > 1 and _runs_on(cells) and len(rows := _rows(cells)) > 1:
            yield Table(rows)
        block = [line] if line is not None else []


def _runs_on(lines: list[list[Span | None]]) -> bool:
    """Whether a row may be several lines: there are rules, or lines that begin with blanks.

    Lines that begin with blanks and say all the rest are rows below merged cells.
    """
    ruled = sum(_is_rule(cells) for cells in lines) >= _RULED
    begun = (cells for cells in lines if not _is_rule(cells) and not any(map(_says, cells[:2])))
    return ruled or any(not all(map(_says, cells[2:])) for cells in begun)


def _cells(line: re.Match[str]) -> list[Span | None]:
    """The cells of a line: None where a rule crosses the column, an empty span where blank."""
    words = line[0]
    bars = [m.start() for m in _BAR.finditer(words)]
    found: list[Span | None] = []
    for left, right in pairwise(bars):
        inner = words[left + 1 : right]
        plain = inner.strip(" \t　*")
        start = line.start() + left + 1 + (inner.find(plain) if plain else 0)
        found.append(None if _RULE.match(inner) else Span(start, start + len(plain)))
    return found or [None]


def _rows(lines: list[list[Span | None]]) -> list[list[Cell]]:
    """Rows parted by rules where there are rules between them, else one a line.

    A cell goes on until a rule crosses its own column, so a merged cell is shared by its rows.
    Without rules, a line whose first two cells are blank goes on with the row above.
    """
    ruled = sum(_is_rule(cells) for cells in lines) >= _RULED
    rows: list[list[Cell]] = []
    current: list[Cell] = []
    fresh = True
    for cells in lines:
        if len(cells) != len(current):
            current, fresh = [[] for _ in cells], True
        if _is_rule(cells) and not ruled:
            fresh = True
            continue
        fresh = fresh or (cells[0] is None if ruled else any(map(_says, cells[:2])))
        for column, cell in enumerate(cells):
            if cell is None or (fresh and not ruled):
                current[column] = []
            if cell is not None and _says(cell):
                current[column].append(cell)
        if any(map(_says, cells)):
            rows[len(rows) - (not fresh) :] = [list(current)]
            fresh = False
    return [row for row in rows if any(row)]


def _is_rule(cells: list[Span | None]) -> bool:
    return all(cell is None for cell in cells)


def _says(cell: Span | None) -> bool:
    return cell is not None and cell.start < cell.end
