"""The days that somebody's words name in a year, as the reader understands them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from banjie_reader.dates import find_dates


class Days(NamedTuple):
    """A stretch of days, `end` exclusive; None is open."""

    start: date | None
    end: date | None


@lru_cache(maxsize=4096)  # a task table says the same few times in thousands of rows
def days_in(words: str, year: int) -> Days | None:
    """The days of 5月中旬 or 端午节前后 in `year`; None where the words name none, or several."""
    found = find_dates(words, year=year)
    if len(found) != 1 or not (found[0].start or found[0].end):
        return None
    return Days(found[0].start, found[0].end)
