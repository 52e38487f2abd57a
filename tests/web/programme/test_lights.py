"""The light and the column, case by case. Today is 2026-09-18, ten days are amber."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from banjie.programme import lights

TODAY = date(2026, 9, 18)


@dataclass
class Work:
    begins: date | None
    ends: date | None
    completed: bool = False
    ended: str = ""
    waiting_reports: int = 0
    accepted_reports: int = 0


@pytest.mark.parametrize(
    ("begins", "last", "completed", "name", "days"),
    [
        ("2026-09-01", "2026-09-17", False, "overdue", -1),
        ("2026-09-01", "2026-09-18", False, "due-soon", 0),
        ("2026-09-01", "2026-09-28", False, "due-soon", 10),
        ("2026-09-01", "2026-09-29", False, "on-plan", 11),
        ("2026-09-19", "2026-09-20", False, "not-yet", 2),
        ("2026-01-01", "2026-06-30", True, "done", None),
        (None, "2026-09-10", False, "overdue", -8),
        (None, "2026-12-31", False, "on-plan", 104),
        ("2026-01-01", None, False, "no-date", None),
        ("2026-12-01", None, False, "not-yet", None),
        (None, None, False, "no-date", None),
    ],
)
def test_light(
    begins: str | None, last: str | None, completed: bool, name: str, days: int | None
) -> None:
    from datetime import timedelta

    work = Work(
        date.fromisoformat(begins) if begins else None,
        date.fromisoformat(last) + timedelta(days=1) if last else None,
        completed,
    )
    assert lights.light(work, TODAY, soon=10) == lights.Light(name, days)


@pytest.mark.parametrize(
    ("work", "column"),
    [
        (Work(date(2026, 10, 1), None), "not-yet"),
        (Work(date(2026, 10, 1), None, accepted_reports=1), "under-way"),
        (Work(date(2026, 9, 1), None), "under-way"),
        (Work(None, None), "under-way"),
        (Work(date(2026, 9, 1), None, waiting_reports=1), "waiting"),
        (Work(date(2026, 9, 1), None, completed=True, waiting_reports=1), "done"),
        (Work(date(2026, 10, 1), None, ended="carried-over"), "ended"),
    ],
)
def test_column(work: Work, column: str) -> None:
    assert lights.state(work, TODAY) == column


@pytest.mark.parametrize("ended", lights.ENDINGS)
def test_days_of_what_a_closed_programme_left_open_pass_no_more(ended: str) -> None:
    late = Work(date(2026, 9, 1), date(2026, 9, 2), ended=ended)
    assert lights.light(late, TODAY, soon=10) == lights.Light(ended)
