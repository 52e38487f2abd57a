"""The word lists of `data/dates.json`, and the pieces of pattern every form is built from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent.parent / "data" / "dates.json"

HAN = "一二三四五六七八九"
DAY_NUMBER = rf"(?:\d{{1,2}}|[二三]?十[{HAN}]?|廿[{HAN}]?|卅一?|[{HAN}])"
WEEKDAYS = "一二三四五六日天"
NUMBER_START = "0123456789一二三四五六七八九十廿卅"


@cache
def words() -> dict[str, Any]:
    return dict(json.loads(_DATA.read_text("utf-8")))


def any_of(choices: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(choices, key=len, reverse=True))


def firsts(choices: Iterable[str]) -> str:
    """The characters with which any of the words can begin."""
    return "".join(sorted({word[0] for word in choices}))
