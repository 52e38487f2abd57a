"""Columns made of blanks or commas: below a header, or telling by themselves what they hold.

These are read from the source as given: the working text has its blanks evened out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.clean import View
from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.model import Span
from banjie_reader.tables.columns import is_column
from banjie_reader.tables.fitting import (
    AFTER,
    BLANKS,
    STACKED,
    Loose,
    fitted_table,
    is_date,
    is_place,
)
from banjie_reader.tables.table import Cell, Table
from banjie_reader.wordlists import simplified

_GAP = re.compile(r"[ \t　](?:[ \t　]+|(?<=\t))")
_LABEL = re.compile(r"[一-龥]{2,6}[：:]")  # 时间：3月  地点：… are fields, not columns
_COMMA = re.compile("[，,]")
_ONE_STOP = re.compile(r"[^。；;：:\n]+[。；;]?\s*")
_ENDS = " \t　。；;"
_LONGEST = 60  # characters of a line parted by commas
_WORDS = re.compile(r"(?<!\S)[一-龥][ 　]{1,4}[一-龥](?!\S)|\S+")  # 序 号 is one
_FEWEST = 3
_WIDEST = 5  # columns
_MOST_STRANGE = 2  # names right of those that are known


def headed_tables(source_text: str, view: View) -> Iterator[Table]:
    """Tables below a line of column names, on lines of their own or on the same line."""
    names: list[Span] = []
    cells: list[Loose] = []
    for line in [*FILLED_LINE.finditer(source_text), None]:
        if not names and line is not None and len(line[0].split(None, _FEWEST)) < _FEWEST:
            continue  # no header: most lines, and quick to see
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
    rest = len(words) - known[-1] - 1 if known else 0
    names = words if rest <= _MOST_STRANGE else words[: known[-1] + 1]
    return names if len(known) >= _FEWEST and len(names) < 2 * len(known) else []


def _shown(view: View, cell: Cell) -> Cell:
    return [span for part in cell for span in _cell(view, part)]


def nameless_tables(source_text: str, view: View) -> Iterator[Table]:
    """Three or more lines of as many columns that tell by themselves what they hold."""
    for parted in (_GAP, _COMMA):
        if parted is _GAP and not _GAP.search(source_text):
            continue
        block: list[list[Span]] = []
        for line in [*FILLED_LINE.finditer(source_text), None]:
            cells = [] if line is None else _columns(line, parted)
            if cells and (not block or len(cells) == len(block[0])):
                block.append(cells)
                continue
            fields = _fields(source_text, block) if len(block) >= _FEWEST else {}
            if "when" in fields.values() or (parted is _GAP and fields and _ends_in_place(fields)):
                yield Table([[_cell(view, span) for span in row] for row in block], fields)
            block = [cells] if cells else []


def _ends_in_place(fields: dict[int, str]) -> bool:
    """Whether the last column that is known tells a place, right of the title."""
    return fields[max(fields)] == "where"


def _fields(source_text: str, block: list[list[Span]]) -> dict[int, str]:
    """What the columns hold: nearly always a time, nearly always a place, and what is left."""
    fields: dict[int, str] = {}
    for column in range(len(block[0])):
        words = [simplified(source_text[slice(*row[column])]) for row in block]
        for field, fits in (("when", is_date), ("where", is_place)):
            if field not in fields.values() and sum(map(fits, words)) * 4 >= len(words) * 3:
                fields[column] = field
                break
    free = [column for column in range(len(block[0])) if column not in fields]
    return {free[0]: "title"} | fields if free and fields else {}


def _columns(line: re.Match[str], parted: re.Pattern[str]) -> list[Span]:
    """The columns of a line: words with wide gaps, or else commas, between them."""
    if parted is _COMMA and not (len(line[0]) <= _LONGEST and _ONE_STOP.fullmatch(line[0])):
        return []
    parts = parted.split(line[0])
    if len(parts) == 1 or any(map(_LABEL.match, parts)):
        return []
    found = []
    at = line.start()
    for words in parts:
        start = line.string.index(words, at)
        at = start + len(words)
        if plain := words.strip(_ENDS):
            begin = start + words.index(plain) + (parted is _COMMA and plain[0] in "在于於")
            found.append(Span(begin, start + words.index(plain) + len(plain)))
    return found if 2 <= len(found) <= _WIDEST else []


def _cell(view: View, span: Span) -> Cell:
    start, end = view.view_offset(span.start), view.view_offset(span.end)
    return [Span(start, end)] if start < end else []
