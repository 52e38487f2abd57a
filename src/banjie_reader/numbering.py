"""The marks that number an item: 一、 （一） 1. （1） ① 第一条 01, at a line start or in mid-line.

A mark at the start of a line counts. A mark in mid-line counts only where it continues the
sequence of its own style, so a phone number, a date or “一、二季度” is not taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from banjie_reader.wordlists import wordlist

_CHINESE = "一二三四五六七八九十"
_FORMAL = str.maketrans("壹贰貳叁參参肆伍陆陸柒捌玖拾", "一二二三三三四五六六七八九十")
_BOUNDARY = "。；;：:！!？?…”’》」』）)】]　 \t|*"
_INDENT = 60
_SENTENCE_ENDS = ("。", "；", ";")
_DEEP = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.(\d{1,2})")
_ONLY_IN_ORDER = {"bare", "deep", "deeper", "part"}  # 4.23 may be a day
_NAMING = {"phase"}  # what may stand behind another number
_OPEN_STYLES = {"comma", "paren", "badge", "article"}


class Mark(NamedTuple):
    """One number: where it stands, its style, and the value it counts to (0 for none)."""

    start: int
    end: int
    style: str
    value: int
    words: str
    leads: bool  # stands at the start of its line


def _pattern() -> re.Pattern[str]:
    """Any style, tried only where one can begin, and only those that can begin so.

    What matches is the first character: a pattern that begins with a class of characters is quick
    to find, and looking back over it leaves each style to be written as it reads.
    """
    numbering: dict[str, dict[str, str]] = wordlist("headings")["numbering"]
    begun = (f"(?=[{firsts}])(?:{_any_style(styles)})" for firsts, styles in numbering.items())
    pattern = f"[{''.join(numbering)}](?<=(?={'|'.join(begun)}).)"
    return re.compile(pattern.format(cn=_CHINESE))


def _any_style(styles: dict[str, str]) -> str:
    return "|".join(f"(?P<{_group(style)}>{pattern})" for style, pattern in styles.items())


def _group(style: str) -> str:
    return style.replace("-", "_")


_ANY = _pattern()


@lru_cache(maxsize=1024)
def value_of(words: str) -> int:
    """What a number counts to: 十一、 is 11, （3） and 2.3 are 3, 第二条 is 2; 0 if it has none."""
    plain = unicodedata.normalize("NFKC", words).translate(_FORMAL)
    if deep := _DEEP.match(plain):
        return int(deep[1])
    if digits := re.search(r"\d+", plain):
        return int(digits[0])
    chinese = "".join(c for c in plain if c in _CHINESE)
    if not chinese:
        return 0
    tens, ten, units = chinese.rpartition("十")
    if not ten:
        return _CHINESE.index(chinese[-1]) + 1
    high = _CHINESE.index(tens[-1]) + 1 if tens else 1
    return high * 10 + (_CHINESE.index(units[0]) + 1 if units else 0)


def find_marks(text: str) -> list[Mark]:
    """The marks that number items, in order."""
    return list(_continuing(list(_candidates(text)), text))


def _candidates(text: str) -> Iterator[Mark]:
    end = 0
    for found in _ANY.finditer(text):
        start = found.start()
        if start < end:
            continue
        group = found.lastgroup or ""
        end, words = found.end(group), found[group].rstrip()
        style = group.replace("_", "-").removeprefix("chinese-")
        leads = _leads(text, start)
        yield Mark(start, start + len(words), style, value_of(words), words, leads)


def _leads(text: str, start: int) -> bool:
    """Whether only white space and bullets stand before it on its line."""
    begin = max(0, start - _INDENT)
    line = text.rfind("\n", begin, start)
    at_line = line >= 0 or begin == 0
    return at_line and not text[max(line, begin - 1) + 1 : start].strip(" \t　*#>+-|□■●◆★•·")


def _continuing(candidates: list[Mark], text: str) -> Iterator[Mark]:
    last: dict[str, int] = {}
    seconds = _followed_by_two(candidates)
    for i, mark in enumerate(candidates):
        if mark.style in _NAMING and i and _is_named(candidates[i - 1], mark, text):
            continue
        if mark.style == "bare" and not _ends_as_sentence(mark, text):
            continue
        if mark.style == "part" and f"\n{mark.words}.1" not in text:
            continue  # 1 总则 over 1.1 编制目的
        if (mark.leads and mark.style not in _ONLY_IN_ORDER) or _fits(
            mark, last.get(mark.style, 0), text, i in seconds
        ):
            if mark.style == "comma":
                last = {k: v for k, v in last.items() if k in {"comma", "chapter", "dot"}}
            last[mark.style] = mark.value
            yield mark


def _is_named(number: Mark, mark: Mark, text: str) -> bool:
    """（一）第一阶段：… has one number; what stands behind it belongs to the name."""
    return number.leads and not text[number.end : mark.start].strip(" \u3000")


def _ends_as_sentence(mark: Mark, text: str) -> bool:
    """1市剧团下乡演出。: a number without a mark behind it, before a line that is a sentence."""
    if not mark.leads:
        return False
    end = text.find("\n", mark.end)
    return text[mark.end : end if end >= 0 else len(text)].rstrip().endswith(_SENTENCE_ENDS)


def _followed_by_two(candidates: list[Mark]) -> set[int]:
    """Which marks of value 1 have a 2 of their style after them, before the next 1."""
    found: set[int] = set()
    open_one: dict[str, int] = {}
    for i, mark in enumerate(candidates):
        if mark.value == 1:
            open_one[mark.style] = i
        elif mark.value == 2 and mark.style in open_one:
            found.add(open_one.pop(mark.style))
    return found


def _fits(mark: Mark, last: int, text: str, has_second: bool) -> bool:
    """Whether a mark in mid-line continues its own sequence."""
    if mark.style in {"annex", "month", "ordinal"}:
        return False
    if mark.style in {"item", "phase"} and mark.value == 1 and not has_second:
        return False
    before = text[mark.start - 1]
    if before.isascii() and before.isalnum():
        return False
    at_boundary = before in _BOUNDARY or mark.style in _OPEN_STYLES
    if mark.value == 1:
        return has_second and (at_boundary or mark.style in {"dot", "circled", *_ONLY_IN_ORDER})
    return mark.value == last + 1 and last > 0
