"""Where an expression can begin, told by a few characters: the cheap first pass over a text.

Most characters that begin an expression begin other words as well (上, 一, 本). With what stands
behind it nine places in ten are left out before any form is tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from banjie_reader.dates.feasts import rows
from banjie_reader.dates.words import FIGURES, HAN, NUMBER_START, WEEKDAYS, words

_LISTS = (
    "relative_years", "relative_months", "lone_month_parts", "windows", "relative_windows",
    "relative_quarters", "relative_schools", "eras", "rolling_back", "rolling_on", "relative_days",
    "now", "vague", "before_mods", "standing_recurrences",
)  # fmt: skip
_COUNTED = f"{NUMBER_START}〇零O年月日号、,和及与至到-季学世./·周天个"
_COUNTS = f"{NUMBER_START}两半的"
_QUOTED = f"{FIGURES}{HAN}十"
_BESIDE = {
    **dict.fromkeys(f"{HAN}十廿卅〇零", _COUNTED),
    "一": f"{_COUNTED}百",
    "两": "年月周季个天学", "半": "年月个", "元": "月", "民": "国", "第": _COUNTS, "Q": FIGURES,
    "农": "历", "阴": "历", "旧": "历", "夏": "历", "正": "月", "腊": "月", "冬": "月",
    "闰": _COUNTS,
    "前": _COUNTS, "头": _COUNTS, "近": _COUNTS, "季": "度初末底", "上": "世周星礼个上一",
    "周": WEEKDAYS, "星": "期", "礼": "拜", "大": "年", "年": "初三", "逢": "周星礼双单",
    "本": "周星礼个", "这": "周星礼个", "下": "周星礼个下一",
    **dict.fromkeys("xX×*_", "xX×*_月"),
}  # fmt: skip
_ANY = "每"
# Figures from their first on, with what can follow the last: no form has more than four in a row.
_BEHIND_FIGURES = rf"{HAN}十〇年月日号、,和及与至到\-季学世./·周天个上下第全元春国xX×*_"
_DAYS_FIRST = r"[0-9]? ?- [0-9]{1,2}[./][0-9]"  # 14 – 18.9.2026
_NUMBER = rf"(?<![0-9])[0-9](?=[0-9]{{0,3}}[{_BEHIND_FIGURES}]|{_DAYS_FIRST})"


@cache
def starters() -> re.Pattern[str]:
    """A character with which an expression can begin, before what can go on with it.

    The first lookahead is what makes it quick: nearly every place fails there.
    """
    beside = _beside()
    together: dict[str, str] = defaultdict(str)
    for first, found in beside.items():
        single = {said for said in found if len(said) == 1}
        longer = sorted(said for said in found if said[0] not in single)
        one = f"[{re.escape(''.join(sorted(single)))}]"
        together["|".join([one] * bool(single) + [re.escape(said) for said in longer])] += first
    choices = "|".join(f"[{re.escape(first)}](?={rest})" for rest, first in together.items())
    firsts = re.escape("".join(beside) + FIGURES + _ANY)
    return re.compile(rf"(?=[{firsts}])(?:{_ANY}|{_NUMBER}|{choices})")


def _beside() -> dict[str, set[str]]:
    """For each character, what of one or two characters goes on from it."""
    beside: dict[str, set[str]] = defaultdict(set)
    for first, seconds in _BESIDE.items():
        beside[first] |= set(seconds)
    for word in (*(w for name in _LISTS for w in words()[name]), *rows()):
        plain = word.partition(" ")[0]
        if len(plain) > 1:
            beside[plain[0]].add(plain[1:3])
    beside['"'] |= set(_QUOTED) | {name[0] for name in rows()}
    return beside
