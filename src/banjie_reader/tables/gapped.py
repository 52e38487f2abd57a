"""Columns made of blanks: below a header, or without one a name, what it is, where it is held.

These are read from the source as given: the working text has its blanks evened out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.clean import View
from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.model import Span
from banjie_reader.tables.columns import is_column
from banjie_reader.tables.fitting import AFTER, BLANKS, STACKED, Loose, fitted_table
from banjie_reader.tables.table import Cell, Table
from banjie_reader.wordlists import any_of, simplified, wordlist

_GAP = re.compile(r"[ \t　]{2,}|\t")
_PLACE = re.compile(rf"(?:{any_of(wordlist('units')['places'])})[内外旁前边口]?$")
_WORDS = re.compile(r"\S+")
_FEWEST = 3
_WIDEST = 5  # columns


def headed_tables(source_text: str, view: View) -> Iterator[Table]:
    """Tables below a line of column names, on lines of their own or on the same line."""
    names: list[Span] = []
    cells: list[Loose] = []
    for line in [*FILLED_LINE.finditer(source_text), None]:
        words = (
            []
            if line is None
            else [Span(*m.span()) for m in _WORDS.finditer(line.string, *line.span())]
        )
        header = _header(source_text, words)
        if line is None or header or AFTER.match(source_text, words[0].start):
            way = BLANKS if any(cell.opens for cell in cells) else STACKED
            if names and (table := fitted_table(source_text, names, cells, way)):
                yield Table([[_shown(view, cell) for cell in row] for row in table.rows])
            names, cells = header, []
        if names:
            below = words[len(header) :]
            cells += [Loose(span, k == 0 and not header) for k, span in enumerate(below)]


def _header(source_text: str, words: list[Span]) -> list[Span]:
    """The column names that a line begins with, when they are enough."""
    known = [
        k for k, span in enumerate(words[: _WIDEST * 2]) if is_column(source_text[slice(*span)])
    ]
    names = words[: known[-1] + 1] if known else []
    return names if len(known) >= _FEWEST and len(names) < 2 * len(known) else []


def _shown(view: View, cell: Cell) -> Cell:
    return [span for part in cell for span in _cell(view, part)]


def gapped_tables(source_text: str, view: View) -> Iterator[Table]:
    """Three or more lines of as many columns whose last nearly always tells a place."""
    block: list[list[Span]] = []
    for line in [*FILLED_LINE.finditer(source_text), None]:
        cells = [] if line is None else _columns(line)
        if cells and (not block or len(cells) == len(block[0])):
            block.append(cells)
            continue
        places = sum(_is_place(source_text, row[-1]) for row in block)
        if len(block) >= _FEWEST and places * 4 >= len(block) * 3:
            rows = [[_cell(view, span) for span in row] for row in block]
            yield Table(rows, {0: "title", len(block[0]) - 1: "where"})
        block = [cells] if cells else []


def _columns(line: re.Match[str]) -> list[Span]:
    """The columns of a line: words with wide gaps between them."""
    found = []
    at = line.start()
    for words in _GAP.split(line[0]):
        start = line.string.index(words, at)
        at = start + len(words)
        if words.strip():
            found.append(Span(start, at))
    return found if 2 <= len(found) <= _WIDEST else []


def _is_place(source_text: str, span: Span) -> bool:
    return bool(_PLACE.search(simplified(source_text[span.start : span.end].strip())))


def _cell(view: View, span: Span) -> Cell:
    start, end = view.view_offset(span.start), view.view_offset(span.end)
    return [Span(start, end)] if start < end else []
