"""Chinese, Arabic and mixed numerals as numbers."""

from __future__ import annotations

import re
from typing import Final

DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7,
    "捌": 8, "玖": 9,
}  # fmt: skip
TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS: Final = {"万": 10**4, "亿": 10**8}
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)([万亿千百十]*)")
_ARABIC: Final = re.compile(rf"(?:{_PART.pattern})+")
_LONGEST: Final = 24
_ONE: Final = 10**_LONGEST
_LARGEST: Final = 10**16  # no plan counts further; a float would no longer be exact
_JOINED: Final = {"廿": 20, "卅": 30}


def number(words: str) -> int | float | None:
    """The value of a numeral (already folded): 12, 1,200, 1.5万, 一百二十, 二〇一九, 廿三.

    None when it is no numeral. Whole values come back as int.
    """
    plain = words.replace(",", "").replace(" ", "")
    if not 0 < len(plain) <= _LONGEST:
        return None
    if plain[0].isascii():
        value = _arabic(plain)
    elif len(plain) > 1 and all(c in DIGITS for c in plain):
        value = int("".join(str(DIGITS[c]) for c in plain))
    else:
        value = _chinese(plain)
    return value if value is None or value < _LARGEST else None


def _arabic(words: str) -> int | float | None:
    if not _ARABIC.fullmatch(words):
        return None
    total = 0  # counted in the smallest part that can be written, so that no decimal is rounded
    for figures, units in _PART.findall(words):  # 3万5千 is the sum of its parts
        whole, _point, behind = figures.partition(".")
        part = int(whole + behind) * 10 ** (_LONGEST - len(behind))
        for unit in units:
            part *= MYRIADS.get(unit) or TENS[unit]
        total += part
    return total / _ONE if total % _ONE else total // _ONE


def _chinese(words: str) -> int | None:
    total = section = digit = 0
    for c in words:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in _JOINED:
            section += _JOINED[c]
        elif c in TENS:
            section += (digit or 1) * TENS[c]
            digit = 0
        elif c in MYRIADS:
            total = (total + section + digit or 1) * MYRIADS[c]
            section = digit = 0
        else:
            return None
    return total + section + digit
