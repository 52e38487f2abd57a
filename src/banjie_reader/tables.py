"""Tables as rows of cells: those of the source's format, those drawn in text, those stacked.

A drawn table has | or │ between its cells. A stacked one is what a web page leaves of a table: its
header, then its cells, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from banjie_reader.clean import View
from banjie_reader.model import Source, Span
from banjie_reader.source import tables as source_tables

Cell = list[Span]  # the lines of a cell; none when it is empty
_BAR = re.compile(r"[|│┃├┤┼]")
_DRAWN = re.compile(r"^[ \t　]*[|│┃├┌└+].*[|│┃┤┐┘+][ \t　]*$", re.M)
_RULE = re.compile(r"^[\s+\-:=─━┬┴]*[\-=─━]{2,}[\s+\-:=─━┬┴]*$")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CLOCK = re.compile(r"(?:[上下]午|晚上?)?\s?\d{1,2}[:：.]\d{2}|(?:[上下]午|晚上)")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]]


def find_tables(
    text: str, source: Source, view: View, is_column: Callable[[str], bool]
) -> list[Table]:
    """Every table, with spans into the working text. `is_column` knows the words of a header."""
    formal = _of_source(source, view)
    return formal or [*_drawn(text), *_tabbed(text, is_column), *_stacked(text, is_column)]


def _of_source(source: Source, view: View) -> list[Table]:
    found = []
    for grid in source_tables(source):
        rows = [[_cell(view, span) for span in line] for line in grid]
        rows = [cells for cells in rows if any(cells)]
        if len(rows) > 1:
            found.append(Table(rows))
    return found


def _cell(view: View, span: Span | None) -> Cell:
    if span is None:
        return []
    start, end = view.view_offset(span.start), view.view_offset(span.end)
    return [Span(start, end)] if start < end else []


def _drawn(text: str) -> list[Table]:
    found: list[Table] = []
    block: list[re.Match[str]] = []
    for line in [*_DRAWN.finditer(text), None]:
        if line is not None and (not block or line.start() - block[-1].end() <= 1):
            block.append(line)
            continue
        if len(block) > 2:
            found.append(Table(_records(block)))
        block = [line] if line is not None else []
    return [table for table in found if len(table.rows) > 1]


def _records(lines: list[re.Match[str]]) -> list[list[Cell]]:
    """Rows parted by rules where there are rules between them, else one a line.

    A cell goes on until a rule crosses its own column, so a merged cell is shared by its rows.
    """
    split = [_cells(line) for line in lines]
    ruled = sum(all(cell is None for cell in cells) for cells in split) > 2
    rows: list[list[Cell]] = []
    current: list[Cell] = []
    for cells in split:
        if len(cells) != len(current):
            current = [[] for _ in cells]
            fresh = True
        elif not ruled:
            fresh = bool(cells and (cells[0] or any(cells[:2])))
        if not ruled and all(cell is None for cell in cells):
            continue
        for column, cell in enumerate(cells):
            if cell is None or (not ruled and fresh):
                current[column] = []
            if cell:
                current[column].append(cell)
        if ruled:
            fresh = fresh or cells[0] is None
        words = any(cell for cell in cells)
        if words and fresh:
            rows.append(list(current))
            fresh = False
        elif words and rows:
            rows[-1] = list(current)
    return [row for row in rows if any(row)]


def _cells(line: re.Match[str]) -> list[Span | None]:
    """The cells of a line: None where a rule crosses the column, an empty span where blank."""
    found: list[Span | None] = []
    words = line[0]
    bars = [m.start() for m in _BAR.finditer(words)]
    if len(bars) < 2:
        return [None]
    for left, right in zip(bars, bars[1:], strict=False):
        inner = words[left + 1 : right]
        plain = inner.strip(" \t　*")
        start = line.start() + left + 1 + (inner.find(plain) if plain else 0)
        found.append(None if _RULE.match(inner) else Span(start, start + len(plain)))
    return [cell if cell is None or cell.start < cell.end else Span(0, 0) for cell in found]


def _tabbed(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
    """Lines of cells parted by tabs below a line of column names."""
    block: list[list[Cell]] = []
    for line in [*_LINE.finditer(text), None]:
        cells = [] if line is None else _between_tabs(line)
        if block and len(cells) >= len(block[0]) - 1 > 0:
            block.append(cells)
            continue
        if len(block) > 1:
            yield Table(block)
        named = [span for cell in cells for span in cell if is_column(text[slice(*span)])]
        block = [cells] if len(named) >= 2 else []


def _between_tabs(line: re.Match[str]) -> list[Cell]:
    found: list[Cell] = []
    at = line.start()
    for words in line[0].split("\t"):
        plain = words.strip(" 　")
        start = at + words.find(plain)
        found.append([Span(start, start + len(plain))] if plain else [])
        at += len(words) + 1
    return found if len(found) > 1 else []


def _stacked(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
    """Three or more lines that are column names, then as many cells for each row."""
    lines = [_bare(m) for m in _LINE.finditer(text)]
    i = 0
    while i < len(lines):
        width = 0
        while i + width < len(lines) and is_column(text[slice(*lines[i + width])]):
            width += 1
        if width >= 3:
            rows = list(_stacked_rows(text, lines[i + width :], width))
            if len(rows) > 1:
                header = [[span] for span in lines[i : i + width]]
                yield Table([header, *rows])
                i += width * len(rows)
        i += max(width, 1)


def _bare(m: re.Match[str]) -> Span:
    words = m[0].rstrip(" \t　|")
    lead = len(words) - len(words.lstrip(" \t　|"))
    return Span(m.start() + lead, m.start() + len(words))


def _stacked_rows(text: str, lines: Sequence[Span], width: int) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for span in lines:
        words = text[span.start : span.end]
        if re.match(r"[【〔]|上一篇|下一篇|附件|联系人|注[：:]", words):
            break
        if row and _CLOCK.match(words) and len(words) < 20:
            row[-1].append(span)
            continue
        if len(row) == width:
            yield row
            row = []
        row.append([span])
    if len(row) == width:
        yield row
