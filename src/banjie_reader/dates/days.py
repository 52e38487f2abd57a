"""Days and weeks counted from the day of the document, and words that name no day at all."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, listed, weekday, whole
from banjie_reader.dates.points import Point
from banjie_reader.dates.words import FIGURES, HAN, JOIN, NUMBER, WEEK, WEEKDAYS, choice, table


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
    day = rf"(?P<wd>[{WEEKDAYS}])"
    week = rf"个?{WEEK}(?:{WEEK}?(?P<wd>[{WEEKDAYS}末]))?(?!{choice('not_after_week')})"
    bare = rf"{WEEK}{day}(?={choice('after_weekday')})"
    last = rf"(?<!截[至止])(?<!截止[至到]){WEEK}?{day}(?![个名年月日项、])"
    iso = rf"第(?P<n>[1-5]?\d|{NUMBER})(?:周|个?星期){WEEK}?{day}?"
    blank = "[xX×*_]"
    day_of_none = rf"{blank}{{1,2}}月(?:{blank}{{1,2}}[日号])?"
    placeholder = (
        rf"20{blank}{{2}}年(?:(?:{blank}|\d){{1,2}}月)?(?:(?:{blank}|\d){{1,2}}[日号])?"
        rf"|(?:20\d\d年)?{day_of_none}(?:{JOIN}{day_of_none})?"
    )
    return (
        listed("relative-day", "relative_days", _relative_day, "alone", '"《'),
        listed("week", "relative_weeks", _week, "alone", more=week),
        Form("week", "周星礼", bare, _bare_weekday, "alone", "每本上下这逢第一双单隔个的"),
        Form("week", "周星礼" + WEEKDAYS, last, _bare_weekday, "joined"),
        Form("iso-week", "第", iso, _iso_week, "after-year"),
        listed("now", "now", _now, "alone"),
        listed("now", "now_joined", _now, "joined"),
        listed(
            "vague",
            "vague",
            _vague,
            "alone",
            f"{FIGURES}{HAN}十廿卅节假生昨今明作休念传书权育护全童",
        ),
        Form(
            "placeholder",
            "2xX×*_",
            placeholder,
            _vague,
            "alone",
            f"{FIGURES}xX×*_",
            "xX×*_年",
        ),
    )
