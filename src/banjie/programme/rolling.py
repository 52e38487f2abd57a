"""Next year's programme out of this year's: which days, which titles, what is done only once.

Pure: nothing is written here. What the words name anew (5月中旬, 端午节前后) is read anew for the
new year; a single day keeps its place among the weekdays of its month and gives way to days off.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from banjie.common.calendar import CalendarMissing, WorkCalendar
from banjie.documents.days import days_in
from banjie.official import chinese_numeral
from banjie.programme.models import Activity, ActivityKind
from banjie.programme.wording import day_words

_FILE = Path(__file__).parent / "data" / "rolling.json"
_SHORT = 14  # a stretch of so many days at most is an event and keeps its weekday; longer, its days
HOW = {
    "words": _("read anew from the words of the plan"),
    "weekday": _("the same weekday of the month"),
    "moved": _("the same weekday fell on a day off; the next working day"),
    "unchecked": _("the same weekday; the days off of that year are not known yet"),
    "days": _("the same days of the year"),
    "rule": _("as the rule says, every year"),
    "none": _("no days are said"),
}


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Rolled:
    """A time as proposed for the new year; `how` is a key of `HOW`."""

    words: str
    start: date | None
    end: date | None
    recurrence: str
    how: str

    @property
    def reason(self) -> str:
        return str(HOW[self.how])


def roll_time(
    words: str,
    start: date | None,
    end: date | None,
    recurrence: str,
    *,
    years: int,
    calendar: WorkCalendar,
) -> Rolled:
    """A time `years` later. `end` is exclusive."""
    first = start or end
    if first is None:
        return Rolled(words, None, None, recurrence, "rule" if recurrence else "none")
    worded = re.sub(_known()["year_said"], lambda m: str(int(m["year"]) + years), words)
    if recurrence:
        return Rolled(worded, _later(start, years), _later(end, years), recurrence, "rule")
    if not re.search(_known()["day_said"], words):
        named = days_in(worded, first.year + years)
        if named:
            return Rolled(worded, named.start, named.end, "", "words")
    if start is None or end is None or (end - start).days > _SHORT:
        start, end = _later(start, years), _later(end, years)
        return Rolled(day_words(start, end), start, end, "", "days")
    day, how = _same_weekday(start, years, calendar)
    end = day + (end - start)
    return Rolled(day_words(day, end), day, end, "", how)


def _later(day: date | None, years: int) -> date | None:
    """The same day of the year; 29 February gives way to the first of March."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _same_weekday(day: date, years: int, calendar: WorkCalendar) -> tuple[date, str]:
    """The second Friday of May for the second Friday of May; a day worked stays a day worked.

    A month without a fifth Friday gives its last.
    """
    first = date(day.year + years, day.month, 1)
    proposed = first + timedelta((day.weekday() - first.weekday()) % 7 + 7 * ((day.day - 1) // 7))
    if proposed.month != day.month:
        proposed -= timedelta(7)
    try:
        if not calendar.is_working_day(day) or calendar.is_working_day(proposed):
            return proposed, "weekday"
        while not calendar.is_working_day(proposed):
            proposed += timedelta(1)
    except CalendarMissing:
        return proposed, "unchecked"
    return proposed, "moved"


def roll_title(title: str, years: int) -> str:
    """2026年… becomes 2027年…, 第三届 becomes 第四届 where one year has passed."""

    def year(found: re.Match[str]) -> str:
        return str(int(found["year"]) + years)

    def session(found: re.Match[str]) -> str:
        said = found["number"]
        if said.isdigit():
            return f"第{int(said) + years}"
        number = _numerals().get(said, 0) + years
        return f"第{chinese_numeral(number)}" if years < number < 100 else found[0]

    steps: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
        ("year_said", year),
        ("session_said", session),
    )
    for pattern, change in steps:
        title = re.sub(_known()[pattern], change, title)
    return title


@cache
def _numerals() -> dict[str, int]:
    return {chinese_numeral(number): number for number in range(1, 100)}


def one_off(activity: Activity) -> str:
    """The words that make it a thing of one year (周年, 首届, 竣工); '' for what comes again."""
    said = next((word for word in _known()["one_off"] if word in activity.title), "")
    built = activity.kind == ActivityKind.CONSTRUCTION
    return said or (str(activity.get_kind_display()) if built else "")
