"""The light of an activity: computed from its days and reports by a rule, never painted.

Colour, shape and words always go together; red is for overdue alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

from banjie.common import limits
from banjie.common.models import RuleProfile

LABELS = {
    "overdue": _("overdue"),
    "due-soon": _("due soon"),
    "on-plan": _("on plan"),
    "not-yet": _("not yet begun"),
    "no-date": _("no date given"),
    "ended": _("ended with the programme"),
    "carried-over": _("carried over"),
    "done": _("done"),
}
ENDINGS = ("ended", "carried-over")
"""What becomes of open work when its programme is closed: then no day of it passes any more."""
STATES = {
    "not-yet": _("Not yet begun"),
    "under-way": _("Under way"),
    "waiting": _("Report waiting"),
    "ended": _("Ended unfinished"),
    "done": _("Done"),
}


class Light(NamedTuple):
    """`name` chooses colour and shape; `days` is how many days are left (negative: late)."""

    name: str
    days: int | None = None

    @property
    def label(self) -> str:
        return str(LABELS[self.name])


class Progress(Protocol):
    """What `queries.with_progress` adds to an activity; `ended` is one of `ENDINGS` or ''."""

    begins: date | None
    ends: date | None
    ended: str
    completed: bool
    waiting_reports: int
    accepted_reports: int


@dataclass(slots=True)
class Span:
    """Progress as plain values, `ends` exclusive; of a stretch of days alone nobody told yet."""

    begins: date | None
    ends: date | None
    ended: str = ""
    completed: bool = False
    waiting_reports: int = 0
    accepted_reports: int = 0

    @property
    def last_day(self) -> date | None:
        return self.ends - timedelta(days=1) if self.ends else None


def light(progress: Progress, today: date, soon: int) -> Light:
    """The light on `today`; the rule `light.due_soon` gives `soon`, the days that are amber."""
    begins, ends = progress.begins, progress.ends
    begun = begins is None or begins <= today
    left = (ends - today).days - 1 if ends else None
    if progress.completed:
        return Light("done")
    if progress.ended:
        return Light(progress.ended)
    if left is None:
        return Light("no-date" if begun else "not-yet")
    if left < 0:
        return Light("overdue", left)
    if not begun:
        return Light("not-yet", left)
    return Light("due-soon" if left <= soon else "on-plan", left)


def state(progress: Progress, today: date) -> str:
    """The column of the board: not-yet, under-way, waiting, ended or done."""
    if progress.completed:
        return "done"
    if progress.ended:
        return "ended"
    if progress.waiting_reports:
        return "waiting"
    if progress.accepted_reports or progress.begins is None or progress.begins <= today:
        return "under-way"
    return "not-yet"


class Opened(Protocol):
    """What a margin is told by: the programme's number and when it was opened."""

    pk: int
    opened_at: datetime


def margin(programme: Opened) -> RuleProfile:
    """The amber margin of a programme: the rule in force when it was opened.

    A value set later holds for programmes opened later; it moves no light of one at work.
    """
    return limits.rule_at("light.due_soon", programme.opened_at)


def margins() -> Callable[[Opened], int]:
    """The margin in days, looked up once a programme: for lists over several."""
    known: dict[int, int] = {}

    def days(programme: Opened) -> int:
        if programme.pk not in known:
            known[programme.pk] = margin(programme).value
        return known[programme.pk]

    return days
