"""Tables without lines: cells parted by tabs, or stacked one a line below their header.

A stacked table is what a web page leaves of a table: the names of its columns, then its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from banjie_reader.model import Span
from banjie_reader.tables.table import Cell, Table

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CLOCK = re.compile(r"(?:[上下]午|晚上?)?\s?\d{1,2}[:：.]\d{2}|(?:[上下]午|晚上)")
_AFTER = re.compile(r"[【〔]|上一篇|下一篇|附件|联系人|注[：:]")


def tabbed_tables(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
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


def stacked_tables(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
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
        if _AFTER.match(words):
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
