"""Openings by number, with the title or the group's name that may stand before the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banjie_reader.labels import Labels
from banjie_reader.numbering import Mark
from banjie_reader.outline.opening import RANK, Opening

_GROUP = re.compile(r"(?<=[。；！）)])[一-龥]{2,8}(?:活动|项目|部分|课程|讲座|展览)$")
_GROUP_RANK = 5
_INNER = 10  # below every style
_TITLE_BEFORE = re.compile(
    r"(?:[“《][^”》\n]{2,24}[”》][一-龥]{0,8}|[^\s。；！，、：:\d”》]{2,20})$"
)


def numbered(text: str, labels: Labels, marks: Sequence[Mark]) -> Iterator[Opening]:
    """An opening for every number that counts."""
    inner = _inner(marks, text)
    limits = [*(mark.start for mark in marks), len(text)][1:]
    for mark, limit in zip(marks, limits, strict=True):
        if group := _group_above(text, mark):
            yield group
        if before := _title_before(text, labels, mark):
            yield before
        else:
            start, end, style, value, words, _ = mark
            rank = RANK[style] + (_INNER if start in inner else 0)
            yield Opening(start, end, style, value, words, rank, limit)


def _inner(marks: Sequence[Mark], text: str) -> set[int]:
    """Where the marks of lists stand inside an item of a deeper style: ②要求：1、… 2、… and then ③.

    Such a list begins behind a colon and ends where its own count does.
    """
    found: set[int] = set()
    style, value = "", 0
    for before, mark in pairwise(marks):
        if style and mark.style == style and mark.value == value + 1:
            value += 1
        elif _begins_inside(before, mark, text):
            style, value = mark.style, 1
        else:
            style = ""
        if style:
            found.add(mark.start)
    return found


def _begins_inside(before: Mark, mark: Mark, text: str) -> bool:
    if mark.value != 1 or mark.leads or RANK[before.style] <= RANK[mark.style]:
        return False
    between = text[before.end : mark.start]
    return between[-1:] in {"：", ":"} and "\n" not in between


def _group_above(text: str, mark: Mark) -> Opening | None:
    """A group's name glued before a count that starts again: …发布）线上活动01…."""
    if mark.leads or mark.value != 1 or mark.style not in {"badge", "dot"}:
        return None
    group = _GROUP.search(text, max(0, mark.start - 14), mark.start)
    if not group:
        return None
    return Opening(group.start(), group.start(), "plain", 0, None, _GROUP_RANK, mark.start)


def _title_before(text: str, labels: Labels, mark: Mark) -> Opening | None:
    """A badge that follows its title: “读书周”02活动时间…."""
    if mark.style != "badge" or labels.first(mark.end, mark.end + 8) != mark.end:
        return None
    title = _TITLE_BEFORE.search(text, max(0, mark.start - 40), mark.start)
    if not title:
        return None
    start = title.start()
    return Opening(start, start, "badge", mark.value, mark.words, RANK["badge"], mark.start)
