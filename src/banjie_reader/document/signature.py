"""The signature: a body above or before the date at the end."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from banjie_reader.model import Span
from banjie_reader.numerals import number
from banjie_reader.parties import is_unit

_DIGIT = "〇○零oO0Οо一二三四五六七八九"
_ZEROS = str.maketrans(dict.fromkeys("○oOΟо0", "〇"))
_YEAR = rf"[12二一](?:(?<=1)9\d\d|(?<=2)0\d\d|(?<=[二一])[{_DIGIT}]{{3}})"
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = re.compile(
    rf"(?P<year>{_YEAR})\s?年\s?(?P<month>{_COUNT})\s?月\s?(?P<day>{_COUNT})\s?日"
    r"[\s　]*(?:$|\n|[（(]|附)"
)
_LONGEST = 25
_SIGNER = re.compile(rf"[一-龥（）()]{{3,{_LONGEST}}}$")
_UNSIGNED = re.compile(r"(?:[。！.]|\n附件[^\n]*)\s*\n\s*(?P<unit>[一-龥（）()]{3,25})\s*$")
_NOT_SIGNED = re.compile(r"印发|日前|于|之日")
_NAME = re.compile(r"(?<!\S)[^\s。，；：、]+(?!\S)")
_IN_PAIRS = re.compile(r"(?:[^（）()]|[（(][^（）()]*[)）])*")
_TAIL = 1200
_SIGNERS = 120


class Signature(NamedTuple):
    """Where the name stands and the day below it."""

    unit: Span | None
    day: date | None


def signed_day(plain: str) -> date | None:
    """The day of the last signature."""
    found = _signatures(plain)
    return found[-1].day if found else None


def signed_unit(plain: str) -> Span | None:
    """The body that signs: above the last date it stands with, or alone below the last sentence."""
    for signature in reversed(_signatures(plain)):
        if signature.unit:
            return signature.unit
    alone = _UNSIGNED.search(plain, max(0, len(plain) - 80))
    return Span(*alone.span("unit")) if alone and is_unit(alone["unit"]) else None


def _signatures(plain: str) -> list[Signature]:
    """Every day near the end that stands behind or below a name."""
    signatures = []
    begin = max(0, len(plain) - _TAIL)
    for day in _DAY.finditer(plain, begin):
        above = plain[begin : day.start()].rstrip()
        name = _SIGNER.search(above, max(0, len(above) - _LONGEST))
        if name:
            unit = _unit(plain, Span(begin + name.start(), begin + name.end()))
            if unit or "\n" in plain[begin + name.end() : day.start()]:
                signatures.append(Signature(unit, _day(day["year"], day["month"], day["day"])))
        begin = day.end()
    return signatures


def _unit(plain: str, name: Span) -> Span | None:
    words = plain[slice(*name)].lstrip("（）()")
    if not _IN_PAIRS.fullmatch(words):  # but 工作部（处） keeps its bracket
        words = words.rstrip("（）()")
    if not is_unit(words) or _NOT_SIGNED.search(words):
        return None
    start = plain.index(words, name.start)
    return _first_signer(plain, Span(start, start + len(words)))


def _first_signer(plain: str, last: Span) -> Span:
    """Of several bodies that sign together, on one line or one a line, the first."""
    first = last
    for name in reversed(list(_NAME.finditer(plain, max(0, last.start - _SIGNERS), last.start))):
        between = plain[name.end() : first.start]
        if not between.isspace() or not is_unit(name[0]):
            break
        first = Span(*name.span())
    return first


def _day(year: str, month: str, day: str) -> date | None:
    if not year.isdigit():
        year = year.translate(_ZEROS)
    numbers = [number(words) for words in (year, month, day)]
    try:
        return date(*(int(n or 0) for n in numbers))
    except ValueError:
        return None
