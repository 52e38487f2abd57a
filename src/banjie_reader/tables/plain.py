"""Tables without a grid: cells parted by tabs or bars, or stacked one a line.

Each has a header that names its columns; what stands below it is put into them by `fitting`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.model import Span
from banjie_reader.tables.columns import column_field, is_column, named_columns
from banjie_reader.tables.fitting import (
    AFTER,
    STACKED,
    Loose,
    filled_rows,
    fitted_line,
    fitted_table,
)
from banjie_reader.tables.table import Table

_BARS = "|｜│"
_PADS = " \t　"
_LONE_BARS = frozenset(_BARS)
_CELL_LINES = 4
_CAPTION = re.compile(r"[^\n:：]{1,30}[:：][ \t　]*(?=\S)")
_RULE = re.compile(r"[\s|+:：=─━\-]{3,}")
_DATA = re.compile(r"[\d一二三四五六七八九十]")
_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]?")
_FEWEST = 3  # columns of a table without bars
_FEWEST_BARRED = 2
_WIDEST = 12
_PARTING = 2  # lines between the groups of a table
_LONGEST_HEADING = 40
_SIGNED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_HALF = 2  # characters in the last line of a broken name
_STRANGE_NAME = 8
_MOST_STRANGE = 2  # names of columns that are not known, below those that are


def plain_tables(text: str) -> Iterator[Table]:
    """Every table without a grid, in order; none reaches into another."""
    lines = _between_bars(text, [Span(*m.span()) for m in FILLED_LINE.finditer(text)])
    at = 0
    while at < len(lines):
        found = _barred(text, lines, at) or _stacked(text, lines, at)
        if found is None:
            at += 1
            continue
        table, below = found
        if table is not None:
            yield table
            last = max(span.end for row in table.rows for cell in row for span in cell)
            while below < len(lines) and lines[below].start < last:
                below += 1
        at = below


def _between_bars(text: str, lines: list[Span]) -> list[Span]:
    """Lines of nothing but a bar part cells: the few lines between two of them are one cell."""
    bars = [at for at, line in enumerate(lines) if text[slice(*line)].strip(_PADS) in _LONE_BARS]
    lone = set(bars)
    if len(bars) < _FEWEST or any(
        at not in lone and _is_barred(text, lines[at]) for at in range(bars[0], bars[-1])
    ):
        return lines  # an empty cell of a row that ends each cell with a bar
    cells = lines[: bars[0]]
    for one, other in pairwise([*bars, len(lines)]):
        inner = lines[one + 1 : other]
        if other < len(lines) and 1 < len(inner) <= _CELL_LINES:
            inner = [Span(inner[0].start, inner[-1].end)]
        cells += inner
    return cells


_Found = tuple[Table | None, int]  # and the line to go on from


def _barred(text: str, lines: Sequence[Span], at: int) -> _Found | None:
    """Tabs or bars part the cells: each line is a row, which may leave cells out."""
    if not _is_barred(text, lines[at]):
        return None
    names = [cell.span for cell in _cells(text, lines[at], f"\t{_BARS}")]
    if sum(is_column(text[slice(*span)]) for span in names) < _FEWEST_BARRED:
        return None
    columns = named_columns([text[slice(*span)] for span in names])
    below, stop = _row_lines(text, lines, at + 1, len(names))
    parted = (_cells(text, line, f"\t{_BARS}") for line in below)
    rows = [fitted_line(text, columns, len(names), cells) for cells in parted]
    if not rows or "title" not in columns.values():
        return None, stop
    return Table([[[span] for span in names], *filled_rows(rows, columns)]), stop


def _row_lines(text: str, lines: Sequence[Span], first: int, width: int) -> tuple[list[Span], int]:
    """The rows below a header, and the line after them; headings of groups may part them."""
    rows: list[Span] = []
    end = first
    for at in range(first, len(lines)):
        line = lines[at]
        if not _is_barred(text, line):
            if at - end >= _PARTING or line.end - line.start > _LONGEST_HEADING:
                break
            continue
        if at > end and not (rows and _is_row(text, line, width)):
            break
        if not _RULE.fullmatch(text, *line):
            rows.append(line)
        end = at + 1
    return rows, end


def _is_row(text: str, line: Span, width: int) -> bool:
    """Whether a line of bars goes on with a table of so many columns above a heading."""
    cells = [cell.span for cell in _cells(text, line, f"\t{_BARS}")]
    return len(cells) == width and not any(is_column(text[slice(*span)]) for span in cells[:2])


def _is_barred(text: str, line: Span) -> bool:
    return any(mark in text[slice(*line)] for mark in f"\t{_BARS}")


def _cells(text: str, line: Span, marks: str) -> list[Loose]:
    """The cells of a line; a bar at either end frames it."""
    words = text[slice(*line)]
    framed = words.lstrip(_PADS)[:1] in _BARS
    at = line.start + (words.index(words.lstrip(_PADS)[0]) + 1 if framed else 0)
    found: list[Loose] = []
    for part in re.split(f"[{marks}]", text[at : line.end]):
        plain = part.strip(f"{_PADS}*")
        start = at + (part.find(plain) if plain else 0)
        found.append(Loose(Span(start, start + len(plain)), not found))
        at += len(part) + 1
    while found and found[-1].span.start == found[-1].span.end:
        found.pop()
    return found


def _stacked(text: str, lines: Sequence[Span], at: int) -> _Found | None:
    """The table below three or more lines that are column names, one a line."""
    names = _stacked_names(text, lines, at)
    if len(names) < _FEWEST:
        return None
    below = next((k for k in range(at, len(lines)) if lines[k].start >= names[-1].end), len(lines))
    cells: list[Loose] = []
    stop = below
    while stop < len(lines) and not AFTER.match(text, *lines[stop]):
        if len(_stacked_names(text, lines, stop)) >= _FEWEST:
            break
        if not _RULE.fullmatch(text, *lines[stop]):
            cells.append(Loose(_bare(text, lines[stop]), True))
        stop += 1
    if [c for c in cells if _SIGNED.fullmatch(text, *c.span)] == cells[-1:]:
        del cells[-2:]  # who signs, and the day
    names = [_bare(text, span) for span in names]
    number = (
        k for k, span in enumerate(names) if named_columns([text[slice(*span)]]) == {0: "number"}
    )
    names = names[next(number, 0) :]
    return (fitted_table(text, names, cells, STACKED) if len(names) >= _FEWEST else None), below


def _stacked_names(text: str, lines: Sequence[Span], at: int) -> list[Span]:
    """The column names from a line on; before the first may stand a caption and a colon.

    Strange ones, as short, may stand between; below them only where the first cell is to hold a
    number or a date, and does.
    """
    if lines[at].end - lines[at].start > _LONGEST_HEADING:
        return []  # no name of a column, whatever stands before it
    caption = _CAPTION.match(text, *lines[at])
    first = Span(caption.end(), lines[at].end) if caption else lines[at]
    if not is_column(text[slice(*first)]):
        return []
    anchor = column_field(text[slice(*first)])
    names, strange = [first], 0
    for span in lines[at + 1 : at + 1 + _WIDEST]:
        words = text[slice(*_bare(text, span))]
        data = _NUMBER.fullmatch(words) if anchor == "number" else _DATA.search(words)
        if _is_broken(text, names[-1], span):
            names[-1] = Span(names[-1].start, span.end)
            strange = 0
        elif is_column(words):
            names.append(span)
            strange = 0
        elif len(words) <= _STRANGE_NAME and strange < _MOST_STRANGE and not data:
            names.append(span)
            strange += 1
        else:
            known = anchor in {"number", "when"} and data
            return names if known else names[: len(names) - strange]
    return names[: len(names) - strange]


def _is_broken(text: str, above: Span, below: Span) -> bool:
    """Whether two lines are one name in a narrow column: 责任 / 领导."""
    first, last = (text[slice(*_bare(text, span))] for span in (above, below))
    return len(last) == _HALF and not is_column(last) and is_column(first + last)


def _bare(text: str, span: Span) -> Span:
    """A line without the bar and the blanks around its words."""
    words = text[slice(*span)]
    plain = words.strip(f"{_PADS}{_BARS}")
    start = span.start + (words.find(plain) if plain else 0)
    return Span(start, start + len(plain))
