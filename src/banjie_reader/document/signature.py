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
    rf"(?P<year>{_YEAR})\s?年\s?(?P<month>{_COUNT})\s?月(?:\s?(?P<day>{_COUNT})\s?日)?"
    r"[\s　]*(?:$|\n|[（(]|附)"
)
_NUMERIC = re.compile(  # 2026-03-05 on a line of its own
    r"(?<=\n)[ \t　]*(?P<year>20\d\d)[-./](?P<month>\d\d?)[-./](?P<day>\d\d?)[ \t　]*(?:$|\n)"
)
_SEAL = re.compile(r"[（(](?:加?盖?公?章|印章?|签章|[^（()）\n]{2,25}代章)[）)]")
_LONGEST = 25
_SIGNER = re.compile(rf"[一-龥（）()]{{3,{_LONGEST}}}$")
_UNSIGNED = re.compile(r"(?:[。！.]|\n附件[^\n]*)\s*\n\s*(?P<unit>[一-龥（）()]{3,25})\s*$")
_NOT_SIGNED = re.compile(r"印发|日前|于|之日")
_NAME = re.compile(r"(?<!\S)[^\s。，；：、]+(?!\S)")
_IN_PAIRS = re.compile(r"(?:[^（）()]|[（(][^（）()]*[)）])*")
_STOPS = tuple("。！!.；")
_TAIL = 1200
_SIGNERS = 120


class Signature(NamedTuple):
    """Where the name stands and the day below it."""

    unit: Span | None
    day: date | None


def signed_day(plain: str) -> date | None:
    """The day of the last signature."""
    days = [signature.day for signature in _signatures(plain) if signature.day]
    return days[-1] if days else None


def signed_unit(plain: str) -> Span | None:
    """The body that signs: above the last date it stands with, or alone below the last sentence."""
    for signature in reversed(_signatures(plain)):
        if signature.unit:
            return signature.unit
    alone = _UNSIGNED.search(plain, max(0, len(plain) - 80))
    return Span(*alone.span("unit")) if alone and is_unit(alone["unit"]) else None


def _signatures(plain: str) -> list[Signature]:
    """Every day near the end that stands behind or below a name."""
    begin = max(0, len(plain) - _TAIL)
    tail = _SEAL.sub(lambda seal: " " * len(seal[0]), plain[begin:])
    days = [*_DAY.finditer(tail), *_NUMERIC.finditer(tail)]
    signatures, behind = [], 0
    for day in sorted(days, key=re.Match.start):
        if signature := _signature(tail, behind, day):
            unit = signature.unit and Span(*(begin + at for at in signature.unit))
            signatures.append(signature._replace(unit=unit))
        behind = day.end()
    return signatures


def _signature(tail: str, begin: int, day: re.Match[str]) -> Signature | None:
    """The name before a day: above it, or on its line if that is a body's.

    A day in digits, or a month alone, is one only below a body; a month only at the very end.
    """
    above = tail[begin : day.start()].rstrip()
    name = _SIGNER.search(above, max(0, len(above) - _LONGEST))
    if name is None:
        return None
    unit = _unit(tail, Span(begin + name.start(), begin + name.end()))
    below = "\n" in tail[begin + name.end() : day.start()]
    if day.re is _DAY and day["day"]:
        return Signature(unit, _day(*day.group("year", "month", "day"))) if unit or below else None
    if not (unit and below):
        return None
    if day["day"]:
        return Signature(unit, _day(*day.group("year", "month", "day")))
    ends = not tail[day.end() :].strip() and tail[: unit.start].rstrip().endswith(_STOPS)
    return Signature(unit, None) if ends else None


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
