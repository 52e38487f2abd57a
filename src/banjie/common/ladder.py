"""When to remind: so many days before a last day, and again and again once it has passed.

Computed from the days alone. A run that was missed is caught up by the latest step it would have
taken; earlier ones are not sent late.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banjie.common import limits


@dataclass(frozen=True, slots=True)
class Ladder:
    """`before`: days ahead of the last day; `every`: days between reminders once it has passed."""

    before: tuple[int, ...]
    every: int

    def reached(self, due: date, today: date) -> int | None:
        """The latest step on `today`, in days from the last day (-10, 0, 7); None before any."""
        gone = (today - due).days
        if gone >= self.every:
            return gone - gone % self.every
        return max((-days for days in self.before if -days <= gone), default=None)


def ladder(extra: Iterable[int] = ()) -> Ladder:
    """The ladder of the rules in force, with further days of the caller's."""
    before = {limits.value(f"reminder.before.{step}") for step in (1, 2, 3)}
    return Ladder(tuple(sorted(before | set(extra), reverse=True)), limits.value("reminder.after"))
