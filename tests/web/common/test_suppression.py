"""Small groups cannot be computed from a table's sums."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest

from banjie.common.suppression import Place, recovered, suppressed, with_margins

K = 10


def lines(height: int, width: int) -> list[list[tuple[Place, int]]]:
    """The sums anybody knows of: of each row and column, cells less their total are nought."""
    rows = [[((r, c), 1 if c < width - 1 else -1) for c in range(width)] for r in range(height)]
    columns = [[((r, c), 1 if r < height - 1 else -1) for r in range(height)] for c in range(width)]
    return rows + columns


def equations(table: list[list[int]], hidden: set[Place]) -> list[tuple[dict[Place, int], int]]:
    """Each sum over what is hidden, and what it comes to."""
    found = []
    for line in lines(len(table), len(table[0])):
        known = sum(sign * table[at[0]][at[1]] for at, sign in line if at not in hidden)
        found.append(({at: sign for at, sign in line if at in hidden}, -known))
    return found


def eliminated(table: list[list[int]], hidden: set[Place]) -> set[Place]:
    """What the sums alone determine: rows of the reduced system with one unknown."""
    places = sorted(hidden)
    rows = [
        [Fraction(terms.get(at, 0)) for at in places] + [Fraction(value)]
        for terms, value in equations(table, hidden)
    ]
    done = 0
    for column in range(len(places)):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for r, row in enumerate(rows):
            if r != done and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    single = [[n for n, x in enumerate(row[:-1]) if x] for row in rows[:done]]
    return {places[found[0]] for found in single if len(found) == 1}


def bounded(table: list[list[int]], hidden: set[Place]) -> set[Place]:
    """What is determined when nothing can be below 0: bounds narrowed until they stand."""
    most = 10**9
    low, high = dict.fromkeys(hidden, 0), dict.fromkeys(hidden, most)
    known, moved = equations(table, hidden), True
    while moved:
        moved = False
        for terms, value in known:
            for at, sign in terms.items():
                others = [(o, s) for o, s in terms.items() if o != at]
                least = sum(s * (low[o] if s > 0 else high[o]) for o, s in others)
                greatest = sum(s * (high[o] if s > 0 else low[o]) for o, s in others)
                ends = sorted((sign * (value - greatest), sign * (value - least)))
                new = max(low[at], ends[0]), min(high[at], ends[1])
                if new != (low[at], high[at]):
                    low[at], high[at], moved = *new, True
    return {at for at in hidden if low[at] == high[at]}


def drawn(draw: random.Random) -> list[list[int]]:
    small = draw.random()
    return [
        [draw.randrange(K) if draw.random() < small else draw.randrange(60) for _c in range(width)]
        for width in [draw.randrange(2, 6)]
        for _r in range(draw.randrange(2, 7))
    ]


def test_a_thousand_tables_give_nothing_away() -> None:
    draw = random.Random(29)
    for _number in range(1000):
        inner = drawn(draw)
        table, hidden = with_margins(inner), suppressed(inner, K)
        assert {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < K} <= hidden
        assert not eliminated(table, hidden), inner
        assert not bounded(table, hidden), inner


def every_filling(table: list[list[int]], hidden: set[Place]) -> set[Place]:
    """What has one value in all the tables that look the same, each of them tried."""
    places = sorted(hidden)
    tried: dict[Place, set[int]] = {at: set() for at in places}
    known = equations(table, hidden)
    for values in product(range(8), repeat=len(places)):
        said = dict(zip(places, values, strict=True))
        if all(sum(sign * said[at] for at, sign in terms.items()) == n for terms, n in known):
            for at, value in said.items():
                tried[at].add(value)
    return {at for at, values in tried.items() if len(values) == 1}


def test_recovered_is_what_trying_every_table_finds() -> None:
    """Hidden at random, so that much is told; small numbers, so that all can be tried."""
    draw = random.Random(31)
    for _number in range(150):
        table = with_margins([[draw.randrange(3) for _c in range(2)] for _r in range(2)])
        inside = list(product(range(2), range(3)))
        hidden = set(draw.sample(inside, draw.randrange(1, 5)))
        assert set(recovered(table, hidden)) == every_filling(table, hidden), (table, hidden)


@pytest.mark.parametrize(
    ("inner", "hidden"),
    [
        ([[20, 30], [40, 50]], set()),
        ([[3, 30, 40], [40, 50, 60], [70, 80, 90]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ],
)
def test_no_more_is_hidden_than_it_takes(inner: list[list[int]], hidden: set[Place]) -> None:
    assert suppressed(inner, K) == hidden


def test_noughts_that_sums_would_tell_are_covered() -> None:
    """Two hidden noughts in a row: nothing is below 0, so the rest of the row would tell them."""
    hidden = suppressed([[0, 0, 50], [20, 30, 40]], K)
    assert {(0, 0), (0, 1)} < hidden
    assert (0, 2) in hidden or (0, 3) in hidden
