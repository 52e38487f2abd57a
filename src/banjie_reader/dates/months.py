"""Months, their parts, their days and weeks: 6月下旬, 6月10日（周三）, 6月第二周, 2019.6.10."""

from __future__ import annotations

import re

from banjie_reader.dates.form import Form, Made, Match, run, weekday, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import (
    JOIN,
    LIST,
    NUMBER,
    NUMBER_START,
    WEEK,
    WEEKDAYS,
    choice,
    firsts,
    table,
    words,
)

ROC = 1911  # the year before the first of the Republic
_WEEKDAY = rf"(?:,?\(?{WEEK}(?P<wd>[{WEEKDAYS}])(?!至|到|-)\)?)?"
_DAYS = rf"(?P<d>{NUMBER}){LIST.replace('more', 'days')}[日号]{_WEEKDAY}"
_NTH = rf"第?(?P<nth>{NUMBER}|最后一)个?(?:(?P<unit>周末|周|星期|天)(?P<nwd>{WEEK}?[{WEEKDAYS}])?)"


def _days(match: Match, month: Anchor | None) -> Made:
    first, last, end = run(match, "d", "days")
    day = Point("days", (first, first), month=month, weekday=weekday(match["wd"]))
    if first == last:
        return Made((day,), end)
    other = Point("days", (last, last), weekday=weekday(match["wd"]))
    return Made((Point("days", (first, first), month=month), other), end)


def _nth(match: Match, month: Anchor) -> Made:
    nth = -1 if match["nth"] == "最后一" else whole(match["nth"])
    unit, said = match["unit"], match["nwd"]
    if unit == "天":
        point = Point("nth_day", (nth,), month=month)
    elif unit == "周末":
        point = Point("nth", (nth, 5, 2), month=month)
    elif said and "个" in match.group():
        point = Point("nth", (nth, weekday(said[-1]) or 0, 1), month=month)
    else:
        point = Point("month_week", (nth,), month=month, weekday=weekday(said and said[-1]))
    return Made((point,), match.end())


def _month(match: Match) -> Made | None:
    if match["said"]:
        month, end = Anchor(*table("relative_months")[match["said"]]), match.end()
        first = last = 0
    else:
        first, last, end = run(match, "m", "next" if match["next"] else "more")
        if match["next"] and last - first != 1:
            return None
        month = Anchor("absolute", first)
    if end < match.end():  # a list of months with gaps: the first of it is an item by itself
        return Made((Point("days", (1, 0), month=month),), end)
    if first != last:
        other = Anchor("absolute", last)
        if match["part"] or match["d"] or match["nth"]:
            return None
        return Made((Point("days", (1, 0), month=month), Point("days", (1, 0), month=other)), end)
    if match["d"]:
        return _days(match, month)
    if match["nth"]:
        return _nth(match, month)
    part = table("month_parts")[match["part"]] if match["part"] else (1, 0)
    return Made((Point("days", tuple(part), month=month),), end)


def _lone_days(match: Match) -> Made:
    return _days(match, None)


def _lone_part(match: Match) -> Made:
    return Made((Point("days", tuple(table("lone_month_parts")[match["w"]])),), match.end())


def _lone_week(match: Match) -> Made:
    point = Point("month_week", (whole(match["nth"]),), weekday=weekday(match["nwd"]))
    return Made((point,), match.end())


def _numeric(match: Match) -> Made | None:
    rest = match.string[match.end() : match.end() + 5]
    if match["s"] == "-" and re.match(r"-\d{1,3}(?!\d)", rest):
        return None  # 2026-04-18-003 is the number of something
    said = int(match["y"])
    year = Anchor("absolute", said if said > ROC else said + ROC)
    month = Anchor("absolute", int(match["m"] or match["m2"]))
    values = (int(match["d"]),) * 2 if match["d"] else (1, 0)
    point = Point("days", values, year=year, month=month, weekday=weekday(match["wd"]))
    return Made((point,), match.end())


def _dotted_range(match: Match) -> Made:
    ends = [
        Point("days", (int(match[d]),) * 2, month=Anchor("absolute", int(match[m])))
        for m, d in (("m", "d"), ("m2", "d2"))
    ]
    return Made(tuple(ends), match.end())


def _numeric_rest(match: Match) -> Made:
    month = Anchor("absolute", int(match["m"])) if match["m"] else None
    point = Point("days", (int(match["d"]),) * 2, month=month, weekday=weekday(match["wd"]))
    return Made((point,), match.end())


def forms() -> tuple[Form, ...]:
    month = (
        rf"(?:(?P<m>{NUMBER}|元)(?:(?P<next>(?<!十)[二三四五六七八九])(?=月)|{LIST})月份?(?!{choice('not_after_month')})"
        rf"|(?P<said>{choice('relative_months')}))"
        rf"(?:的?(?:(?P<part>{choice('month_parts')})|{_DAYS}|{_NTH}))?"
    )
    plain_day = (
        rf"(?P<d>\d{{1,2}}){LIST.replace('more', 'days')}日{_WEEKDAY}(?!{choice('not_after_day')})"
    )
    known_day = rf"{_DAYS}(?!{choice('not_after_day')})"
    year, m, d = (
        r"(?P<y>(?:19|20)\d\d|1[0-4]\d(?=\.\d+\.))",
        r"(?P<m>1[0-2]|0?[1-9])",
        r"(?P<d>3[01]|[12]\d|0?[1-9])",
    )
    numeric = (
        rf"{year}(?:(?P<s>[-/.]){m}(?P=s){d}|\.(?P<m2>1[0-2]|0?[1-9]))"
        rf"(?![\d.%万亿元])日?{_WEEKDAY}"
    )
    slashed = rf"{m}/{d}\((?:周|星期)?(?P<wd>[{WEEKDAYS}])\)"
    rest = rf"(?:{m}[./]|(?<=\d-)){d}(?![\d.:时点%人个名年月日号]){_WEEKDAY}"
    dotted = rf"(?<![^(:\s]){m}\.{d}{JOIN}{m.replace('<m>', '<m2>')}\.{d.replace('<d>', '<d2>')}(?=[),。;\n]|$)"
    barred = "0123456789第"
    return (
        Form("numeric", "01123456789", re.compile(dotted), _dotted_range, "alone", barred),
        Form(
            "month",
            NUMBER_START + "元" + firsts(words()["relative_months"]),
            re.compile(month),
            _month,
            barred=barred,
        ),
        Form(
            "day",
            NUMBER_START,
            re.compile(plain_day),
            _lone_days,
            "alone",
            barred + "./:共历期达续为过每近约超满〕]各之一二三四五六七八九十",
        ),
        Form(
            "day",
            NUMBER_START,
            re.compile(known_day),
            _lone_days,
            "month-known",
            barred + "./:共历期达续过每近约超满〕]各路街弄巷之节假生昨今明即一二三四五六七八九十百",
        ),
        Form(
            "month-part",
            firsts(words()["lone_month_parts"]),
            re.compile(rf"(?P<w>{choice('lone_month_parts')})"),
            _lone_part,
            "alone",
        ),
        Form(
            "month-week",
            "第",
            re.compile(rf"第(?P<nth>[{NUMBER_START}])周{WEEK}?(?P<nwd>[{WEEKDAYS}])?"),
            _lone_week,
            "month-known",
        ),
        Form(
            "numeric",
            "12",
            re.compile(numeric),
            _numeric,
            "alone",
            barred + "./-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        ),
        Form("numeric", "01", re.compile(slashed), _numeric_rest, "alone", barred + "./-"),
        Form("numeric", "0123456789", re.compile(rest), _numeric_rest, "joined"),
    )
