"""Cells that lost their grid, put back under the names of their columns by what they say.

A page that lost its grid leaves a header and a run of cells. Where a cell covered several rows,
the rows below have one cell less, and counting does not tell which. So every way of putting the
run into rows has a price: each cell has one against its column, each column left out has one, and
each cell read is worth something. The cheapest way is the reading; the table ends where going on
costs more than it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from banjie_reader.model import Span
from banjie_reader.tables.columns import named_columns
from banjie_reader.tables.table import Cell, Table
from banjie_reader.wordlists import any_of, simplified, wordlist

_UNITS = wordlist("units")
_PLACE = re.compile(rf"(?:{any_of({simplified(w) for w in _UNITS['places']})})[内外旁前边口]?$")
_UNIT = re.compile(rf"(?:{any_of({simplified(w) for w in _UNITS['endings']})})(?=[、，,；;\s]|$)")
_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]?")
_DATE = re.compile(
    r"(?:\d{2,4}\s?年\s?)?\d{1,2}(?:\s?[-—~～至、]\s?\d{1,2})?\s?[月/][^，。]{0,24}"
    r"|\d{1,2}(?:[-—~～至、]\d{1,2})?日[^，。]{0,12}|\d{4}[-./]\d{1,2}[-./]\d{1,2}[^，。]{0,16}"
    r"|(?:每|逢|全年|长期|常年|持续|年内|年底|[上下]半年|第?[一二三四]季度|待定|\d{4}年)[^，。]{0,10}"
    r"|[一二三四五六七八九十]{1,3}月(?:份|[上中下]旬|[初底末]前?|[一二三四五六七八九十]{1,3}日)?"
    r"|(?:寒假|暑假|[五十]一|国庆|春节|元宵|端午|中秋|重阳)(?:期间|前后|前|节|假期)?"
)
_CLOCK = re.compile(r"(?:[上下]午|晚上?|中午)?\s?\d{1,2}[:：.]\d{2}[^，。]{0,16}|[上下]午|晚上")
# What stands below a table, not in it.
AFTER = re.compile(
    r"[【〔]|上一篇|下一篇|附件|联系人|聯絡|查[询詢]|(?:备?注|備註|说明|說明)[：:]"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_UNIT_FIELDS = {"lead", "responsible", "cooperating"}

# What a cell costs against a column, by what each of them is.
_PRICE = {
    ("next", "number"): 0.0, ("next", "when"): 3.0, ("next", "words"): 2.0, ("next", "other"): 2.0,
    ("number", "number"): 0.0, ("number", "when"): 3.0, ("number", "words"): 2.0,
    ("date", "number"): 3.0, ("date", "when"): 0.0, ("date", "words"): 2.0,
    ("clock", "number"): 3.0, ("clock", "when"): 0.3, ("clock", "words"): 2.0,
    ("words", "number"): 3.0, ("words", "when"): 1.3, ("words", "words"): 0.0,
    ("number", "other"): 0.2, ("date", "other"): 1.0, ("clock", "other"): 0.4,
    ("words", "other"): 0.2,
}  # fmt: skip
_PRICED_AS = {"target": "other", "signup": "when"}
_STRANGE = 0.3  # words that are no place below 地点, no unit below 责任单位
_WORTH = 0.6  # of a cell that is read
_LEFT_OUT = {"left": 0.2, "middle": 1.2, "right": 0.5}
_MERGED = 0.6  # once for a row that begins under cells of the row above
_CUT = 0.4  # once for a row that ends before its last column
_NEVER = 100.0
_GOES_ON = 0.9  # a line that goes on with the cell above it
_DEAREST = 0.3  # a cell, on the average of a table that is one


class Loose(NamedTuple):
    """A cell out of its grid; an empty one has an empty span."""

    span: Span
    opens: bool  # whether it is the first of its line


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines say about the rows.

    The price of a row inside a line, of a line inside a row, and of words that go on with the cell
    before them; and what a cell may cost on the average of what is a table.
    """

    inside: float = 0.0
    across: float = 0.0
    goes_on: float = _GOES_ON
    dearest: float = _DEAREST


STACKED = Lines()
_ONE_LINE = Lines(inside=_NEVER, across=_NEVER, goes_on=_NEVER, dearest=2 * _DEAREST)
BLANKS = Lines(inside=1.0, across=0.5)


class _Step(NamedTuple):
    score: float
    before: int | None  # the column of the cell before
    act: str  # "row", "next", "more" or "drop"


_Steps = dict[int, _Step]


def is_date(words: str) -> bool:
    """Whether a cell is a time and nothing else."""
    return _DATE.fullmatch(words) is not None


def is_place(words: str) -> bool:
    """Whether a cell, in simplified characters, ends as places do."""
    return _PLACE.search(words) is not None


def fitted_table(
    text: str, names: Sequence[Span], cells: Sequence[Loose], lines: Lines
) -> Table | None:
    """The table of a header and the cells below it, where they fit."""
    columns = named_columns([text[slice(*span)] for span in names])
    if "title" not in columns.values():
        return None
    rows = fitted_rows(text, columns, len(names), cells, lines)
    return Table([[[span] for span in names], *rows]) if rows else None


def fitted_rows(
    text: str, columns: Mapping[int, str], width: int, cells: Sequence[Loose], lines: Lines
) -> list[list[Cell]]:
    """The rows of a table below its header, as far as the cells fit; none when they do not."""
    fit = _Fit(text, columns, width, lines)
    table: list[_Steps] = []
    ordinals = _ordinals(text, cells) if "number" in columns.values() else set()
    for at, cell in enumerate(cells):
        table.append(fit.step(table[-1] if table else None, cell, at in ordinals))
        if not table[-1]:
            break
    ends = [
        (step.score - fit.rest(c), i, c) for i, row in enumerate(table) for c, step in row.items()
    ]
    if not ends:
        return []
    worth, last, column = max(ends)
    rows = _rows(table, cells, last, column, width)
    told = sum(bool(cell) for row in rows for cell in row)
    if told == 0 or _WORTH - worth / told > lines.dearest:
        return []
    return filled_rows(rows, columns)


def fitted_line(
    text: str, columns: Mapping[int, str], width: int, cells: Sequence[Loose]
) -> list[Cell]:
    """The cells of a line that is a row: by their count, or as they fit where some are left out."""
    if len(cells) < width:
        rows = fitted_rows(text, columns, width, cells, _ONE_LINE)
        if len(rows) == 1:
            return rows[0]
    placed: list[Cell] = [[cell.span] if cell.span.start < cell.span.end else [] for cell in cells]
    return [*placed, *([] for _ in range(width - len(placed)))]


class _Fit:
    """The prices of one table."""

    def __init__(self, text: str, columns: Mapping[int, str], width: int, lines: Lines) -> None:
        self._text, self._columns, self._width, self._lines = text, columns, width, lines
        self._one_when = sum(field == "when" for field in columns.values()) == 1
        must = _must_stand(columns)
        self._gaps = {
            side: [0.0, *accumulate(_NEVER if c in must else price for c in range(width))]
            for side, price in _LEFT_OUT.items()
        }

    def _gap(self, side: str, first: int, stop: int) -> float:
        return self._gaps[side][stop] - self._gaps[side][first]

    def _head(self, column: int) -> float:
        """What beginning a row at this column costs."""
        return self._gap("left", 0, column) + (_MERGED if column else 0.0)

    def rest(self, column: int) -> float:
        """What leaving out the columns right of this one costs."""
        return self._gap("right", column + 1, self._width) + _CUT * (column + 1 < self._width)

    def step(self, before: _Steps | None, cell: Loose, ordinal: bool) -> _Steps:
        """The best way to every column that this cell can stand in."""
        words = self._text[slice(*cell.span)]
        kind = "next" if ordinal else _kind(words)
        if before is None:
            ways = {
                c: _Step(self._worth(words, kind, c) - self._head(c), None, "row")
                for c in range(self._width)
            }
        else:
            closed = max(((s.score - self.rest(c), c) for c, s in before.items()))
            ways = {c: self._best(before, closed, cell, kind, c) for c in range(self._width)}
        floor = max(way.score for way in ways.values()) - _NEVER / 2
        return {c: way for c, way in ways.items() if way.score > max(floor, -_NEVER / 2)}

    def _best(
        self, before: _Steps, closed: tuple[float, int], cell: Loose, kind: str, column: int
    ) -> _Step:
        words = self._text[slice(*cell.span)]
        worth = self._worth(words, kind, column)
        opening = 0.0 if cell.opens else self._lines.inside
        crossing = self._lines.across if cell.opens else 0.0
        score = closed[0] - self._head(column) + worth - opening
        ways = [_Step(score, closed[1], "row")]
        for other, step in before.items():
            if other < column:
                gap = self._gap("middle", other + 1, column)
                ways.append(_Step(step.score - gap + worth - crossing, other, "next"))
        if column in before:
            more = 0.0 if self._is_clock_below(words, column) else self._lines.goes_on
            kept = before[column].score
            ways.append(_Step(kept - (more if words else 0.1), column, "more" if words else "drop"))
        return max(ways)

    def _is_clock_below(self, words: str, column: int) -> bool:
        """A time of day below a date belongs to it, unless times of day have their own column."""
        timed = self._columns.get(column) == "when" and self._one_when
        return timed and _CLOCK.fullmatch(words) is not None

    def _worth(self, words: str, kind: str, column: int) -> float:
        if not words:
            return -0.1
        field = self._columns.get(column, "other")
        field = _PRICED_AS.get(field, field)
        if field in {"number", "when", "other"}:
            return _WORTH - _PRICE[kind, field]
        price = _PRICE[kind, "words"]
        if kind == "words":
            plain = simplified(words)
            place, unit = _PLACE.search(plain), _UNIT.search(plain)
            odd = (field == "where" and not place) or (field in _UNIT_FIELDS and not unit)
            price += _STRANGE if odd else 0.0
        return _WORTH - price


def _ordinals(text: str, cells: Sequence[Loose]) -> set[int]:
    """The cells that count on from 1: each the number of a row, unless there is but one."""
    found: list[int] = []
    for at, cell in enumerate(cells):
        if text[slice(*cell.span)].strip("（()）、.．") == str(len(found) + 1):
            found.append(at)
    return set(found) if len(found) > 1 else set()


def _kind(words: str) -> str:
    if _NUMBER.fullmatch(words):
        return "number"
    if _DATE.fullmatch(words):
        return "date"
    return "clock" if _CLOCK.fullmatch(words) else "words"


def _must_stand(columns: Mapping[int, str]) -> set[int]:
    """Columns that no row is without: the title, unless a content can stand for it."""
    if "content" in columns.values():
        return set()
    return {c for c, field in columns.items() if field == "title"}


def _rows(
    table: list[_Steps], cells: Sequence[Loose], last: int, column: int, width: int
) -> list[list[Cell]]:
    """The rows along the best way, read back from its last cell."""
    placed: list[tuple[str, int, Span]] = []
    at: int | None = column
    for i in range(last, -1, -1):
        if at is None:
            break
        step = table[i][at]
        placed.append((step.act, at, cells[i].span))
        at = step.before
    rows: list[list[Cell]] = []
    for act, at, span in reversed(placed):
        if act == "row":
            rows.append([[] for _ in range(width)])
        if act != "drop" and span.start < span.end:
            rows[-1][at].append(span)
    return rows


def filled_rows(rows: list[list[Cell]], columns: Mapping[int, str]) -> list[list[Cell]]:
    """A cell left out at the head of a row is that of the row above, except number and title."""
    for above, row in pairwise(rows):
        for column, (cell, upper) in enumerate(zip(row, above, strict=False)):
            if cell:
                break
            if columns.get(column) not in {"number", "title", "content"}:
                row[column] = upper
    return rows
