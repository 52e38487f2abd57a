"""Feasts, the lunar calendar and solar terms: “五一”, 国庆假期, 正月十五, 3·15, 立冬."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from banjie_reader.calendars import solar_terms
from banjie_reader.dates.form import Form, Made, Match, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import HAN, any_of, choice, firsts, words

_LUNAR_DAY = rf"(?:初[{HAN}十]|[二三]?十[{HAN}]?|廿[{HAN}]?|卅|[12]\d|30|[1-9])"
_LUNAR_MIDDLE = 15
_LUNAR_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@cache
def rows() -> dict[str, dict[str, Any]]:
    """Every name of a feast or solar term, to its row in `data/dates.json`."""
    found = {word: row for row in words()["feasts"] for word in row["words"]}
    return found | {term: {"term": term} for term in solar_terms() if term not in found}


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf'(?:全国|中国|国际)?"?(?P<f>{any_of(rows())})"?')


def named_again(text: str, at: int, point: Point) -> int:
    """Past the name of a feast at `at` if it says the day of `point` again (“七一”建党节)."""
    match = _again().match(text, at)
    return match.end() if match and _same(point, rows()[match["f"]]) else at


def _same(point: Point, row: dict[str, Any]) -> bool:
    if point.kind in ("feast", "feast_period"):
        other = rows()[point.name]
        return any(key in row and row[key] == other.get(key) for key in ("date", "lunar", "term"))
    if point.kind == "lunar":
        return list(point.values[:2]) == row.get("lunar")
    if point.kind != "days" or point.month is None:
        return False
    first, last = point.values
    return first == last and [point.month.value, first] == row.get("date")


@cache
def _doubtful() -> tuple[str, ...]:
    """Names that are also other words (十一, 雨水): read only with a mark that they are feasts."""
    return tuple(words()["doubtful_feasts"])


def _feast(match: Match) -> Made | None:
    name = match["f"]
    marked = match["mark"] or match["period"] or match["named"]
    if name in _doubtful() and not marked and not (match["q"] and match["closed"]):
        return None
    if match["q"] and not match["closed"]:
        return None
    row = rows()[name]
    kind = "feast_period" if match["period"] and "days" in row else "feast"
    return Made((Point(kind, name=name),), match.end())


def _dotted(match: Match) -> Made | None:
    month, day = int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or bool(match["q"]) != bool(match["closed"]):
        return None
    return Made((Point("days", (day, day), month=Anchor("absolute", month)),), match.end())


def _lunar(match: Match) -> Made | None:
    said = match["m"]
    month = _LUNAR_MONTHS.get(said) or whole(said)
    day = _LUNAR_MIDDLE if match["d"] == "半" else whole((match["d"] or "0").lstrip("初"))
    if not (1 <= month <= 12 and day <= 30):
        return None
    year = Anchor("absolute", int(match["y"])) if match["y"] else None
    leap = 1 if match["leap"] else 0
    name = "nearest" if month == 12 else ""
    return Made((Point("lunar", (month, day, leap), name=name, year=year),), match.end())


def _lunar_rest(match: Match) -> Made:
    return Made((Point("lunar", (0, whole(match["d"].lstrip("初")), 0)),), match.end())


def _double(match: Match) -> Made:
    month = whole(match["m"])
    return Made((Point("lunar", (month, month, 0)),), match.end())


def forms() -> tuple[Form, ...]:
    marks = r"期间|假期|黄金周|长假|前后|前夕|前|之前|当天|放假|节气|时节|以前"
    feast = (
        rf'(?<![迎庆贺颂赞祝念]")(?P<q>")?(?P<f>{any_of(rows())})(?P<closed>(?(q)"))?(?:节日)?'
        rf"(?:(?P<period>{choice('feast_periods')})|(?P<named>节气|时节)|这天|(?=(?P<mark>{marks})))?"
        rf"(?!\"?(?:{choice('not_after_feast')}))"
    )
    named = rf"(?:国际|全国|世界|全民)?(?:{any_of(rows())})"
    dotted = (
        rf'(?P<q>")?(?P<m>1[0-2]|[1-9])(?:·|\.(?(q)|(?=\d\d?{named})))'
        r'(?P<d>3[01]|[12]\d|[1-9])(?P<closed>")?(?![\d.·%])'
    )
    lunar_month = rf"(?P<leap>闰)?(?P<m>[正冬腊]|十[一二]?|[{HAN}]|1[0-2]|[1-9])月份?"
    lunar = rf"(?:农历|阴历|旧历|夏历)(?:(?P<y>20\d\d|19\d\d)年)?的?{lunar_month}(?P<d>{_LUNAR_DAY}|半|[{HAN}](?![{HAN}十月]))?"
    bare = (
        r"(?P<y>(?!))?(?P<leap>(?!))?(?P<m>[正腊])月份?"
        rf"(?P<d>{_LUNAR_DAY})?(?!里来)"
    )
    day_style = rf"(?P<y>(?!))?(?P<leap>闰)?(?P<m>冬|十[一二]?|[{HAN}])月(?P<d>初[{HAN}十](?!中)|廿[{HAN}]?)"
    return (
        Form(
            "feast",
            '"' + firsts(rows()),
            re.compile(feast),
            _feast,
            barred="0123456789一二三四五六七八九十双第迎庆贺颂赞祝念",
        ),
        Form("feast", '"123456789', re.compile(dotted), _dotted, barred="0123456789.·"),
        Form("lunar", "农阴旧夏", re.compile(lunar), _lunar),
        Form("lunar", "正腊", re.compile(bare), _lunar),
        Form("lunar", "闰冬十" + HAN, re.compile(day_style), _lunar, barred="0123456789"),
        Form(
            "lunar",
            "初十廿二三",
            re.compile(
                rf"(?P<d>初[{HAN}十]|[二三]?十[{HAN}]?|廿[{HAN}]?)(?![{HAN}十年月日号个名])"
            ),
            _lunar_rest,
            "joined",
        ),
        Form("lunar", "二三九", re.compile(r"(?P<m>[三二九])月(?P=m)(?![月十日号])"), _double),
    )
