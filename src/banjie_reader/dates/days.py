"""Days and weeks counted from the day of the document, and words that name no day at all."""

from __future__ import annotations

import re

from banjie_reader.dates.form import Form, Made, Match, weekday, whole
from banjie_reader.dates.points import Point
from banjie_reader.dates.words import NUMBER, WEEK, WEEKDAYS, choice, firsts, table, words


def _relative_day(match: Match) -> Made:
    return Made((Point("relative_day", (table("relative_days")[match["w"]],)),), match.end())


def _week(match: Match) -> Made:
    shift = table("relative_weeks")[match["w"]] if match["w"] else 0
    return Made((Point("week", (shift,), name=match["wd"] or ""),), match.end())


def _bare_weekday(match: Match) -> Made:
    return Made((Point("week", (0,), name=match["wd"]),), match.end())


def _iso_week(match: Match) -> Made:
    point = Point("iso_week", (whole(match["n"]),), weekday=weekday(match["wd"]))
    return Made((point,), match.end())


def _now(match: Match) -> Made:
    return Made((Point("relative_day", (0,)),), match.end())


def _vague(match: Match) -> Made:
    return Made((Point("vague"),), match.end())


def forms() -> tuple[Form, ...]:
    data = words()
    week = rf"(?P<w>{choice('relative_weeks')})个?{WEEK}(?:{WEEK}?(?P<wd>[{WEEKDAYS}末]))?(?!{choice('not_after_week')})"
    bare = rf"{WEEK}(?P<wd>[{WEEKDAYS}])(?={choice('after_weekday')})"
    iso = rf"第(?P<n>[1-5]?\d|{NUMBER})(?:周|个?星期){WEEK}?(?P<wd>[{WEEKDAYS}])?"
    placeholder = r"(?:20[xX×*_]{2}年)(?:[xX×*_\d]{1,2}月)?(?:[xX×*_\d]{1,2}[日号])?|[xX×*_]{1,2}月(?:[xX×*_]{1,2}[日号])?"
    return (
        Form(
            "relative-day",
            firsts(data["relative_days"]),
            re.compile(rf"(?P<w>{choice('relative_days')})"),
            _relative_day,
            "alone",
            barred='"《',
        ),
        Form("week", firsts(data["relative_weeks"]), re.compile(week), _week, "alone"),
        Form(
            "week",
            "周星礼",
            re.compile(bare),
            _bare_weekday,
            "alone",
            barred="每本上下这逢第一双单隔个的",
        ),
        Form(
            "week",
            "周星礼一二三四五六日天",
            re.compile(
                rf"(?<!截[至止])(?<!截止[至到]){WEEK}?(?P<wd>[{WEEKDAYS}])(?![个名年月日项、])"
            ),
            _bare_weekday,
            "joined",
        ),
        Form("iso-week", "第", re.compile(iso), _iso_week, "after-year"),
        Form("now", firsts(data["now"]), re.compile(choice("now")), _now, "alone"),
        Form("now", firsts(data["now_joined"]), re.compile(choice("now_joined")), _now, "joined"),
        Form(
            "vague",
            firsts(data["vague"]),
            re.compile(choice("vague")),
            _vague,
            "alone",
            "0123456789一二三四五六七八九十廿卅",
        ),
        Form(
            "placeholder",
            "2xX×*_",
            re.compile(placeholder),
            _vague,
            "alone",
            barred="0123456789xX×*_",
        ),
    )
