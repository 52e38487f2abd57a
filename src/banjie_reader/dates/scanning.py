"""Finding expressions: one pass over the places where one can begin."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banjie_reader.dates.feasts import lunar_of, named_again
from banjie_reader.dates.form import Place, whole
from banjie_reader.dates.meant import alone, outside_names
from banjie_reader.dates.points import Expression, Point
from banjie_reader.dates.reading import Found, read_point
from banjie_reader.dates.recurring import read_recurrences
from banjie_reader.dates.starts import starters
from banjie_reader.dates.view import View
from banjie_reader.dates.words import (
    FIGURES,
    JOIN,
    NUMBER,
    NUMBER_START,
    WEEK,
    WEEKDAYS,
    ahead,
    choice,
    firsts,
    table,
    words,
)
from banjie_reader.model import Span

_CLOCK_WORDS = (
    r"(?:上午|下午|晚上?|早上?|早晨|中午|凌晨|清晨|傍晚|夜间)?"
    r"(?:\d{1,2}(?:[:时点]\d{0,2}分?|时|点)半?(?:整|许)?|零时|零点)?"
)
_CLOCK = re.compile(_CLOCK_WORDS)
_CLOCK_STARTS = f"上下晚早中凌清傍夜零{FIGURES}"
_RANGE = re.compile(rf"{_CLOCK_WORDS} ?(?:起|开始|开馆)?[,，]?(?:持续|一直|直|延续|截止)?{JOIN} ?")
_NUMBERED = re.compile(rf"[{NUMBER_START}](?<![^\s。；;：:（(].)(?<=(?=({NUMBER})、).)")
_ASIDE_STARTS = " ("
_RANGE_STARTS = frozenset(f"{_CLOCK_STARTS}起开,，持一直延截-至到 ")
_PLACES = {
    (joined, known): Place(joined=joined, month_known=known)
    for joined in (False, True)
    for known in (False, True)
}
_JOINED = _PLACES[True, True]
_NUMBER_LENGTH = 3
_UNTIL = "到至"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "before": re.compile(ahead(words()["before_mods"])),
        "after": re.compile(ahead(words()["after_mods"])),
        "counted": re.compile(
            rf"(?P<side>前|后)(?P<n>{NUMBER}|两)(?P<unit>天|日|周|个星期)(?![次年个])(?:内|之内)?"
        ),
        "not_until": re.compile(rf"(?:{choice('not_until')})$"),
        "founded_in": re.compile(rf"(?:{choice('founded_in')})$"),
        "aside": re.compile(
            rf" ?\((?:含[^()]{{0,3}}|(?:农历|{WEEK}[{WEEKDAYS}])[^()]{{0,8}}|[^()\d]{{1,10}}[日节]"
            rf"|[{WEEKDAYS}](?=\) ?(?:\d|、\d|[上下早晚中至到止前起,。;-]|$)))\)"
        ),
    }


@cache
def _modifying() -> frozenset[str]:
    """The characters with which a modifier, or the hour before it, can begin."""
    return frozenset(firsts(words()["after_mods"]) + "前后" + _CLOCK_STARTS)


class _Modifier(NamedTuple):
    """What changes the days of a point, where its words end, and how many days it reaches."""

    kind: str
    end: int
    reach: int = 7


_UNCHANGED = _Modifier("", 0)
_MINUTES = re.compile(r"(?<=\d:)[0-5]\d(?![\d月日/])")  # 14:00、4月4日: no month of a list


class _Scanner:
    """One text being scanned: what was found so far, and what is in force."""

    def __init__(self, view: View, *, roc: bool = False) -> None:
        self.source = view.source
        self.view = view
        self.text = view.text
        self.month_known = False
        self.roc = roc
        self.line = self.counted = 0
        self._numbers: set[int] | None = None
        self.found: list[Expression] = []

    def run(self) -> tuple[Expression, ...]:
        at = 0
        for start in starters().finditer(self.text):
            if start.start() >= at:
                at = self._read(start.start()) or at
        return tuple(alone(self.source, list(outside_names(self.source, self.found))))

    def _read(self, at: int) -> int | None:
        """Read one expression at `at`; where it ends, or None."""
        if self._numbers_a_paragraph(at) or self._are_minutes(at):
            return None
        rules = read_recurrences(self.text, at)
        for rule in rules:
            span = self.view.span(at if rule.start is None else rule.start, rule.end)
            self._add(span, "recurrence", recurrence=rule.rule)
        if rules:
            return rules[-1].end
        prefix = _patterns()["before"].match(self.text, at)
        start = prefix.end() if prefix else at
        place = _PLACES[prefix is not None, self.month_known]
        point = read_point(self.text, start, place, roc=self.roc)
        if point is None:
            return None
        last, end = self._last(point)
        if last is None:
            end = named_again(self.text, end, point.points[0])
        said = table("before_mods")[prefix.group()] if prefix else ""
        modifier = self._modifier(
            end, said, ranged=last is not None, one_day=_is_day(point.points[0])
        )
        if modifier.kind == "after" and not last:
            last, modifier = self._after_until(modifier)
        if not modifier.kind and modifier.end == end and not last and self._until(at):
            modifier, at = modifier._replace(kind="until"), at - 1
        self.roc = self.roc or point.era == "roc"
        self.month_known = self.month_known or any(p.month for p in (*point.points, last) if p)
        span = self.view.span(at, modifier.end)
        founding = point.rule == "year" and self._is_founding(at)
        kind = "founded" if founding else point.rule
        self._add(span, kind, point.points[0], last, modifier=modifier)
        return modifier.end

    def _modifier(self, end: int, said: str, *, ranged: bool, one_day: bool) -> _Modifier:
        """前, 前后, 起, 以来 … behind a point, perhaps behind the hour of it."""
        if self.text[end : end + 1] not in _modifying():
            return _Modifier(said, end)
        counted = _patterns()["counted"].match(self.text, end)
        if counted and one_day:  # 节前一周, 后三天
            days = whole(counted["n"]) * (1 if counted["unit"] in "天日" else 7)
            kind = "eve" if counted["side"] == "前" else "following"
            return _Modifier(kind, counted.end(), days)
        clock = _CLOCK.match(self.text, end)
        suffix = _patterns()["after"].match(self.text, clock.end() if clock else end)
        if suffix is None:
            return _Modifier(said, end)
        kind = table("after_mods")[suffix.group()] or said
        if clock and clock.group() and kind == "after":  # 下午4:30以后 is still that day
            kind = said
        if ranged and kind in ("until", "from"):
            kind = said
        return _Modifier(kind, suffix.end())

    def _numbers_a_paragraph(self, at: int) -> bool:
        """3、6月份…: the number of a paragraph, if the one before or behind it is numbered too."""
        if "、" not in self.text[at + 1 : at + 1 + _NUMBER_LENGTH]:
            return False
        match = _NUMBERED.match(self.source, self.view.back(at))
        if match is None:
            return False
        if self._numbers is None:
            self._numbers = {whole(m[1]) for m in _NUMBERED.finditer(self.source)}
        number = whole(match[1])
        return number - 1 in self._numbers or number + 1 in self._numbers

    def _are_minutes(self, at: int) -> bool:
        return self.text[at - 1 : at] == ":" and _MINUTES.match(self.text, at) is not None

    def _last(self, point: Found) -> tuple[Point | None, int]:
        """The far end of a range, if one follows, and where the words end."""
        last = point.points[1] if len(point.points) > 1 else None
        end = self._past_aside(point.end)
        if self.text[end : end + 1] not in _RANGE_STARTS:
            return last, end
        if joined := _RANGE.match(self.text, end):
            other = read_point(self.text, joined.end(), _JOINED, roc=self.roc)
            if other:
                last = _inherit(point.points[0], other.points[-1])
                return last, self._past_aside(other.end)
        return last, end

    def _past_aside(self, end: int) -> int:
        """Behind (周三), (含…) and the like, if one stands there."""
        if self.text[end : end + 1] not in _ASIDE_STARTS:
            return end
        aside = _patterns()["aside"].match(self.text, end)
        return aside.end() if aside else end

    def _after_until(self, after: _Modifier) -> tuple[Point | None, _Modifier]:
        """春节后至3月底: an end behind an open beginning."""
        joined = _RANGE.match(self.text, after.end)
        other = read_point(self.text, joined.end(), _JOINED, roc=self.roc) if joined else None
        if other is None:
            return None, after
        end = self._modifier(other.end, "after", ranged=True, one_day=False).end
        return other.points[-1], after._replace(end=end)

    def _until(self, at: int) -> bool:
        """到2025年, 至年底: the word before says that it is an end."""
        if not at or self.text[at - 1] not in _UNTIL:
            return False
        return not _patterns()["not_until"].search(self.text, max(0, at - 5), at)

    def _is_founding(self, at: int) -> bool:
        """始于1986年: history, not the year of what is named next to it."""
        return bool(_patterns()["founded_in"].search(self.text, max(0, at - 5), at))

    def _add(
        self,
        span: Span,
        rule: str,
        first: Point | None = None,
        last: Point | None = None,
        *,
        modifier: _Modifier = _UNCHANGED,
        recurrence: str | None = None,
    ) -> None:
        self.line += self.source.count("\n", self.counted, span.start)
        self.counted = span.start
        found = Expression(
            text=self.source[span.start : span.end],
            span=span,
            first=first,
            last=last,
            modifier=modifier.kind,
            reach=modifier.reach,
            recurrence=recurrence,
            rule=rule,
            line=self.line,
        )
        self.found.append(found)


def _is_day(point: Point) -> bool:
    return point.kind in ("feast", "feast_period", "lunar") or (
        point.kind == "days" and point.values[0] == point.values[1]
    )


def _inherit(first: Point, last: Point) -> Point:
    """The far end of a range with what it leaves to the near end: the lunar month, the week."""
    if last.kind == "lunar" and not last.values[0]:
        day = lunar_of(first)
        if day:  # 除夕 to 初六 runs into the first month
            month = day[0] if last.values[1] >= day[1] else day[0] % 12 + 1
            name = first.name if first.kind == "lunar" and month == day[0] else ""
            return last._replace(values=(month, *last.values[1:]), name=name)
    if last.kind == first.kind == "week" and last.values == (0,):
        return last._replace(values=first.values)
    return last


def scan(text: str) -> tuple[Expression, ...]:
    """Every calendar expression in `text`, in order, with years and months still open."""
    return scan_view(View(text))


def scan_view(view: View, *, roc: bool = False) -> tuple[Expression, ...]:
    """What `scan` finds, in a text that is folded already.

    `roc`: the text counts its years by the Republic from the start, said or not.
    """
    return _Scanner(view, roc=roc).run()
