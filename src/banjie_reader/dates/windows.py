"""Stretches of a year: quarters, halves, seasons, 年初 and 年底, 前三季度."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, listed, run, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import (
    FIGURES,
    HAN,
    LIST,
    LISTS_ON,
    NUMBER,
    choice,
    firsts,
    table,
    words,
)

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


def _season(match: Match) -> Made:
    return _window("seasons", match)


def _after_year(match: Match) -> Made:
    return _window("after_year", match)


def _relative_window(match: Match) -> Made:
    shift, *window = table("relative_windows")[match["w"]]
    return Made((Point("window", tuple(window), year=Anchor("reference", shift)),), match.end())


def _quarter(match: Match) -> Made | None:
    following = match.groupdict().get("next")
    if following:  # 二三季度
        found: tuple[int, int, int] | None = (whole(match["q"]), whole(following), match.end())
    else:
        found = run(match, "q", "more")
    if found is None:
        return None
    first, last, end = found
    if not 1 <= first <= last <= 4:
        return None
    if end < match.end():
        return Made((Point("window", (3 * first - 2, 1, 3 * first, 0)),), end)
    a, b = 3 * first - 2, 3 * last
    part = match.groupdict().get("part")
    if part:
        a, b = (a, a) if part == "初" else (b, b)
    return Made((Point("window", (a, 1, b, 0)),), end)


def _first_months(match: Match) -> Made | None:
    months = whole(match["n"]) * (3 if match["unit"] else 1)
    return Made((Point("window", (1, 1, months, 0)),), match.end()) if months <= 12 else None


def _relative_quarter(match: Match) -> Made:
    shift = table("relative_quarters")[match["w"]] if match["w"] else 0
    part = {"初": 1, "末": 3, "底": 3}.get(match["part"] or "", 0)
    return Made((Point("quarter", (shift, part)),), match.end())


def forms() -> tuple[Form, ...]:
    quarter = (
        rf"第?(?P<q>{_QUARTER})(?:(?P<next>[二三四])(?=季度)|{LIST})"
        rf"(?:季度|(?<![^第年、,\-至到和]{_QUARTER})季(?![节军风候中票卡刊度]))(?P<part>初|末|底)?"
    )
    this_quarter = (
        rf"(?:(?P<w>{choice('relative_quarters')})|季度?(?=[初末底]))"
        r"(?P<part>[初末底](?![一二三赛审评]))?"
    )
    starts = "季" + firsts(words()["relative_quarters"])
    months = rf"[前头](?P<n>{NUMBER}|两)个?(?:(?P<unit>季度)|月)"
    before_window = f"{FIGURES}{HAN}十百千万两几多每近本去明当同次成周学历"
    return (
        Form(
            "quarter",
            "第一二三四1234",
            quarter,
            _quarter,
            barred=f"{FIGURES}每十个本上下",
            behind=f"{LISTS_ON}{HAN}季",
        ),
        Form("quarter", "Q", rf"Q(?P<q>[1-4]){LIST}", _quarter),
        Form(
            "quarter",
            starts,
            this_quarter,
            _relative_quarter,
            "alone",
            "四每各按分旺淡半两个度",
        ),
        Form("first-months", "前头", months, _first_months, barred="提年月"),
        listed(
            "window",
            "windows",
            _named,
            barred=before_window,
            more="(?P<part>(?<=学期|半年)[初末底])?",
        ),
        listed("season", "seasons", _season, "alone", before_window + "春夏秋冬、"),
        listed("year-part", "after_year", _after_year, "after-year"),
        listed("window", "relative_windows", _relative_window, "alone"),
    )
