"""Years: 2019年, 二〇一九年, 民国108年, 19年底, 今年, 2018—2020年."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banjie_reader.dates.form import whole
from banjie_reader.dates.points import Anchor
from banjie_reader.dates.words import (
    FIGURES,
    HAN,
    JOIN,
    NUMBER,
    choice,
    table,
)
from banjie_reader.numerals import DIGITS

ROC = 1911  # the year before the first of the Republic


class Year(NamedTuple):
    """The year said, the last of a list, where it ends, whether it may stand alone."""

    first: Anchor
    last: Anchor | None
    end: int
    alone: bool = True
    era: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    spelled = rf"一[〇零0O{HAN}]{{2}}"
    hundred = rf"一百(?:[零〇]|一(?=十))?(?:{NUMBER})?"
    tens = rf"[{HAN}]十[{HAN}]?"
    count = rf"(?:{hundred}|{spelled}|{tens}|{NUMBER})"
    digit = f"[〇零O0{HAN}]"
    year = rf"(?:(?:1[5-9]|20|21)\d\d|[一二]{digit}{{3}})"
    follows = (
        rf"(?={NUMBER}(?:(?:[、和]|{JOIN}){NUMBER})?月|年?[底初末]|[上下]半年|第?[一二三四1-4]季|度|[春夏秋冬]|暑|寒"
        r"|国庆|元旦|端午|中秋)"
    )
    return re.compile(
        rf"民国(?P<roc>\d{{1,3}}|{count}|元)(?:(?:{JOIN}|[、和])(?P<roc2>\d{{1,3}}|{count}))?年度?"
        rf"|(?P<from>{year})(?:{JOIN}|[、和])(?P<to>{year}|\d\d)年(?!学)度?"
        rf"|(?P<year>{year})年(?:度(?!假))?(?!{choice('not_after_year')})"
        rf"|(?P<bare>(?:19|20)\d\d)(?=[上下]半年|第?[一二三四]季度|第[1-4]季度|全年|年?元旦|春节|国庆)"
        rf"|(?P<era_from>1[0-4]\d)(?:{JOIN}|[、和])(?P<era_to>1[0-4]\d)年(?!学)度?"
        rf"|(?P<era>1[0-4]\d|\d\d)年(?:度|{follows})"
        rf"|(?P<era_han>(?<![{HAN}百千])(?:{hundred}|{spelled}|{tens}))年(?:度|{follows})"
        rf"|(?P<short>[〇零一二三四]{digit})年{follows}"
        rf"|(?:(?<!过)|(?!去))(?P<said>{choice('relative_years')})(?!{choice('not_after_relative_year')})"
    )


_ENDS = {"to": ("from", "to"), "roc2": ("roc", "roc2"), "era_to": ("era_from", "era_to")}


def _value(said: str, *, era: bool) -> int:
    """A year in figures, digits spelled out (二〇二六, with O or 0 for 〇) or of the Republic."""
    if era:
        said = said if said.isdigit() else said.replace("O", "〇").replace("0", "〇")
        return whole(said) + ROC
    value = int("".join(c if c in FIGURES else str(DIGITS.get(c, 0)) for c in said))
    if value < 100:
        value += 2000 if value < 50 else 1900
    return value


def read_year(text: str, at: int, *, roc: bool) -> Year | None:
    """The year at `at`. `roc`: the era of the Republic is in force, so 110年 is 2021.

    Two digits are 20xx up to 49; three digits from 100 to 149 before a month are the Republic's,
    and so is 一〇一年; 九十七年 only where its era is in force.
    """
    match = _pattern().match(text, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if kind == "said":
        base, value, alone = table("relative_years")[match["said"]]
        return Year(Anchor(base, value), None, match.end(), alone=alone)
    first, last = _ENDS.get(kind, (kind, ""))
    if kind == "era_han" and not roc and "十" in match[first][:2]:
        return None
    era = kind.startswith("roc") or (kind.startswith("era") and (roc or len(match[first]) >= 3))
    years = [_value(match[name], era=era) for name in (first, last) if name]
    anchors = [Anchor("absolute", year) for year in years]
    return Year(anchors[0], anchors[1] if last else None, match.end(), era="roc" if era else "")
