"""Tables drawn with lines: the lines make a grid, a missing line merges two of its places."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from banjie_reader.inputs.layout.page import Page, Row, Rule, Word
from banjie_reader.inputs.layout.rows import head_width, rows_of
from banjie_reader.source import CELL_BREAK, Cell

_NEAR = 3.0  # points: two lines so close are one
_SHORTEST = 6.0
_PLACES = 5000  # in one grid
_GRIDS = 50  # on one page
_SLACK = 0.35  # in ems: spaces that a PDF leaves out of its words
_PADDING = 0.9  # in ems: what a cell leaves free at its two sides, at least


@dataclass(slots=True)
class Grid:
    """A ruled table: the places of its lines, and its cells."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell]
    page: int


def tables_of(page: Page) -> tuple[list[Grid], list[Word]]:
    """The ruled tables of a page, from the top, and the words outside them."""
    grids = []
    words = page.words
    for rules in _components(page.rules):
        xs = _places(rule.x0 for rule in rules if _is_upright(rule))
        ys = _places(rule.y0 for rule in rules if not _is_upright(rule))
        if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) < 6 or len(xs) * len(ys) > _PLACES:
            continue  # a frame around text, an underline, or a drawing
        inside = [word for word in words if _is_inside(word, xs, ys)]
        if inside:
            words = [word for word in words if not _is_inside(word, xs, ys)]
            grids.append(Grid(xs, ys, _cells(rules, xs, ys, inside), page.number))
    return sorted(grids, key=lambda grid: grid.ys[0]), words


def _is_upright(rule: Rule) -> bool:
    return rule.y1 - rule.y0 > rule.x1 - rule.x0


def _is_inside(word: Word, xs: list[float], ys: list[float]) -> bool:
    x, y = word.middle
    return xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]


def _places(values: Iterable[float]) -> list[float]:
    """The distinct places among `values`."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _components(rules: list[Rule]) -> list[list[Rule]]:
    """Lines that touch each other, as groups: each may be a table."""
    long = [rule for rule in rules if max(rule.x1 - rule.x0, rule.y1 - rule.y0) >= _SHORTEST]
    long.sort(key=lambda rule: rule.y0)
    group = list(range(len(long)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for index, rule in enumerate(long):
        for other in range(index + 1, len(long)):
            if long[other].y0 > rule.y1 + _NEAR:
                break
            apart = long[other].x0 > rule.x1 + _NEAR or rule.x0 > long[other].x1 + _NEAR
            if not apart:
                group[root(other)] = root(index)
    found: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(long):
        found[root(index)].append(rule)
    parts = sorted(found.values(), key=len, reverse=True)[:_GRIDS]
    return [part for part in parts if len(part) >= 4]


def _cells(rules: list[Rule], xs: list[float], ys: list[float], words: list[Word]) -> list[Cell]:
    walls = _Lines(rules, xs, ys)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    shapes: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in owner:
                high, wide = shapes[row, column] = walls.shape(row, column)
                for down in range(high):
                    for across in range(wide):
                        owner.setdefault((row + down, column + across), (row, column))
    content: dict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in words:
        x, y = word.middle
        content[owner[_index(ys, y), _index(xs, x)]].append(word)
    return [
        Cell(_text(content[row, column], xs[column + wide] - xs[column]), row, column, high, wide)
        for (row, column), (high, wide) in shapes.items()
    ]


def _index(places: list[float], value: float) -> int:
    return min(bisect_right(places, value), len(places) - 1) - 1


def _text(words: list[Word], width: float) -> str:
    rows = rows_of(words, 0)
    padding = _PADDING * max((row.size for row in rows), default=1.0)
    return join_lines(rows, width - padding)


class _Lines:
    """Where the lines of a grid are drawn and where they are left out."""

    def __init__(self, rules: list[Rule], xs: list[float], ys: list[float]) -> None:
        self._xs, self._ys = xs, ys
        self._upright: dict[int, list[Rule]] = defaultdict(list)
        self._level: dict[int, list[Rule]] = defaultdict(list)
        for rule in rules:
            if _is_upright(rule):
                self._upright[bisect_right(xs, rule.x0 + _NEAR / 2) - 1].append(rule)
            else:
                self._level[bisect_right(ys, rule.y0 + _NEAR / 2) - 1].append(rule)

    def shape(self, row: int, column: int) -> tuple[int, int]:
        """How many rows and columns the cell that begins here covers."""
        middle = (self._ys[row] + self._ys[row + 1]) / 2
        wide = 1
        while column + wide < len(self._xs) - 1 and not any(
            rule.y0 <= middle <= rule.y1 for rule in self._upright[column + wide]
        ):
            wide += 1
        middle = (self._xs[column] + self._xs[column + wide]) / 2
        high = 1
        while row + high < len(self._ys) - 1 and not any(
            rule.x0 <= middle <= rule.x1 for rule in self._level[row + high]
        ):
            high += 1
        return high, wide


def join_lines(rows: list[Row], room: float) -> str:
    """The lines of a cell: one that had no room for more runs on into the next."""
    text = ""
    for row, below in zip_longest(rows, rows[1:]):
        text += row.text
        if below is not None:
            em = max(row.size, 1.0)
            left = room - (row.right - row.left)
            text += "" if left < (head_width(below.text) + _SLACK) * em else CELL_BREAK
    return text
