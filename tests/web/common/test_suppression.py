"""Small groups cannot be computed from a table's sums."""

from __future__ import annotations

import random
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


class Simplex:
    """Exact linear programming over what is hidden: every sum holds, nothing is below 0.

    The sums of rows and columns are a network, so every pivot is 1 or -1 and numbers stay whole. It
    begins at some table that fits (first phase), and goes from there to others, by Bland's rule.
    """

    def __init__(self, table: list[list[int]], hidden: set[Place]) -> None:
        self.places = sorted(hidden)
        self.rows = []
        for terms, value in equations(table, hidden):
            row = [terms.get(at, 0) for at in self.places] + [value]
            self.rows.append([-n for n in row] if value < 0 else row)
        self.basis = [-1] * len(self.rows)  # -1: the row is not yet met
        self._meet_every_row()

    def _meet_every_row(self) -> None:
        while any(row[-1] for at, row in zip(self.basis, self.rows, strict=True) if at < 0):
            unmet = [row for at, row in zip(self.basis, self.rows, strict=True) if at < 0]
            lacking = [sum(column) for column in zip(*unmet, strict=True)]
            entering = next(j for j, n in enumerate(lacking[:-1]) if n > 0)
            leaving = self._leaving(entering)
            assert leaving is not None
            self._pivot(leaving, entering)
        for r in range(len(self.rows)):
            if self.basis[r] < 0 and any(self.rows[r]):
                self._pivot(r, next(j for j, n in enumerate(self.rows[r]) if n))
        met = [r for r, at in enumerate(self.basis) if at >= 0]
        self.rows, self.basis = [self.rows[r] for r in met], [self.basis[r] for r in met]

    def _leaving(self, entering: int) -> int | None:
        fit = [(row[-1], self.basis[r], r) for r, row in enumerate(self.rows) if row[entering] > 0]
        return min(fit)[2] if fit else None

    def _pivot(self, r: int, entering: int) -> None:
        sign = self.rows[r][entering]
        assert sign in (1, -1)
        pivot = self.rows[r] = [n * sign for n in self.rows[r]]
        for other, row in enumerate(self.rows):
            if other != r and (times := row[entering]):
                self.rows[other] = [a - times * b for a, b in zip(row, pivot, strict=True)]
        self.basis[r] = entering

    def values(self) -> dict[Place, int]:
        """The table at hand."""
        found = dict.fromkeys(self.places, 0)
        for row, at in zip(self.rows, self.basis, strict=True):
            found[self.places[at]] = row[-1]
        return found

    def step(self, at: int, sign: int) -> str:
        """Towards more (1) or less (-1) of this cell: "on", "end", or "free" if nothing ends it."""
        if at in self.basis:
            row = self.rows[self.basis.index(at)]
            entering = next((j for j, n in enumerate(row[:-1]) if n * sign < 0 and j != at), None)
        else:
            entering = at if sign > 0 else None
        if entering is None:
            return "end"
        leaving = self._leaving(entering)
        if leaving is None:
            return "free"
        self._pivot(leaving, entering)
        return "on"


def solved(table: list[list[int]], hidden: set[Place]) -> set[Place]:
    """The hidden cells whose least and greatest possible value are one."""
    simplex = Simplex(table, hidden)
    told, seen = set(hidden), [simplex.values()]
    for (at, place), sign in product(enumerate(simplex.places), (1, -1)):
        going = "on"
        while place in told and going == "on":
            going = simplex.step(at, sign)
            seen.append(simplex.values())
            told -= {place for place, value in seen[-1].items() if value != seen[0][place]}
            told -= {place} if going == "free" else set()
    return told


def drawn(draw: random.Random) -> list[list[int]]:
    small = draw.random()
    return [
        [draw.randrange(K) if draw.random() < small else draw.randrange(60) for _c in range(width)]
        for width in [draw.randrange(2, 6)]
        for _r in range(draw.randrange(2, 7))
    ]


def test_a_solver_recovers_nothing_from_a_thousand_tables() -> None:
    draw = random.Random(29)
    for _number in range(1000):
        inner = drawn(draw)
        table, hidden = with_margins(inner), suppressed(inner, K)
        assert {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < K} <= hidden
        assert not solved(table, hidden), inner


def test_the_solver_recovers_what_small_cells_alone_would_tell() -> None:
    """Where nothing but the small cells is hidden, most tables tell some; both ways find the same."""
    draw, told = random.Random(5), 0
    for _number in range(300):
        table = with_margins(drawn(draw))
        small = {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n < K}
        found = solved(table, small)
        assert found == set(recovered(table, small)), table
        told += bool(found)
    assert told > 200


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


def test_recovered_and_solved_are_what_trying_every_table_finds() -> None:
    """Hidden at random, so that much is told; small numbers, so that all can be tried."""
    draw = random.Random(31)
    for _number in range(150):
        table = with_margins([[draw.randrange(3) for _c in range(2)] for _r in range(2)])
        inside = list(product(range(2), range(3)))
        hidden = set(draw.sample(inside, draw.randrange(1, 5)))
        found = every_filling(table, hidden)
        assert set(recovered(table, hidden)) == found, (table, hidden)
        assert solved(table, hidden) == found, (table, hidden)


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
