"""Months, their parts, their days and weeks: 6月下旬, 6月10日（周三）, 6月第二周, 2019.6.10."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, listed, run, weekday, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import (
    FIGURES,
    HAN,
    JOIN,
    LIST,
    LISTS_ON,
    NUMBER,
    NUMBER_START,
    WEEK,
    WEEKDAY_BESIDE,
    WEEKDAYS,
    choice,
    firsts,
    table,
    words,
)

_MORE_DAYS = LIST.replace("more", "days")
# 会期计4日, 共 4 日: so many days, not the 4th; 预计4日 and 设计 leave it a day
_COUNTED = r"(?<![共合总累时期,(]计)(?<![共合总累时期,(]计 )(?<![共历续] )"
# 8月25（星期六）, 3月4—3月15日: the bracket, or the other end, tells that a day stands before it
_OTHER_END = rf"(?={JOIN}(?:20\d\d年)?{NUMBER}月{NUMBER}[日号])"
_DAYS = (
    rf"(?P<d>{NUMBER}){_MORE_DAYS}(?:[日号]|(?= ?\({WEEK}[{WEEKDAYS}]\))|{_OTHER_END})"
    rf"{WEEKDAY_BESIDE}"
)
_NTH = (
    rf"第?(?P<nth>{NUMBER}|最后一|首)(?P<nths>(?:[、和]|{JOIN})第?{NUMBER})?个?"
    rf"(?:(?P<unit>工作日|周末|周|星期|天)(?P<nwd>{WEEK}?[{WEEKDAYS}])?)"
)


def _days(match: Match, month: Anchor | None) -> Made | None:
    listed_days = run(match, "d", "days")
    if listed_days is None:
        return None
    first, last, end = listed_days
    day = Point("days", (first, first), month=month, weekday=weekday(match["wd"]))
    if first == last:
        return Made((day,), end)
    other = Point("days", (last, last), weekday=weekday(match["wd"]))
    return Made((Point("days", (first, first), month=month), other), end)


def _nth(match: Match, month: Anchor) -> Made:
    nth = {"最后一": -1, "首": 1}.get(match["nth"]) or whole(match["nth"])
    unit, said = match["unit"], match["nwd"]
    if unit in ("天", "工作日"):
        point = Point("nth_day" if unit == "天" else "nth_working_day", (nth,), month=month)
    elif unit == "周末":
        point = Point("nth", (nth, 5, 2), month=month)
    elif said and "个" in match.group():
        point = Point("nth", (nth, weekday(said[-1]) or 0, 1), month=month)
    else:
        point = Point("month_week", (nth,), month=month, weekday=weekday(said and said[-1]))
    if point.kind == "month_week" and match["nths"]:
        last = point._replace(values=(whole(match["nths"].lstrip("、和-至到第")),))
        return Made((point, last), match.end())
    return Made((point,), match.end())


def _month(match: Match) -> Made | None:
    if match["said"]:
        return _in_month(match, Anchor(*table("relative_months")[match["said"]]))
    months = run(match, "m", "next" if match["next"] else "more")
    if months is None or (match["next"] and months[1] - months[0] != 1):
        return None
    first, last, end = months
    month = Anchor("absolute", first)
    whole_month = Point("days", (1, 0), month=month)
    if end < match.end():  # a list of months with gaps: the first of it is an item by itself
        return Made((whole_month,), end)
    if first == last:
        return _in_month(match, month)
    if match["d"] or match["nth"]:
        return None
    part = table("month_parts")[match["part"]] if match["part"] else (1, 0)
    return Made((whole_month, Point("days", tuple(part), month=Anchor("absolute", last))), end)


def _in_month(match: Match, month: Anchor) -> Made | None:
    if match["d"]:
        return _days(match, month)
    if match["nth"]:
        return _nth(match, month)
    part = table("month_parts")[match["part"]] if match["part"] else (1, 0)
    return Made((Point("days", tuple(part), month=month),), match.end())


def _lone_days(match: Match) -> Made | None:
    return _days(match, None)


def _lone_part(match: Match) -> Made:
    return Made((Point("days", tuple(table("lone_month_parts")[match["w"]])),), match.end())


def _lone_week(match: Match) -> Made:
    point = Point("month_week", (whole(match["nth"]),), weekday=weekday(match["nwd"]))
    return Made((point,), match.end())


def forms() -> tuple[Form, ...]:
    month = (
        rf"(?:(?P<m>{NUMBER}|元)(?:(?P<next>(?<!十)[二三四五六七八九])(?=月)|{LIST})月份?"
        rf"(?!{choice('not_after_month')})|(?P<said>{choice('relative_months')}))"
        rf"(?:的?(?:(?P<part>{choice('month_parts')})|{_DAYS}|{_NTH}))?"
    )
    unlike_day = rf"(?!{choice('not_after_day')})"
    lone_day = rf"{_COUNTED}(?P<d>\d{{1,2}}){_MORE_DAYS}日{WEEKDAY_BESIDE}{unlike_day}"
    known_day = f"{_COUNTED}{_DAYS}{unlike_day}"
    starts = NUMBER_START + "元" + firsts(words()["relative_months"])
    counted = f"{FIGURES}第./:共历期达续过每近约超满〕]各之一二三四五六七八九十"
    week = rf"第(?P<nth>[{NUMBER_START}])周{WEEK}?(?P<nwd>[{WEEKDAYS}])?"
    return (
        Form("month", starts, month, _month, barred=f"{FIGURES}第十", behind=f"{LISTS_ON}{HAN}月"),
        Form("day", NUMBER_START, lone_day, _lone_days, "alone", counted + "为", LISTS_ON + "日"),
        Form(
            "day",
            NUMBER_START,
            known_day,
            _lone_days,
            "month-known",
            counted + "路街弄巷节假生昨今明即百前后同隔",
            LISTS_ON + "日号",
        ),
        listed("month-part", "lone_month_parts", _lone_part, "alone"),
        Form("month-week", "第", week, _lone_week, "month-known", "("),
    )
