"""Which expressions are meant as dates: not those that are part of a name or only describe."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from banjie_reader.dates.points import Expression
from banjie_reader.model import Span

_NAME = re.compile(
    r"[《“「『](?:(?<=《)[^《》\n]{1,80}》|(?<=[“「『])[^“”「」『』\n]{1,24}[”」』])"
)
_STOP = re.compile(r"[。；;\n]")


def outside_names(source: str, found: list[Expression]) -> Iterator[Expression]:
    """Without what is part of a name: of a title (《2019年要点》), of a slogan (“情满中秋”)."""
    names = deque(match.span() for match in _NAME.finditer(source))
    for expression in found:
        start, end = expression.span
        while names and names[0][1] <= start:
            names.popleft()
        inside = names and names[0][0] <= start and end <= names[0][1]
        if inside and (source[names[0][0]] == "《" or _loose(expression, names[0])):
            continue
        yield expression


def alone(source: str, found: list[Expression]) -> Iterator[Expression]:
    """Without seasons that but describe something beside a date (10月中旬，组织秋季马拉松)."""
    bounds = [Span(0, 0), *(expression.span for expression in found), Span(len(source), 0)]
    for at, expression in enumerate(found, 1):
        if expression.rule != "season":
            yield expression
            continue
        before = at == 1 or _STOP.search(source, bounds[at - 1].end, expression.span.start)
        behind = at == len(found) or _STOP.search(source, expression.span.end, bounds[at + 1].start)
        if before and behind:
            yield expression


def _loose(expression: Expression, name: tuple[int, int]) -> bool:
    """Whether an expression inside quotation marks is but a word of what they name."""
    if expression.modifier or expression.last or expression.recurrence or not expression.first:
        return False
    point = expression.first
    bare = point.kind in ("feast", "relative_day", "lunar") or (
        point.kind in ("days", "window") and point.year is None and point.values[-1] == 0
    )
    return bare and name[1] - name[0] - 2 > expression.span.end - expression.span.start + 1
