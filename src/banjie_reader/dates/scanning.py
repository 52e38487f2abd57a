"""Finding expressions: one pass over the places where one can begin."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from banjie_reader.dates.forms import Found, read_body, read_year, starters
from banjie_reader.dates.points import Expression, Point
from banjie_reader.dates.words import any_of, words
from banjie_reader.model import Span
from banjie_reader.script import fold

_BLANKS = re.compile(r"(?<=[^\n])[ \t]+(?=[^\n])|(?<=[^\s])\r?\n(?=[^\s])")
_JOIN = re.compile(r"(?:起|开始)?(?:-{1,2}|直?至|直?到)")


class View:
    """The folded text without blanks inside words, and the way back to the text itself."""

    def __init__(self, text: str) -> None:
        self.source = text
        folded = fold(text)
        parts: list[str] = []
        self._kept: list[int] = [0]
        self._lost: list[int] = [0]
        at = lost = kept = 0
        for run in _BLANKS.finditer(folded):
            before, after = folded[run.start() - 1], folded[run.end()]
            if before.isascii() and after.isascii():
                continue
            parts.append(folded[at : run.start()])
            kept += run.start() - at
            lost += run.end() - run.start()
            self._kept.append(kept)
            self._lost.append(lost)
            at = run.end()
        parts.append(folded[at:])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> Span:
        return Span(self._back(start), self._back(end - 1) + 1)

    def _back(self, at: int) -> int:
        return at + self._lost[bisect_right(self._kept, at) - 1]


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(any_of(words()["after_mods"]))


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(any_of(words()["before_mods"]))


def scan(text: str) -> tuple[Expression, ...]:
    """Every calendar expression in `text`, in order, with years and months still open."""
    view = View(text)
    found: list[Expression] = []
    at = 0
    for start in starters().finditer(view.text):
        if start.start() < at:
            continue
        read = _read(view, start.start())
        if read:
            expression, at = read
            found.append(expression)
    return tuple(found)


def _read(view: View, at: int) -> tuple[Expression, int] | None:
    text = view.text
    prefix = _prefixes().match(text, at)
    point = _read_point(text, prefix.end() if prefix else at)
    if point is None or (text[at - 1 : at].isdigit() and text[at].isdigit()):
        return None
    first, last, end = point.points[0], point.points[-1], point.end
    joined = _JOIN.match(text, end)
    if joined:
        other = _read_point(text, joined.end())
        if other:
            last, end = other.points[-1], other.end
    modifier = words()["before_mods"][prefix.group()] if prefix else ""
    suffix = _modifiers().match(text, end)
    if suffix:
        modifier, end = words()["after_mods"][suffix.group()] or modifier, suffix.end()
    span = view.span(at, end)
    return (
        Expression(
            text=view.source[span.start : span.end],
            span=span,
            first=first,
            last=None if last is first else last,
            modifier=modifier,
            rule=point.rule,
        ),
        end,
    )


def _read_point(text: str, at: int) -> Found | None:
    said = read_year(text, at)
    if said is None:
        return read_body(text, at, after_year=False)
    year, last, end = said
    if last is None:
        body = read_body(text, end + (text[end : end + 1] == "的"), after_year=True)
        if body:
            points = tuple(replace(point, year=year) for point in body.points)
            return Found(points, body.end, body.rule)
    if text[end - 1] == "今":
        return None
    points = tuple(Point("window", (1, 1, 12, 0), year=anchor) for anchor in (year, last) if anchor)
    return Found(points, end, "year")
