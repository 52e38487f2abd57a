"""The work calendar: which days offices work, as the notice of each year says.

The General Office of the State Council makes the days off known year by year, with the weekend
days worked in exchange (调休); nothing computes them. So a year whose notice is not loaded is an
error, never Monday to Friday.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

# 全国年节及纪念日放假办法, art. 2: the statutory days off that never move. A notice without them
# is not one.
_FIXED = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class CalendarMissing(LookupError):
    """Somebody asked whether a day is worked in a year whose notice is not loaded."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year

    def __str__(self) -> str:
        return _(
            "The days off of %(year)s are not known. Save the notice of that year as %(path)s "
            "in the data folder."
        ) % {"year": self.year, "path": f"calendars/{self.year}.json"}


class CalendarBroken(ImproperlyConfigured):
    """The file of a year cannot be right; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of one year: its title and number, the days off, and the weekend days worked."""

    year: int
    source: str
    off: frozenset[date]
    worked: frozenset[date]

    @classmethod
    def read(cls, year: int, said: Mapping[str, Any]) -> Notice:
        """From JSON: days are `MM-DD`, or with their year; `first..last` is a stretch of them.

        Raises KeyError, TypeError or ValueError for what cannot be a notice.
        """
        off = (day for text in said["off"] for day in _stretch(year, text))
        worked = (day for text in said["worked"] for day in _stretch(year, text))
        notice = cls(year, str(said["source"]).strip(), frozenset(off), frozenset(worked))
        if faults := "; ".join(notice._faults()):
            raise ValueError(faults)
        return notice

    def _faults(self) -> Iterator[str]:
        if not self.source:
            yield _("it names no source")
        if left_out := {date(self.year, *day) for day in _FIXED} - self.off:
            yield _("%(day)s is a statutory day off and not in it") % {"day": min(left_out)}
        if both := self.off & self.worked:
            yield _("%(day)s is both a day off and worked") % {"day": min(both)}
        if plain := {day for day in self.worked if day.weekday() < 5}:
            yield _("%(day)s is worked in exchange but no weekend day") % {"day": min(plain)}
        # The days of a New Year may begin in December: those of 2019 did on 2018-12-29.
        first, last = date(self.year - 1, 12, 1), date(self.year, 12, 31)
        if strange := {day for day in self.off | self.worked if not first <= day <= last}:
            yield _("%(day)s does not belong to %(year)s") % {
                "day": min(strange),
                "year": self.year,
            }


def _day(year: int, text: str) -> date:
    return date.fromisoformat(text if len(text) == len("YYYY-MM-DD") else f"{year}-{text}")


def _stretch(year: int, text: str) -> list[date]:
    """`10-01..10-07`, or one day."""
    begins, _dots, ends = text.partition("..")
    first, last = _day(year, begins), _day(year, ends or begins)
    if last < first:
        raise ValueError(_("%(days)s runs backwards") % {"days": text})
    return [first + timedelta(n) for n in range((last - first).days + 1)]


class WorkCalendar:
    """The notices of some years. Any question about another year raises `CalendarMissing`."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._notices = {notice.year: notice for notice in notices}
        self._off = frozenset(day for n in self._notices.values() for day in n.off)
        self._worked = frozenset(day for n in self._notices.values() for day in n.worked)

    def notice(self, year: int) -> Notice:
        try:
            return self._notices[year]
        except KeyError:
            raise CalendarMissing(year) from None

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday less the days off, and the weekend days worked in exchange.

        全国年节及纪念日放假办法, arts. 2, 6 and 7, as the notice of the year carries them out.
        """
        self.notice(day.year)
        return day in self._worked or (day.weekday() < 5 and day not in self._off)


@cache
def _shipped() -> tuple[Notice, ...]:
    """The years that come with the product.

    The reader's table is the one copy: both speak of the same notices. It is read as a file of
    data; this room knows nothing of how documents are read.
    """
    table = json.loads((files("banjie_reader") / "data" / "holidays.json").read_text("utf-8"))
    return tuple(Notice.read(int(year), said) for year, said in table.items())


def _kept(path: Path) -> Notice:
    """A year the office saved, `calendars/2027.json`."""
    try:
        return Notice.read(int(path.stem), json.loads(path.read_text("utf-8")))
    except KeyError as fault:
        raise CalendarBroken(
            _("%(file)s: %(what)s is missing") % {"file": path, "what": fault}
        ) from fault
    except (AttributeError, TypeError, ValueError) as fault:
        raise CalendarBroken(f"{path}: {fault}") from fault


def work_calendar() -> WorkCalendar:
    """The calendar of this office: the shipped years, each replaced by the office's own file.

    Files are read at every call, so that a saved notice counts without a restart; whoever works on
    many days asks once and hands the calendar on.
    """
    kept = (_kept(path) for path in sorted((settings.DATA / "calendars").glob("*.json")))
    return WorkCalendar((*_shipped(), *kept))
