"""Years: 2019年, 二〇一九年, 民国108年, 19年底, 今年, 2018—2020年."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banjie_reader.dates.form import whole
from banjie_reader.dates.points import Anchor
from banjie_reader.dates.words import HAN, JOIN, NUMBER, choice, firsts, table, words
from banjie_reader.numerals import DIGITS

ROC = 1911  # the year before the first of the Republic
STARTS = "民12一二〇零0345678九三四五六七八十"


class Year(NamedTuple):
    """The year said, the last of a list, where it ends, whether it may stand alone."""

    first: Anchor
    last: Anchor | None
    end: int
    alone: bool = True
    era: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    count = rf"(?:一百(?:[零〇]|一(?=十))?(?:{NUMBER})?|一[〇零{HAN}]{{2}}|{NUMBER})"
    digit = f"[〇零O0{HAN}]"
    year = rf"(?:(?:1[5-9]|20|21)\d\d|[一二]{digit}{{3}})"
    follows = (
        rf"(?={NUMBER}月|年?[底初末]|[上下]半年|第?[一二三四1-4]季度|度|[春夏秋冬]|暑|寒|国庆|元旦)"
    )
    return re.compile(
        rf"民国(?P<roc>\d{{1,3}}|{count}|元)(?:(?:{JOIN}|[、和])(?P<roc2>\d{{1,3}}|{count}))?年度?"
        rf"|(?P<from>{year})(?:{JOIN}|[、和])(?P<to>{year}|\d\d)年(?!学)度?"
        rf"|(?P<year>{year})年(?:度(?!假))?(?!{choice('not_after_year')})"
        rf"|(?P<bare>(?:19|20)\d\d)(?=[上下]半年|第?[一二三四]季度|第[1-4]季度|全年|年?元旦|春节|国庆)"
        rf"|(?P<era>1[0-4]\d|\d\d)年(?:度|{follows})"
        rf"|(?P<short>[〇零一二三四]{digit})年{follows}"
        rf"|(?:(?<!过)|(?!去))(?P<said>{choice('relative_years')})(?!{choice('not_after_relative_year')})"
    )


def starts() -> str:
    return STARTS + firsts(words()["relative_years"])


def _four(said: str) -> int:
    if said.isdigit() and said.isascii():
        value = int(said)
    else:
        value = int("".join(str(DIGITS.get(c, 0)) for c in said))
    if value < 100:
        value += 2000 if value < 50 else 1900
    return value


def read_year(text: str, at: int, *, roc: bool) -> Year | None:
    """The year at `at`. `roc`: the era of the Republic is in force, so 110年 is 2021.

    Two digits are 20xx up to 49; three digits from 100 to 149 before a month are the Republic's.
    """
    match = _pattern().match(text, at)
    if match is None:
        return None
    kind = match.lastgroup or ""
    said = match[kind]
    if kind in ("roc", "roc2"):
        first = Anchor("absolute", whole(match["roc"]) + ROC)
        last = Anchor("absolute", whole(match["roc2"]) + ROC) if match["roc2"] else None
        return Year(first, last, match.end(), era="roc")
    if kind == "to":
        return Year(
            Anchor("absolute", _four(match["from"])), Anchor("absolute", _four(said)), match.end()
        )
    if kind == "said":
        base, value, alone = table("relative_years")[said]
        return Year(Anchor(base, value), None, match.end(), alone=alone)
    value = _four(said)
    if kind == "era" and (roc or len(said) == 3):
        return Year(Anchor("absolute", int(said) + ROC), None, match.end(), era="roc")
    return Year(Anchor("absolute", value), None, match.end())
