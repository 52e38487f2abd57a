"""The amount a numeral says: one value, or a lowest and a highest."""

from __future__ import annotations

import re
from typing import NamedTuple

from banjie_reader.numerals import DIGITS, number

HAN = "零〇一二两三四五六七八九十百千万亿"
_FORMAL = "壹贰叁肆伍陆柒捌玖"
NUMERAL = (
    rf"(?:\d+[万亿]\d+[千万](?![个名])|[{_FORMAL}][拾佰仟][{_FORMAL}拾佰仟零万亿]*|"
    r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[千百]?[万亿]{{1,2}}|[百千](?=[余多来个名人]))?|[{HAN}]+)"
)
NUMERAL_START = rf"\d{_FORMAL}{HAN}"
AFTER_NUMERAL = (
    r"(?P<middle>余|多(?![种样元媒功维层方年])|来|几(?=[个家名人场次项户万]))?"
    r"(?P<scale>[万亿]{1,2})?余?"
)
_NEIGHBOURS = re.compile(
    r"(?P<tens>[一二三四五六七八九]?十)?"
    r"(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<unit>[十百千万亿]*)"
)


class Amount(NamedTuple):
    """One value, or a range, or (all None) nothing definite."""

    value: int | float | None
    low: int | float | None = None
    high: int | float | None = None

    def times(self, factor: int | float) -> Amount:
        return Amount(*(None if n is None else round(n * factor, 6) for n in self))


def read_amount(
    words: str, *, middle: str = "", last: str | None = None, divided_by: str = ""
) -> Amount | None:
    """The amount of a numeral; with `last` a range, with 几 the numbers between two tens."""
    value = number(words)
    if value is None:
        return None
    if divided_by:
        return Amount(round(value / (number(divided_by) or 1), 6))
    if last is not None:
        return _between(words, value, last)
    if middle == "几":
        return Amount(None, value + 1, value + 9) if words.endswith("十") else None
    near = _NEIGHBOURS.fullmatch(words)
    if near or (len(words) > 1 and all(c in DIGITS for c in words)):
        return _neighbours(near) if near else None  # 三五 is a range, 一三 no number
    return Amount(value)


def _between(words: str, low: int | float, last: str) -> Amount | None:
    high = number(last)
    if high is None:
        return None
    scale = re.search(r"[万亿]+$", last)
    if scale and not re.search(r"[万亿]", words):  # 5—10万
        base = number(last[: scale.start()] or "一") or 1
        low = low * (high / base) if low < base else low
    return Amount(None, low, high) if low < high else None


def _neighbours(match: re.Match[str]) -> Amount | None:
    """三五名 3-5, 三四十 30-40, 十七八 17-18."""
    a, b = DIGITS[match["a"]], DIGITS[match["b"]]
    if not (b - a == 1 or (a, b) == (3, 5)):
        return None
    tens = number(match["tens"]) or 0 if match["tens"] else 0
    factor = number("一" + match["unit"]) or 1 if match["unit"] else 1
    return Amount(None, tens + a * factor, tens + b * factor)
