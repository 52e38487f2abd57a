"""Tables without lines: cells parted by tabs, or stacked one a line below their header.

A stacked table is what a web page leaves of a table: the names of its columns, then its cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.model import Span
from banjie_reader.tables.table import Cell, Table

_CLOCK = re.compile(r"(?:[上下]午|晚上?)?\s?\d{1,2}[:：.]\d{2}|(?:[上下]午|晚上)")
_NUMBERS = re.compile(r"(?:序号|序號|编号|編號)$")
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,4}[)）、.．]?")
_BARS = "|｜│"
_CAPTION = re.compile(r"[^\n:：]{1,30}[:：][ \t　]*(?=\S)")
_WHEN_COLUMN = re.compile(r"时间|日期|時間|时限|月份|期限")
_DATE_CELL = re.compile(r"(?:\d{4}\s?年\s?)?\d{1,2}\s?[月/][^，。]{0,24}$|每[周週月季]|逢")
_AFTER = re.compile(r"[【〔]|上一篇|下一篇|附件|联系人|注[：:]")


def tabbed_tables(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
    """Lines of cells parted by tabs below a line of column names."""
    block: list[list[Cell]] = []
    for line in [*FILLED_LINE.finditer(text), None]:
        cells = [] if line is None else _between_tabs(line)
        if block and 1 < len(cells) <= len(block[0]) + 1:  # empty cells at the end are cut off
            block.append(cells)
            continue
        if len(block) > 1:
            yield Table(block)
        named = [span for cell in cells for span in cell if is_column(text[slice(*span)])]
        block = [cells] if len(named) >= 2 else []


def _between_tabs(line: re.Match[str]) -> list[Cell]:
    """The cells of a line; bars part them too, unless the line is framed by them."""
    found: list[Cell] = []
    at = line.start()
    framed = line[0].strip(" 　")[0] in _BARS and line[0].strip(" 　")[-1] in _BARS
    for words in re.split("\t" if framed else f"[\t{_BARS}]", line[0]):
        plain = words.strip(" 　")
        start = at + words.find(plain)
        found.append([Span(start, start + len(plain))] if plain else [])
        at += len(words) + 1
    return found if len(found) > 1 else []


def stacked_tables(text: str, is_column: Callable[[str], bool]) -> Iterator[Table]:
    """Three or more lines that are column names, then as many cells for each row."""
    lines = [_bare(m) for m in FILLED_LINE.finditer(text)]
    i = 0
    while i < len(lines):
        header = _header(text, lines, i, is_column)
        names = _from_number(text, header)
        if len(names) >= 3:
            below = lines[i + len(header) :]
            rows = _rows_by_date(text, names, below) or list(_stacked_rows(text, below, len(names)))
            if len(rows) > 1 and _in_step(text, names, rows):
                yield Table([[[span] for span in names], *rows])
                i += sum(len(cell) for row in rows for cell in row)
        i += max(len(header), 1)


def _in_step(text: str, names: Sequence[Span], rows: list[list[Cell]]) -> bool:
    """Whether each row begins with its number; where a cell is left out, the rows slip."""
    if not _NUMBERS.match(text[slice(*names[0])]):
        return True
    first = [text[slice(*row[0][0])] for row in rows if row[0]]
    if not any(map(_NUMBER.fullmatch, first)):
        return True
    last = [text[slice(*span)] for cell in rows[-1] for span in cell]
    slipped = last[0].isdecimal() and str(int(last[0]) + 1) in last[1:]
    return all(map(_NUMBER.fullmatch, first)) and not slipped


def _header(
    text: str, lines: Sequence[Span], first: int, is_column: Callable[[str], bool]
) -> list[Span]:
    """The column names from a line on; before the first may stand a caption and a colon."""
    caption = _CAPTION.match(text, *lines[first])
    names = [Span(caption.end(), lines[first].end) if caption else lines[first]]
    for span in lines[first + 1 :]:
        if not is_column(text[slice(*names[-1])]):
            return names[:-1]
        names.append(span)
    return names


def _from_number(text: str, header: list[Span]) -> list[Span]:
    """A header begins at its 序号: what stands above is a caption."""
    at = (k for k, span in enumerate(header) if _NUMBERS.match(text[slice(*span)]))
    return header[next(at, 0) :]


def _rows_by_date(text: str, header: Sequence[Span], lines: Sequence[Span]) -> list[list[Cell]]:
    """Rows held in place by their dates, when some rows leave out the cells merged from above.

    Between two dates stand the cells right of the first, as many as the header says, and then
    those left of the second: fewer than the header says where a cell covers several rows.
    """
    named = [i for i, span in enumerate(header) if _WHEN_COLUMN.search(text[slice(*span)])]
    if not named:
        return []
    cells = _with_clocks(text, lines, len(named) == 1)
    rows: list[list[Cell]] = []
    at, start = named[0], 0
    for date, cell in enumerate(cells):
        if not _DATE_CELL.match(text[slice(*cell[0])]):
            continue
        left, end = date - start, date + len(header) - at
        if not 0 <= left <= at or end > len(cells) or (left < at and not rows):
            break
        rows.append([[] for _ in range(at - left)] + cells[start:end])
        start = end
    return rows if len(rows) > 1 else []


def _with_clocks(text: str, lines: Sequence[Span], joined: bool) -> list[Cell]:
    """The lines as cells; a time of day below a date belongs to it unless it has its column."""
    cells: list[Cell] = []
    for span in lines:
        words = text[slice(*span)]
        if _AFTER.match(words):
            break
        if joined and cells and _CLOCK.match(words) and len(words) < 20:
            cells[-1].append(span)
        else:
            cells.append([span])
    return cells


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
