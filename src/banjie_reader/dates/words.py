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
NUMBER = rf"(?:\d{{1,2}}|[二三]?十[{HAN}]?|廿[{HAN}]?|卅一?|[{HAN}])"
NUMBER_START = f"0123456789{HAN}十廿卅"
WEEKDAYS = "一二三四五六日天"
FIGURES = "0123456789"
WEEK = "(?:周|星期|礼拜)"
WEEKDAY_BESIDE = rf"(?:,? ?\(?{WEEK}(?P<wd>[{WEEKDAYS}])(?!至|到|-)\)?)?"
JOIN = r"(?:-{1,3}|至|到)"
LISTS_ON = "、,和及与至到-"  # with these a number goes on to a list or range
LIST = rf"(?P<more>(?:[、,和及与]第?{NUMBER}){{0,11}}(?:{JOIN}第?{NUMBER})?)"


@cache
def words() -> dict[str, Any]:
    return dict(json.loads(_DATA.read_text("utf-8")))


def any_of(choices: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first.

    A word may carry a condition on what follows, written behind a space: `中 (?!学|国)`.
    """
    ordered = sorted(choices, key=lambda word: len(word.split(" ")[0]), reverse=True)
    return "|".join(_pattern(word) for word in ordered)


def ahead(choices: Iterable[str]) -> str:
    """`any_of` behind a look at the first character: where none of the words is, it fails at once.

    For patterns tried at one place; a search finds its first characters by itself.
    """
    ordered = list(choices)
    return f"(?=[{re.escape(firsts(ordered))}])(?:{any_of(ordered)})"


def _pattern(word: str) -> str:
    plain, _, condition = word.partition(" ")
    return re.escape(plain) + condition


def firsts(choices: Iterable[str]) -> str:
    """The characters with which any of the words can begin."""
    return "".join(sorted({word[0] for word in choices}))


@cache
def table(name: str) -> dict[str, Any]:
    """A list of `data/dates.json` with the conditions taken off its words."""
    return {word.partition(" ")[0]: meaning for word, meaning in words()[name].items()}


@cache
def choice(name: str) -> str:
    """A pattern for the words of a list of `data/dates.json`."""
    return any_of(words()[name])
