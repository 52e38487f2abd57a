"""Runs of years: “十四五”期间, 党的十八大以来, 近三年, 五年内, 上世纪90年代."""

from __future__ import annotations

from banjie_reader.dates.form import Form, Made, Match, listed, whole
from banjie_reader.dates.points import Anchor, Point
from banjie_reader.dates.words import (
    FIGURES,
    HAN,
    NUMBER,
    NUMBER_START,
    choice,
    firsts,
    table,
    words,
)

_NTH_PLAN = "十[一二三四五六七]"


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
    plan = (
        rf'"?(?:(?P<n>{_NTH_PLAN})五|第(?P<nth>{_NTH_PLAN})个五年)"?'
        rf"(?P<part>{choice('plan_parts')})"
    )
    met = "(?:胜利)?(?:召开|闭幕)?"
    rolling = (
        rf"(?P<w>{choice('rolling_back')}|{choice('rolling_on')})的?(?P<n>{NUMBER}|两|半)个?"
        r"(?P<unit>年|月)(?:以?来|之?内|间|里|时间)?"
    )
    ago = rf"(?P<w>)(?P<n>{NUMBER}|两)(?P<unit>年)以?来(?![到自访])"
    within = rf"(?P<n>{NUMBER}|两)年(?:之|以)?内"
    decade = (
        r"(?:(?:(?P<c>1[89]|20|21)|上)世纪|(?P<cc>19|20)(?=\d0))"
        rf"(?P<n>[1-9{HAN}][0十])年代(?:[初中末]期?)?"
    )
    rolls = firsts(words()["rolling_back"] + words()["rolling_on"])
    counted = f"{FIGURES}十百第近多"
    return (
        Form("plan", '"十第', plan, _plan, "alone"),
        listed("era", "eras", _era, "alone", more=f"(?={met}(?:以来|以后|之后|后|前|至今)){met}"),
        Form("rolling", rolls, rolling, _rolling, "alone", "时历了已成达有着过附"),
        Form("rolling", NUMBER_START + "两", ago, _rolling, "alone", counted, "年", short=True),
        Form("within", NUMBER_START + "两", within, _within, "alone", counted, "年", short=True),
        Form("decade", "12上", decade, _decade, "alone", FIGURES, "世年"),
    )
