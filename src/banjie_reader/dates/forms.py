"""The forms a point of the calendar can take: a pattern each, and what it means.

A point is a year, a body, or a year and a body (2019年 + 第三季度). Bodies are tried at one place
all together and the longest wins, so a shorter piece of a longer idiom is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from banjie_reader.calendars import solar_terms
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import (
    DAY_NUMBER,
    HAN,
    NUMBER_START,
    WEEKDAYS,
    any_of,
    firsts,
    words,
)
from banjie_reader.numerals import number

Match = re.Match[str]
_JOIN = r"(?:-+|至|到|[、,和及])"
_WEEKDAY = rf"(?:\(?(?:星期|周|礼拜)(?P<wd>[{WEEKDAYS}])\)?)?"


class Body(NamedTuple):
    """One form: where it can begin, its pattern, the points it makes."""

    rule: str
    starts: str
    pattern: re.Pattern[str]
    make: Callable[[Match], tuple[Point, ...]]
    after_year: bool | None = None  # only after a year (True), only without (False), either


class Found(NamedTuple):
    """Points read at a place, where they end, and by which rule."""

    points: tuple[Point, ...]
    end: int
    rule: str


def _int(text: str) -> int:
    return int(number(text) or 0)


def _weekday(match: Match) -> int | None:
    said = match["wd"]
    return None if said is None else min(WEEKDAYS.index(said), 6)


def _month(match: Match) -> tuple[Point, ...]:
    said = match["rm"]
    if said:
        base, value = words()["relative_months"][said]
        month = Anchor(base, value)
    else:
        month = Anchor("absolute", _int(match["m"]))
    if match["d"]:
        first = Point("days", (_int(match["d"]),) * 2, month=month, weekday=_weekday(match))
        if match["d2"]:
            return first, Point("days", (_int(match["d2"]),) * 2, month=month)
        return (first,)
    if match["part"]:
        return (Point("days", tuple(words()["month_parts"][match["part"]]), month=month),)
    if match["nth"]:
        nth = -1 if match["nth"] == "最后一" else _int(match["nth"])
        if match["nwd"]:
            return (Point("nth", (nth, min(WEEKDAYS.index(match["nwd"]), 6)), month=month),)
        return (Point("month_week", (nth,), month=month),)
    whole = Point("days", (1, 0), month=month)
    if match["m2"]:
        return whole, Point("days", (1, 0), month=Anchor("absolute", _int(match["m2"])))
    return (whole,)


def _lone_day(match: Match) -> tuple[Point, ...]:
    first = Point("days", (_int(match["d"]),) * 2, weekday=_weekday(match))
    return (first, Point("days", (_int(match["d2"]),) * 2)) if match["d2"] else (first,)


def _numeric(match: Match) -> tuple[Point, ...]:
    year = Anchor("absolute", int(match["y"]))
    month = Anchor("absolute", int(match["m"]))
    if match["d"]:
        values = (int(match["d"]),) * 2
        return (Point("days", values, year=year, month=month, weekday=_weekday(match)),)
    return (Point("days", (1, 0), year=year, month=month),)


def _quarter(match: Match) -> tuple[Point, ...]:
    first = _int(match["q"])
    last = _int(match["q2"]) if match["q2"] else first
    a, b = 3 * first - 2, 3 * last
    part = match["part"]
    if part:
        a, b = (a, a) if part == "初" else (b, b)
    return (Point("window", (a, 1, b, 0)),)


def _first_quarters(match: Match) -> tuple[Point, ...]:
    return (Point("window", (1, 1, _int(match["n"]) * (3 if match["u"] else 1), 0)),)


def _window(match: Match) -> tuple[Point, ...]:
    return (Point("window", tuple(words()["windows"][match["w"]])),)


def _after_year(match: Match) -> tuple[Point, ...]:
    return (Point("window", tuple(words()["after_year"][match["w"]])),)


def _lone_part(match: Match) -> tuple[Point, ...]:
    return (Point("days", tuple(words()["lone_month_parts"][match["w"]])),)


@cache
def feasts() -> dict[str, dict[str, object]]:
    """Every name of a feast, to its row."""
    found = {word: row for row in words()["feasts"] for word in row["words"]}
    return found | {term: {"term": term} for term in solar_terms() if term not in found}


def _feast(match: Match) -> tuple[Point, ...]:
    kind = "feast_period" if match["period"] and "days" in feasts()[match["f"]] else "feast"
    return (Point(kind, name=match["f"]),)


def _relative_day(match: Match) -> tuple[Point, ...]:
    return (Point("relative_day", (words()["relative_days"][match["w"]],)),)


@cache
def bodies() -> tuple[Body, ...]:
    """All forms, made once."""
    data = words()
    n = DAY_NUMBER
    parts = any_of(data["month_parts"])
    month = (
        rf"(?:(?P<m>{n})(?:{_JOIN}(?P<m2>{n}))?月份?|(?P<rm>{any_of(data['relative_months'])}))"
        rf"(?:的?(?:(?P<part>{parts})"
        rf"|(?P<d>{n})(?:{_JOIN}(?P<d2>{n}))?[日号]{_WEEKDAY}"
        rf"|第?(?P<nth>{n}|最后一)个?(?:周|星期)(?P<nwd>[{WEEKDAYS}])?))?"
    )
    day = rf"(?P<d>{n})(?:{_JOIN}(?P<d2>{n}))?日{_WEEKDAY}"
    numeric = (
        r"(?P<y>(?:19|20)\d\d)(?:\.(?P<m>1[0-2]|0?[1-9])(?:\.(?P<d>3[01]|[12]\d|0?[1-9]))?"
        r"(?![\d.%])|(?P<s>[-/])(?P<m_>1[0-2]|0?[1-9])(?P=s)(?P<d_>3[01]|[12]\d|0?[1-9])(?!\d))"
    )
    numeric = (
        r"(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>1[0-2]|0?[1-9])"
        rf"(?:(?P=s)(?P<d>3[01]|[12]\d|0?[1-9]))?(?![\d.%])日?{_WEEKDAY}"
    )
    quarter = rf"第?(?P<q>[一二三四1-4])(?:季?度?{_JOIN}第?(?P<q2>[一二三四1-4]))?季度?(?P<part>初|末|底)?"
    periods = any_of(data["feast_periods"])
    return (
        Body("month", NUMBER_START + firsts(data["relative_months"]), re.compile(month), _month),
        Body("day", NUMBER_START, re.compile(day), _lone_day, after_year=False),
        Body("numeric", "12", re.compile(numeric), _numeric, after_year=False),
        Body("quarter", "第一二三四1234", re.compile(quarter), _quarter),
        Body(
            "first-months",
            "前",
            re.compile(rf"前(?P<n>{n}|两)个?(?:(?P<u>季度)|月)"),
            _first_quarters,
        ),
        Body(
            "window",
            firsts(data["windows"]),
            re.compile(rf"(?P<w>{any_of(data['windows'])})"),
            _window,
        ),
        Body(
            "year-part",
            firsts(data["after_year"]),
            re.compile(rf"(?P<w>{any_of(data['after_year'])})"),
            _after_year,
            after_year=True,
        ),
        Body(
            "month-part",
            firsts(data["lone_month_parts"]),
            re.compile(rf"(?P<w>{any_of(data['lone_month_parts'])})"),
            _lone_part,
            after_year=False,
        ),
        Body(
            "feast",
            '"' + firsts(feasts()),
            re.compile(rf'(?P<q>")?(?P<f>{any_of(feasts())})(?(q)")(?P<period>{periods})?'),
            _feast,
        ),
        Body(
            "relative-day",
            firsts(data["relative_days"]),
            re.compile(rf"(?P<w>{any_of(data['relative_days'])})"),
            _relative_day,
            after_year=False,
        ),
    )


@cache
def _by_first() -> dict[str, tuple[Body, ...]]:
    table: dict[str, list[Body]] = {}
    for body in bodies():
        for first in set(body.starts):
            table.setdefault(first, []).append(body)
    return {first: tuple(found) for first, found in table.items()}


@cache
def _year_pattern() -> re.Pattern[str]:
    digit = f"[〇零O0{HAN}]"
    return re.compile(
        rf"(?P<roc>民国)(?P<rn>\d{{1,3}}|{DAY_NUMBER}|元)年"
        rf"|(?P<y>(?:1[5-9]|20|21)\d\d|[一二]{digit}{{3}})年?"
        rf"(?:(?:-+|至|到|[、和])(?P<y2>20\d\d))?年度?"
        r"|(?P<short>\d\d)年(?=[\d一二三四五六七八九十上下第初底末春夏秋冬度])"
        rf"|(?P<rel>{any_of(words()['relative_years'])})"
        rf"|(?P<season>{any_of(words()['short_years'])})(?=[春夏秋冬])"
    )


@cache
def starters() -> re.Pattern[str]:
    """Any character with which an expression can begin."""
    years = "民" + firsts(words()["relative_years"]) + firsts(words()["short_years"])
    found = set("".join(_by_first()) + years + NUMBER_START + "每逢按隔双即截")
    return re.compile("[" + re.escape("".join(sorted(found))) + "]")


def read_year(text: str, at: int) -> tuple[Anchor, Anchor | None, int] | None:
    """The year said at `at`, the last year of a list of years, and where it ends."""
    match = _year_pattern().match(text, at)
    if match is None:
        return None
    last = None
    if match["roc"]:
        year = Anchor("absolute", (1 if match["rn"] == "元" else _int(match["rn"])) + 1911)
    elif match["y"]:
        year = Anchor(
            "absolute",
            _int(
                match["y"].replace("O", "零").replace("0", "零")
                if not match["y"].isdigit() or match["y"][0] in HAN
                else match["y"]
            ),
        )
        last = Anchor("absolute", int(match["y2"])) if match["y2"] else None
    elif match["short"]:
        short = int(match["short"])
        year = Anchor("absolute", short + (2000 if short < 50 else 1900))
    else:
        key = "relative_years" if match["rel"] else "short_years"
        year = Anchor(*words()[key][match["rel"] or match["season"]])
    return year, last, match.end()


def read_body(text: str, at: int, *, after_year: bool) -> Found | None:
    """The longest body at `at`."""
    best: Found | None = None
    for body in _by_first().get(text[at : at + 1], ()):
        if body.after_year not in (None, after_year):
            continue
        match = body.pattern.match(text, at)
        if match and (best is None or match.end() > best.end):
            best = Found(body.make(match), match.end(), body.rule)
    return best
