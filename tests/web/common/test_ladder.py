"""The ladder of reminders: each step at most once, the latest missed one alone, in any order of runs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjie.common.ladder import Ladder

DUE = date(2026, 9, 18)
LADDER = Ladder((10, 5, 1), 7)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-11, None),
        (-10, -10),
        (-6, -10),
        (-5, -5),
        (-1, -1),
        (0, -1),
        (6, -1),
        (7, 7),
        (13, 7),
        (14, 14),
    ],
)
def test_latest_step_reached(days: int, step: int | None) -> None:
    assert LADDER.reached(DUE, DUE + timedelta(days)) == step


def test_day_itself_is_a_step_where_asked_for() -> None:
    assert Ladder((10, 5, 1, 0), 7).reached(DUE, DUE) == 0


@given(
    runs=st.lists(st.integers(-30, 60), max_size=40).map(sorted),
    before=st.sets(st.integers(0, 20), min_size=1),
    every=st.integers(1, 15),
)
def test_any_days_of_running_take_each_step_at_most_once(
    runs: list[int], before: set[int], every: int
) -> None:
    ladder, sent = Ladder(tuple(before), every), []
    for run in runs:
        step = ladder.reached(DUE, DUE + timedelta(run))
        if step is not None and step not in sent:
            sent.append(step)
            assert step <= run
    assert sent == sorted(sent)
