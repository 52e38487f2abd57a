"""Which cells of a table of counts must not be shown, so that no small group is told.

Every cell below the threshold is hidden, margins like cells within, and nought like any other small
number: that nobody of a group said something tells of everybody in it (统计法实施条例 29(3)). Then
as many others as it takes that no sum gives a hidden one away. What is hidden says only that it is:
were small cells shown as "below ten" and the others not, the sums would tell more.

A table with its margins is a flow: each row a node, each column a node, each cell a pipe between
them. A hidden cell can have another value if, and only if, it lies on a circle of hidden cells
along which something can be added and taken away again (Gusfield, 1988); no count is below 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

Table = Sequence[Sequence[int]]
Place = tuple[int, int]
"""Row and column; the last of each is the total."""


def with_margins(inner: Table) -> list[list[int]]:
    """The table with a column and a row of totals."""
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def suppressed(inner: Table, threshold: int) -> set[Place]:
    """The places of `with_margins(inner)` to hide; none when every cell reaches the threshold."""
    table = with_margins(inner)
    small = {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < threshold}
    hidden = set(small)
    while told := next(recovered(table, hidden), None):
        hidden |= _circle(table, hidden, told)
    for place in sorted(hidden - small, key=lambda at: -table[at[0]][at[1]]):
        if next(recovered(table, hidden - {place}), None) is None:
            hidden.discard(place)
    return hidden


def recovered(table: Table, hidden: set[Place]) -> Iterator[Place]:
    """The hidden places that can have one value only, from what is shown and the sums."""
    steps, free = _steps(table, hidden), dict.fromkeys(hidden, 0)
    for place in sorted(hidden):
        tail, head = _pipe(table, place)
        grows = _way(steps, head, tail, free | {place: None}) is not None
        left = table[place[0]][place[1]] > 0
        if not grows and not (left and _way(steps, tail, head, free | {place: None}) is not None):
            yield place


Node = tuple[str, int]
Steps = dict[Node, list[tuple[Node, Place]]]


def _pipe(table: Table, place: Place) -> tuple[Node, Node]:
    """From where to where a cell flows: rows to columns, back from the totals to the rows."""
    row, column = ("row", place[0]), ("column", place[1])
    in_margins = (place[0] == len(table) - 1) + (place[1] == len(table[0]) - 1)
    return (column, row) if in_margins == 1 else (row, column)


def _steps(table: Table, places: Iterable[Place]) -> Steps:
    """Where a change can go on: along a cell, and against it while something is left."""
    found: Steps = {}
    for place in sorted(places):
        tail, head = _pipe(table, place)
        found.setdefault(tail, []).append((head, place))
        if table[place[0]][place[1]]:
            found.setdefault(head, []).append((tail, place))
    return found


def _way(
    steps: Steps, start: Node, goal: Node, costs: Mapping[Place, int | None]
) -> set[Place] | None:
    """The cells of the cheapest way from one node to another; a cell without a price is closed."""
    known: dict[Node, tuple[Node, Place] | None] = {}
    waiting: list[tuple[int, Node, tuple[Node, Place] | None]] = [(0, start, None)]
    while waiting:
        so_far, node, came = heappop(waiting)
        if node in known:
            continue
        known[node] = came
        if node == goal:
            return set(_back(known, goal))
        for other, place in steps.get(node, ()):
            price = costs[place]
            if price is not None and other not in known:
                heappush(waiting, (so_far + price, other, (node, place)))
    return None


def _back(known: Mapping[Node, tuple[Node, Place] | None], node: Node) -> Iterator[Place]:
    while came := known[node]:
        node, place = came
        yield place


def _circle(table: Table, hidden: set[Place], told: Place) -> set[Place]:
    """The cells that close a circle through the one that is told and take away the least: cells
    within before totals, small ones before large ones.
    """
    last, whole = (len(table) - 1, len(table[0]) - 1), table[-1][-1] + 1
    costs: dict[Place, int | None] = {}
    for r, row in enumerate(table):
        for c, count in enumerate(row):
            margins = (r == last[0]) + (c == last[1])
            costs[r, c] = 0 if (r, c) in hidden else 1 + count + margins * whole
    costs[told] = None
    tail, head = _pipe(table, told)
    way = _way(_steps(table, costs), head, tail, costs)
    if way is None:
        raise ValueError("no table: its sums close no circle")
    return way


def published(inner: Table, threshold: int, step: int) -> list[list[int | None]]:
    """The table with its margins as everybody may read it: rounded to the step, None for what is
    hidden. A rounded sum need not be the sum of what is rounded.
    """
    table, hidden = with_margins(inner), suppressed(inner, threshold)
    return [
        [None if (r, c) in hidden else rounded(count, step) for c, count in enumerate(row)]
        for r, row in enumerate(table)
    ]


def rounded(count: int, step: int) -> int:
    """The nearest multiple of the step; the greater of two that are as near."""
    return (2 * count + step) // (2 * step) * step
