"""What a form is: a way to write a point of the calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from banjie_reader.dates.points import Point
from banjie_reader.dates.words import WEEKDAYS, choice, firsts, words
from banjie_reader.numerals import number

Match = re.Match[str]
Setting = Literal["any", "after-year", "alone", "joined", "month-known"]


_NUMBERS = re.compile(r"[^-至到、,和及与第]+")
_TO = re.compile(r"[-至到]")


class Made(NamedTuple):
    """The points of a match (two for a list or range) and where the words of them end."""

    points: tuple[Point, ...]
    end: int


@dataclass(slots=True)
class Form:
    """Where a form can begin, its pattern, and the points a match makes (None: it is none).

    `setting` says where it is read: anywhere, only after a year, only without one (`alone`), only
    after a word that joins a range, or only where a month is known already. `barred` are characters
    that may not stand right before it; `behind` those that can stand right behind the figures it
    begins with (any, if none are named), which rules most places out; a `short` form begins with
    two figures at most. The pattern is compiled when it is first tried, so that a short text waits
    for few.
    """

    rule: str
    starts: str
    pattern: str
    make: Callable[[Match], Made | None]
    setting: Setting = "any"
    barred: str = ""
    behind: str = ""
    short: bool = False
    _compiled: re.Pattern[str] | None = None

    def read(self, text: str, at: int) -> Made | None:
        """The points at `at`, if the form is there."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        match = self._compiled.match(text, at)
        return self.make(match) if match else None


def listed(
    rule: str,
    name: str,
    make: Callable[[Match], Made | None],
    setting: Setting = "any",
    barred: str = "",
    *,
    more: str = "",
) -> Form:
    """The form whose words are a list of `data/dates.json`, matched as `w`, with `more` behind."""
    pattern = rf"(?P<w>{choice(name)}){more}"
    return Form(rule, firsts(words()[name]), pattern, make, setting, barred)


class Place(NamedTuple):
    """What scanning knows where a form is tried."""

    after_year: bool = False
    joined: bool = False
    month_known: bool = False

    def allows(self, setting: Setting) -> bool:
        return {
            "any": True,
            "after-year": self.after_year,
            "alone": not self.after_year,
            "joined": self.joined,
            "month-known": not self.after_year and (self.joined or self.month_known),
        }[setting]


@lru_cache(maxsize=512)
def whole(said: str) -> int:
    """A small numeral as int; 元 and 正 are 1."""
    return 1 if said in "元正" else int(number(said) or 0)


def weekday(said: str | None) -> int | None:
    """0 for Monday to 6 for Sunday, None for nothing said."""
    return None if not said else min(WEEKDAYS.index(said), 6)


def run(match: Match, first: str, rest: str) -> tuple[int, int, int] | None:
    """First and last number of a list in a match, and where to stop.

    A range (3-5) and a list without gaps (5、6) are one; a list with gaps stops behind its first
    number, so that each of its numbers becomes an item of its own. Figures and spelled-out
    numbers do not make one list: in 一、4月 the first numbers a paragraph.
    """
    begin = whole(match[first])
    if not match[rest]:
        return begin, begin, match.end()
    said = _NUMBERS.findall(match[rest])
    if len({number.isascii() for number in (match[first], *said)}) > 1:
        return None
    numbers = [begin, *map(whole, said)]
    listed_ones = numbers[:-1] if _TO.search(match[rest]) else numbers
    if all(b - a == 1 for a, b in pairwise(listed_ones)):
        return begin, numbers[-1], match.end()
    return begin, begin, match.end(first)
