"""Columns made of blanks, without a header: a name, what it is, where it is held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.clean import View
from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.model import Span
from banjie_reader.tables.table import Cell, Table
from banjie_reader.wordlists import any_of, simplified, wordlist

_GAP = re.compile(r"[ \t　]{2,}|\t")
_PLACE = re.compile(rf"(?:{any_of(wordlist('units')['places'])})[内外旁前边口]?$")
_FEWEST = 3
_WIDEST = 5  # columns


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
    return [Span(view.view_offset(span.start), view.view_offset(span.end))]
