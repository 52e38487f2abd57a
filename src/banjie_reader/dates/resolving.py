"""From expressions to days: years and months last, carried along the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from banjie_reader.dates.points import Anchor, DateFault, Expression, Point
from banjie_reader.dates.stretches import Days, days_of
from banjie_reader.model import When

_DAY = timedelta(1)


@dataclass
class State:
    """What is in force at a place in the text, and where it came from.

    `aside` is the line on which a year far from the document's was named by itself: what happened
    in 2012 is history, and the next paragraph is about the document's year again.
    """

    reference: date | None
    given: int | None
    first: tuple[int | None, str]
    year: int | None
    year_from: str
    month: int | None = None
    aside: int | None = None
    assumed: list[str] = field(default_factory=list)

    def year_of(self, anchor: Anchor | None) -> int | None:
        """The year of a point; one said stays in force."""
        if anchor is None:
            if self.year is not None:
                self._assume(self.year_from)
            return self.year
        base: int | None = 0
        if anchor.base == "running":
            base = self.year
        elif anchor.base == "reference":
            base = self.reference.year if self.reference else self.given
            self._assume("year from reference" if self.reference else "year given")
        self.year = None if base is None else base + anchor.value
        self.year_from = "year carried"
        return self.year

    def month_of(self, point: Point, year: int | None) -> tuple[int | None, int | None]:
        """Year and month of a point; a month said stays in force."""
        anchor = point.month
        if anchor is None:
            if self.month is None and self.reference and point.year is None:
                self._assume("month from reference")
                return year, self.reference.month
            self._assume("month carried")
            return year, self.month
        if anchor.base == "absolute":
            self.month = anchor.value
            return year, self.month
        base = self.reference.month if self.reference else None
        if anchor.base == "reference" and self.reference and point.year is None:
            year = self.reference.year
        if anchor.base == "running":
            base = self.month or base
        if base is None or year is None:
            return year, None
        over, index = divmod(base - 1 + anchor.value, 12)
        self.year, self.month = year + over, index + 1
        return self.year, self.month

    def _assume(self, what: str) -> None:
        if what and what not in self.assumed:
            self.assumed.append(what)


def resolve(
    expressions: Iterable[Expression], reference: date | None = None, year: int | None = None
) -> tuple[When, ...]:
    """The days each expression means, with years and months carried along the text."""
    return resolve_with_faults(expressions, reference, year)[0]


def resolve_with_faults(
    expressions: Iterable[Expression], reference: date | None = None, year: int | None = None
) -> tuple[tuple[When, ...], tuple[DateFault, ...]]:
    """The days each expression means, and what cannot be as it is written."""
    first: tuple[int | None, str] = (year, "year given")
    if year is None:
        first = (reference.year if reference else None, "year from reference")
    state = State(reference, year, first, *first)
    faults: list[DateFault] = []
    return tuple(_when(expression, state, faults) for expression in expressions), tuple(faults)


def _when(expression: Expression, state: State, faults: list[DateFault]) -> When:
    state.assumed = []
    if state.aside is not None and expression.line > state.aside:
        state.year, state.year_from = state.first
        state.aside = None
    before = state.year, state.year_from
    begin = end = None
    if expression.first:
        first = _days(expression, expression.first, state, faults)
        said = list(state.assumed)
        last = _days(expression, expression.last, state, faults) if expression.last else first
        state.assumed = said  # the far end takes its year from the near one
        begin, end = (first[0] if first else None), (last[1] if last else None)
        if first and expression.last and expression.modifier == "after":
            begin = first[1]  # 春节后至3月底
        if begin and end and end <= begin:
            values = {"words": expression.text, "start": begin, "end": end - _DAY}
            faults.append(DateFault("ends_before_start", expression.span, values))
            end = None
        elif begin and end and not (expression.last and expression.modifier == "after"):
            begin, end = _modified(expression, begin, end, state)
        if not _stays(expression, state):
            state.year, state.year_from = before
        elif state.year != before[0]:
            state.aside = expression.line if _far(expression, state) else None
    return When(
        text=expression.text,
        span=expression.span,
        start=begin,
        end=end,
        recurrence=expression.recurrence,
        rule=expression.rule,
        assumed=", ".join(state.assumed),
    )


def _stays(expression: Expression, state: State) -> bool:
    """Whether the year of an expression is in force after it.

    When a thing was founded, the aim of a plan (到2025年), a run of years and a far beginning
    (2012年以来) are not when the things named next to them happen.
    """
    if expression.rule in ("plan", "era", "rolling", "decade", "school-year", "founded"):
        return False
    if expression.rule != "year":
        return True
    if expression.last or expression.modifier == "until":
        return False
    near = state.reference is None or state.year is None or state.reference.year - state.year <= 1
    return expression.modifier != "since" or near


def _far(expression: Expression, state: State) -> bool:
    known = state.first[0]
    return (
        expression.rule == "year"
        and known is not None
        and state.year is not None
        and abs(state.year - known) > 1
    )


def _days(
    expression: Expression, point: Point, state: State, faults: list[DateFault]
) -> Days | None:
    year = state.year_of(point.year)
    month = None
    if point.kind in ("days", "nth", "nth_day", "nth_working_day", "month_week"):
        year, month = state.month_of(point, year)
    days = days_of(point, year, month, state.reference)
    if days is None and year is not None and (month or point.kind == "window"):
        values: dict[str, object] = {"words": expression.text, "year": year, "month": month}
        faults.append(DateFault("impossible_date", expression.span, values))
    if days and point.kind == "days" and point.weekday is not None:
        really = days[0].weekday()
        if really != point.weekday:
            values = {
                "words": expression.text,
                "said": point.weekday,
                "really": really,
                "day": days[0],
            }
            faults.append(DateFault("weekday_mismatch", expression.span, values))
    return days


def _modified(
    expression: Expression, begin: date, end: date, state: State
) -> tuple[date | None, date | None]:
    today, reach = state.reference, timedelta(expression.reach)
    if expression.modifier in ("around", "eve", "following"):
        return _near(expression.modifier, begin, end, reach)
    bounds: dict[str, tuple[date | None, date | None]] = {
        "until": (None, end),
        "from": (begin, None),
        "since": (begin, today + _DAY if today else None),
        "after": (end, None),
    }
    return bounds.get(expression.modifier, (begin, end))


def _near(modifier: str, begin: date, end: date, reach: timedelta) -> tuple[date, date]:
    """The days around, before or behind; not beyond the first and last day there is."""
    before = begin - reach if begin - date.min >= reach else date.min
    behind = end + reach if date.max - end >= reach else date.max
    return {"around": (before, behind), "eve": (before, begin), "following": (end, behind)}[
        modifier
    ]
