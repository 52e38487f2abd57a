"""Feasts and solar terms: “五一”, 国庆假期, 3·15, 立冬."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from banjie_reader.calendars import solar_terms
from banjie_reader.dates.form import Form, Made, Match, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import FIGURES, HAN, ahead, choice, firsts, words


@cache
def rows() -> dict[str, dict[str, Any]]:
    """Every name of a feast or solar term, to its row in `data/dates.json`."""
    found = {word: row for row in words()["feasts"] for word in row["words"]}
    return found | {term: {"term": term} for term in solar_terms() if term not in found}


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf'(?:全国|中国|国际)?"?(?P<f>{ahead(rows())})"?')


def named_again(text: str, at: int, point: Point) -> int:
    """Past the name of a feast at `at` if it says the day of `point` again (“七一”建党节)."""
    match = _again().match(text, at)
    return match.end() if match and _same(point, rows()[match["f"]]) else at


def lunar_of(point: Point) -> list[int] | None:
    """Month and day of the lunar calendar that a point says."""
    if point.kind == "lunar":
        return list(point.values[:2])
    row = rows()[point.name] if point.kind in ("feast", "feast_period") else {}
    return row.get("lunar")


def _same(point: Point, row: dict[str, Any]) -> bool:
    if point.kind in ("feast", "feast_period"):
        other = rows()[point.name]
        return any(key in row and row[key] == other.get(key) for key in ("date", "lunar", "term"))
    if point.kind == "lunar":
        return lunar_of(point) == row.get("lunar")
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


def _spelled(match: Match) -> Made | None:
    month, day = whole(match["m"]), whole(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Made((Point("days", (day, day), month=Anchor("absolute", month)),), match.end())


def forms() -> tuple[Form, ...]:
    any_feast = ahead(rows())
    marks = "期间|假期|黄金周|长假|前后|前夕|前|之前|当天|放假|以前"
    feast = (
        rf'(?<![迎庆贺颂赞祝念]")(?P<q>")?(?P<f>{any_feast})(?P<closed>(?(q)"))?(?:节日)?'
        rf"(?:(?P<period>{choice('feast_periods')})|(?P<named>节气|时节)|这天"
        rf'|(?=(?P<mark>{marks})))?(?!"?(?:{choice("not_after_feast")}))'
    )
    dotted = (
        r'(?P<q>")?(?P<m>1[0-2]|[1-9])'
        rf"(?:·|\.(?(q)|(?=\d\d?(?:国际|全国|世界|全民)?(?:{any_feast}))))"
        r'(?P<d>3[01]|[12]\d|[1-9])(?P<closed>")?(?![\d.·%])'
    )
    spelled = rf'(?P<q>")?(?P<m>[{HAN}]{{1,2}}|十)·(?P<d>[{HAN}十〇]{{1,3}})(?(q)"|(?![{HAN}十]))'
    before = f"{FIGURES}{HAN}十双第迎庆贺颂赞祝念吃品包煮送话治风"
    return (
        Form("feast", '"' + firsts(rows()), feast, _feast, barred=before),
        Form("feast", f'"十{HAN}', spelled, _spelled, barred=f"{HAN}十·"),
        Form("feast", f'"{FIGURES}', dotted, _dotted, barred=f"{FIGURES}.·", behind="·."),
    )
