"""Finding expressions: one pass over the places where one can begin."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from banjie_reader.dates.feasts import named_again
from banjie_reader.dates.form import Place
from banjie_reader.dates.points import Expression, Point
from banjie_reader.dates.reading import Found, read_point, starters
from banjie_reader.dates.recurring import read_recurrences
from banjie_reader.dates.view import View
from banjie_reader.dates.words import JOIN, WEEK, WEEKDAYS, choice, table

_CLOCK_WORDS = (
    r"(?:上午|下午|晚上?|早上?|早晨|中午|凌晨|清晨|傍晚|夜间)?"
    r"(?:\d{1,2}(?:[:时点]\d{0,2}分?|时|点)半?(?:整|许)?|零时|零点)?"
)
_CLOCK = re.compile(_CLOCK_WORDS)
_RANGE = re.compile(rf"{_CLOCK_WORDS} ?(?:起|开始|开馆)?[,，]?(?:持续|一直|直|延续|截止)?{JOIN} ?")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_UNTIL = "到至"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "before": re.compile(choice("before_mods")),
        "after": re.compile(choice("after_mods")),
        "not_until": re.compile(rf"(?:{choice('not_until')})$"),
        "aside": re.compile(
            rf"\((?:含[^()]{{0,3}}|(?:农历|{WEEK}[{WEEKDAYS}])[^()]{{0,8}}|[^()\d]{{1,10}}[日节])\)"
        ),
    }


class _Scanner:
    """One text being scanned: what was found so far, and what is in force."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.view = View(source)
        self.text = self.view.text
        self.month_known = False
        self.roc = False
        self.found: list[Expression] = []

    def run(self) -> tuple[Expression, ...]:
        at = 0
        for start in starters().finditer(self.text):
            if start.start() >= at:
                at = self._read(start.start()) or at
        return tuple(_outside_titles(self.source, self.found))

    def _read(self, at: int) -> int | None:
        """Read one expression at `at`; where it ends, or None."""
        rules = read_recurrences(self.text, at)
        for rule in rules:
            span = self.view.span(at if rule.start is None else rule.start, rule.end)
            self._add(Expression("", span, recurrence=rule.rule, rule="recurrence"))
        if rules:
            return rules[-1].end
        prefix = _patterns()["before"].match(self.text, at)
        start = prefix.end() if prefix else at
        place = Place(joined=bool(prefix), month_known=self.month_known)
        point = read_point(self.text, start, place, roc=self.roc)
        if point is None:
            return None
        last, end = self._last(point)
        if last is None:
            end = named_again(self.text, end, point.points[0])
        modifier = table("before_mods")[prefix.group()] if prefix else ""
        clock = _CLOCK.match(self.text, end)
        suffix = _patterns()["after"].match(self.text, clock.end() if clock else end)
        if suffix:
            said, end = table("after_mods")[suffix.group()], suffix.end()
            modifier = modifier if last and said in ("until", "from") else said or modifier
        elif not modifier and not last and self._until(at):
            modifier, at = "until", at - 1
        self.roc = self.roc or point.era == "roc"
        self.month_known = self.month_known or any(p.month for p in (*point.points, last) if p)
        span = self.view.span(at, end)
        self._add(Expression("", span, point.points[0], last, modifier, None, point.rule))
        return end

    def _last(self, point: Found) -> tuple[Point | None, int]:
        """The far end of a range, if one follows, and where the words end."""
        last = point.points[1] if len(point.points) > 1 else None
        end = point.end
        aside = _patterns()["aside"].match(self.text, end)
        end = aside.end() if aside else end
        joined = _RANGE.match(self.text, end)
        if joined:
            place = Place(joined=True, month_known=True)
            other = read_point(self.text, joined.end(), place, roc=self.roc)
            if other:
                aside = _patterns()["aside"].match(self.text, other.end)
                last = _inherit(point.points[0], other.points[-1])
                return last, aside.end() if aside else other.end
        return last, end

    def _until(self, at: int) -> bool:
        """到2025年, 至年底: the word before says that it is an end."""
        if not at or self.text[at - 1] not in _UNTIL:
            return False
        return not _patterns()["not_until"].search(self.text, max(0, at - 5), at)

    def _add(self, found: Expression) -> None:
        said = self.source[found.span.start : found.span.end]
        self.found.append(replace(found, text=said))


def _inherit(first: Point, last: Point) -> Point:
    """The far end of a range with what it leaves to the near end: the lunar month, the week."""
    if last.kind == first.kind == "lunar" and not last.values[0]:
        return replace(last, values=(first.values[0], *last.values[1:]), name=first.name)
    if last.kind == first.kind == "week" and last.values == (0,):
        return replace(last, values=first.values)
    return last


def _outside_titles(source: str, found: list[Expression]) -> Iterator[Expression]:
    """Without what stands in a title (《2019年要点》): it is no time of anything."""
    titles = deque(match.span() for match in _TITLE.finditer(source))
    for expression in found:
        while titles and titles[0][1] <= expression.span.start:
            titles.popleft()
        if not titles or expression.span.start < titles[0][0]:
            yield expression


def scan(text: str) -> tuple[Expression, ...]:
    """Every calendar expression in `text`, in order, with years and months still open."""
    return _Scanner(text).run()
