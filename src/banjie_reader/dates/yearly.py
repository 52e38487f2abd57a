"""Where in the year: 每年4月和10月, 每年3月5日, 每年春秋两季, 每年5月第二个星期日."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

from banjie_reader.dates.feasts import rows
from banjie_reader.dates.form import Place
from banjie_reader.dates.points import Point
from banjie_reader.dates.reading import read_body, read_point
from banjie_reader.dates.words import JOIN

_COMMON_YEAR = 2025
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_AND = re.compile(r"[、,和及与]|以及|(?=[夏秋冬])")
_SEASONS = re.compile(r"(?:两|二|三|四)?季(?!度)")
_TO = re.compile(JOIN)
_PLACE = Place(after_year=True)


class Stretch(NamedTuple):
    """Months of any year and, within them, days or weekdays; where its words stand."""

    start: int
    end: int
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[str, ...] = ()

    def joined(self, other: Stretch) -> Stretch | None:
        """Both as one, if they differ in the months only."""
        if self[3:] != other[3:] or not self.months or not other.months:
            return None
        more = tuple(month for month in other.months if month not in self.months)
        return self._replace(end=other.end, months=self.months + more)


def stretches(text: str, at: int) -> list[Stretch]:
    """The stretches of the year named at `at`, those that one rule can hold made one."""
    found: list[Stretch] = []
    start = at + (text[at : at + 1] == "的")
    while stretch := _stretch(text, start):
        last = found[-1].joined(stretch) if found else None
        found = [*found[:-1], last] if last else [*found, stretch]
        again = _AND.match(text, stretch.end)
        if again is None:
            break
        start = again.end()
    if found and (seasons := _SEASONS.match(text, found[-1].end)):
        found[-1] = found[-1]._replace(end=seasons.end())
    return found


def _stretch(text: str, at: int) -> Stretch | None:
    body = read_body(text, at, _PLACE)
    if body is None:
        return None
    last, end = body.points[-1], body.end
    to = _TO.match(text, end)
    other = read_point(text, to.end(), Place(joined=True)) if to else None
    if other:
        last, end = other.points[-1], other.end
    return _covered(Stretch(at, end), body.points[0], last)


def _covered(words: Stretch, first: Point, last: Point) -> Stretch | None:
    if first.kind == "window":
        return words._replace(months=_months(first.values[0], last.values[2]))
    if first.kind in ("feast", "feast_period"):
        return _feast(words, rows()[first.name])
    if first.month is not None and first.kind == "nth":
        nth, weekday, length = first.values
        names = tuple(f"{nth}{_DAYS[weekday + n]}" for n in range(length))
        return words._replace(months=(first.month.value,), weekdays=names)
    if first.month is not None and first.kind == last.kind == "days":
        return _in_months(words, first, last)
    return None


def _in_months(words: Stretch, first: Point, last: Point) -> Stretch:
    begin = first.month.value if first.month else 0
    until = last.month.value if last.month else begin
    if begin != until:
        return words._replace(months=_months(begin, until + (12 if until < begin else 0)))
    length = monthrange(_COMMON_YEAR, begin)[1] if 1 <= begin <= 12 else 31
    values = first.values[0], last.values[1] or length
    days = () if values == (1, length) else tuple(range(values[0], values[1] + 1))
    return words._replace(months=(begin,), days=days)


def _months(first: int, last: int) -> tuple[int, ...]:
    return tuple((month - 1) % 12 + 1 for month in range(first, last + 1))


def _feast(words: Stretch, row: dict[str, list[int]]) -> Stretch:
    """A feast of the lunar calendar is on no fixed day of ours: then only 'each year' is said."""
    if "date" in row:
        month, day = row["date"]
        return words._replace(months=(month,), days=(day,))
    if "nth" in row:
        month, nth, weekday = row["nth"]
        return words._replace(months=(month,), weekdays=(f"{nth}{_DAYS[weekday]}",))
    return words
