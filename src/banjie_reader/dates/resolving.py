"""From expressions to days: years and months last, carried along the text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from banjie_reader.calendars import lunar_day, solar_term
from banjie_reader.dates.forms import feasts
from banjie_reader.dates.points import Anchor, Expression, Point
from banjie_reader.model import When

Days = tuple[date, date]
_DAY = timedelta(1)


@dataclass
class State:
    """What is in force at a place in the text."""

    reference: date | None
    year: int | None
    month: int | None
    assumed: str = ""

    def year_of(self, anchor: Anchor | None) -> int | None:
        if anchor is None:
            return self.year
        if anchor.base == "absolute":
            return anchor.value
        start = self.reference.year if self.reference else self.year
        if anchor.base == "running":
            start = self.year
        return None if start is None else start + anchor.value


def resolve(
    expressions: Iterable[Expression], reference: date | None = None, year: int | None = None
) -> tuple[When, ...]:
    """The days each expression means, with years and months carried along the text."""
    start = year if year is not None else (reference.year if reference else None)
    state = State(reference, start, None)
    return tuple(_when(expression, state) for expression in expressions)


def _when(expression: Expression, state: State) -> When:
    begin = end = None
    if expression.first:
        days = _days(expression.first, state)
        if days:
            begin, end = days
        if expression.last:
            last = _days(expression.last, state)
            end = last[1] if last else None
            if begin and end and end <= begin:
                end = None
        begin, end = _modified(expression.modifier, begin, end, state)
    return When(
        text=expression.text,
        span=expression.span,
        start=begin,
        end=end,
        recurrence=expression.recurrence,
        rule=expression.rule,
        assumed=state.assumed,
    )


def _modified(
    modifier: str, begin: date | None, end: date | None, state: State
) -> tuple[date | None, date | None]:
    week = timedelta(7)
    if begin is None or end is None:
        return (None, end) if modifier == "until" else (begin, end)
    after_reference = state.reference + _DAY if state.reference else None
    return {
        "until": (None, end),
        "from": (begin, None),
        "since": (begin, after_reference),
        "after": (end, None),
        "around": (begin - week, end + week),
        "eve": (begin - week, begin),
    }.get(modifier, (begin, end))


def _days(point: Point, state: State) -> Days | None:
    year = state.year_of(point.year)
    if point.year is not None:
        state.year, state.assumed = year, ""
    elif year is not None:
        state.assumed = "year from reference" if state.reference else "year given"
    return _RESOLVERS[point.kind](point, state, year)


def _of_month(point: Point, state: State, year: int | None) -> Days | None:
    month = state.month
    if point.month is not None:
        month = point.month.value
        if point.month.base != "absolute":
            base = state.reference.month if state.reference else state.month
            if point.month.base == "running":
                base = state.month
            if base is None or year is None:
                return None
            year += (base - 1 + month) // 12
            month = (base - 1 + month) % 12 + 1
        state.month = month
    if month is None and state.reference and point.year is None:
        month = state.reference.month
    if year is None or month is None or not 1 <= month <= 12:
        return None
    first, last = point.values
    length = monthrange(year, month)[1]
    last = last or length
    if not 1 <= first <= last <= length:
        return None
    return date(year, month, first), date(year, month, last) + _DAY


def _window(point: Point, _state: State, year: int | None) -> Days | None:
    if year is None:
        return None
    m1, d1, m2, d2 = point.values
    over, m2 = divmod(m2 - 1, 12)
    last_day = d2 or monthrange(year + over, m2 + 1)[1]
    return date(year, m1, d1), date(year + over, m2 + 1, last_day) + _DAY


def _feast_day(point: Point, state: State, year: int | None) -> Days | None:
    row = feasts()[point.name]
    if year is None:
        return None
    day: date | None
    if "date" in row:
        month, number = row["date"]  # type: ignore[misc]
        day = date(year, month, number)
    elif "term" in row:
        day = solar_term(year, str(row["term"]))
    else:
        month, number = row["lunar"]  # type: ignore[misc]
        day = lunar_day(year, month, number)
    if day is None:
        return None
    return day, day + timedelta(int(row.get("days", 1)) if point.kind == "feast_period" else 1)  # type: ignore[call-overload]


def _relative_day(point: Point, state: State, _year: int | None) -> Days | None:
    if state.reference is None:
        return None
    day = state.reference + timedelta(point.values[0])
    return day, day + _DAY


def _unread(_point: Point, _state: State, _year: int | None) -> Days | None:
    return None


_RESOLVERS: dict[str, Callable[[Point, State, int | None], Days | None]] = {
    "days": _of_month,
    "window": _window,
    "feast": _feast_day,
    "feast_period": _feast_day,
    "relative_day": _relative_day,
    "nth": _unread,
    "month_week": _unread,
}
