"""Stretches of a year and of years: quarters, halves, seasons, terms, plans, 近三年."""

from __future__ import annotations

import re

from banjie_reader.dates.form import Form, Made, Match, run, whole
from banjie_reader.dates.months import ROC
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import JOIN, LIST, NUMBER, NUMBER_START, choice, firsts, table, words

_QUARTER = "[一二三四1-4]"


def _window(name: str, match: Match) -> Made:
    return Made((Point("window", tuple(table(name)[match["w"]])),), match.end())


def _named(match: Match) -> Made:
    first, day, last, last_day = table("windows")[match["w"]]
    if match["part"] == "初":
        last = first
    elif match["part"]:
        first, day = last, 1
    return Made((Point("window", (first, day, last, last_day)),), match.end())


def _after_year(match: Match) -> Made:
    return _window("after_year", match)


def _relative_window(match: Match) -> Made:
    shift, *window = table("relative_windows")[match["w"]]
    return Made((Point("window", tuple(window), year=Anchor("reference", shift)),), match.end())


def _quarter(match: Match) -> Made | None:
    if match["next"]:  # 二三季度
        first, last, end = whole(match["q"]), whole(match["next"]), match.end()
    else:
        first, last, end = run(match, "q", "more")
    if not 1 <= first <= last <= 4:
        return None
    if end < match.end():
        return Made((Point("window", (3 * first - 2, 1, 3 * first, 0)),), end)
    a, b = 3 * first - 2, 3 * last
    if match["part"]:
        a, b = (a, a) if match["part"] == "初" else (b, b)
    return Made((Point("window", (a, 1, b, 0)),), end)


def _first_months(match: Match) -> Made | None:
    months = whole(match["n"]) * (3 if match["unit"] else 1)
    return Made((Point("window", (1, 1, months, 0)),), match.end()) if months <= 12 else None


def _relative_quarter(match: Match) -> Made:
    shift = table("relative_quarters")[match["w"]] if match["w"] else 0
    part = {"初": 1, "末": 3, "底": 3}.get(match["part"] or "", 0)
    return Made((Point("quarter", (shift, part)),), match.end())


def _school_year(match: Match) -> Made:
    said = match["y"]
    year = int(said) if len(said) == 4 else int(said) + ROC
    first, day, last, last_day = table("school_terms")[match["t"]] if match["t"] else (9, 1, 20, 0)
    window = {
        "": (first, day, last, last_day),
        "初": (first, 1, first, 0),
        "末": (last, 1, last, 0),
    }[match["part"] or ""]
    return Made((Point("window", tuple(window), year=Anchor("absolute", year)),), match.end())


def _relative_school(match: Match) -> Made:
    return Made(
        (Point("school", (table("relative_schools")[match["w"]],), name=match["w"][-1]),),
        match.end(),
    )


def _plan(match: Match) -> Made:
    first = 1951 + 5 * whole(match["n"] or match["nth"])  # 十三五 began in 2016
    window = table("plan_parts")[match["part"]]
    return Made((Point("window", tuple(window), year=Anchor("absolute", first)),), match.end())


def _era(match: Match) -> Made:
    return Made((Point("fixed", tuple(table("eras")[match["w"]])),), match.end())


def _rolling(match: Match) -> Made:
    back = match["w"] not in words()["rolling_on"]
    count = 6 if match["n"] == "半" else whole(match["n"])
    unit = "月" if match["n"] == "半" else match["unit"]
    return Made((Point("rolling", (-count if back else count,), name=unit),), match.end())


def _within(match: Match) -> Made:
    return Made((Point("within", (whole(match["n"]),)),), match.end())


def _decade(match: Match) -> Made:
    century = whole(match["c"]) if match["c"] else whole(match["cc"]) + 1 if match["cc"] else 20
    first = (century - 1) * 100 + whole(match["n"])
    return Made((Point("window", (1, 1, 120, 0), year=Anchor("absolute", first)),), match.end())


def forms() -> tuple[Form, ...]:
    quarter = (
        rf"第?(?P<q>{_QUARTER})(?:(?P<next>[二三四])(?=季度)|{LIST})(?:季度|(?<![^第年、,\-至到和]{_QUARTER})季(?![节军风候中票卡刊度]))"
        r"(?P<part>初|末|底)?"
    )
    school = rf"(?P<y>20\d\d|19\d\d|\d{{3}})(?:(?:{JOIN}|/)(?:20)?\d\d\d?)?(?:年度?)?学年度?(?:的?(?P<t>{choice('school_terms')}))?(?P<part>(?<=学期)[初末])?"
    plan = rf'"?(?:(?P<n>十[一二三四五六七])五|第(?P<nth>十[一二三四五六七])个五年)"?(?P<part>{choice("plan_parts")})'
    counted = rf"(?P<n>{NUMBER}|两|半)个?(?P<unit>年|月)"
    data = words()
    return (
        Form(
            "quarter",
            "第一二三四1234",
            re.compile(quarter),
            _quarter,
            barred="0123456789每十个本上下",
        ),
        Form(
            "quarter",
            "季" + firsts(data["relative_quarters"]),
            re.compile(
                rf"(?:(?P<w>{choice('relative_quarters')})|季度?(?=[初末底]))(?P<part>[初末底](?![一二三赛审评]))?"
            ),
            _relative_quarter,
            "alone",
            barred="四每各按分旺淡半两个度",
        ),
        Form(
            "quarter",
            "Q",
            re.compile(rf"Q(?P<q>[1-4]){LIST}(?P<next>(?!))?(?P<part>(?!))?"),
            _quarter,
        ),
        Form(
            "first-months",
            "前",
            re.compile(rf"前(?P<n>{NUMBER}|两)个?(?:(?P<unit>季度)|月)"),
            _first_months,
            barred="提年月",
        ),
        Form(
            "window",
            firsts(data["windows"]),
            re.compile(rf"(?P<w>{choice('windows')})(?P<part>(?<=学期)[初末])?"),
            _named,
            barred="0123456789一二三四五六七八九十百千万两几多每近本去明当同次成周学历",
        ),
        Form(
            "year-part",
            firsts(data["after_year"]),
            re.compile(rf"(?P<w>{choice('after_year')})"),
            _after_year,
            "after-year",
        ),
        Form(
            "window",
            firsts(data["relative_windows"]),
            re.compile(rf"(?P<w>{choice('relative_windows')})"),
            _relative_window,
            "alone",
        ),
        Form("school-year", "12", re.compile(school), _school_year, "alone", barred="0123456789"),
        Form(
            "school-year",
            firsts(data["relative_schools"]),
            re.compile(rf"(?P<w>{choice('relative_schools')})"),
            _relative_school,
            "alone",
        ),
        Form("plan", '"十第', re.compile(plan), _plan, "alone"),
        Form(
            "era",
            firsts(data["eras"]),
            re.compile(
                rf"(?P<w>{choice('eras')})(?=(?:胜利)?(?:召开|闭幕)?(?:以来|以后|之后|后|前|至今))(?:胜利)?(?:召开|闭幕)?"
            ),
            _era,
            "alone",
        ),
        Form(
            "rolling",
            firsts(data["rolling_back"] + data["rolling_on"]),
            re.compile(
                rf"(?P<w>{choice('rolling_back')}|{choice('rolling_on')})的?{counted}(?:以?来|之?内|间|里|时间)?"
            ),
            _rolling,
            "alone",
            barred="时历了已成达有过附",
        ),
        Form(
            "rolling",
            NUMBER_START + "两",
            re.compile(rf"(?P<w>)(?P<n>{NUMBER}|两)(?P<unit>年)(?:以?来)(?![到自访])"),
            _rolling,
            "alone",
            barred="0123456789十百第近多",
        ),
        Form(
            "within",
            "123456789一二三四五六七八九十两",
            re.compile(rf"(?P<n>{NUMBER}|两)年(?:之|以)?内"),
            _within,
            "alone",
            barred="0123456789十百第近",
        ),
        Form(
            "decade",
            "12上",
            re.compile(
                r"(?:(?:(?P<c>1[89]|20|21)|上)世纪|(?P<cc>19|20)(?=\d0))(?P<n>[1-9一二三四五六七八九][0十])年代(?:[初中末]期?)?"
            ),
            _decade,
            "alone",
            barred="0123456789",
        ),
    )
