"""Numbers with their units: how many, how exactly, and of what.

The words of a quantity are the numeral with its modifier, unit and suffix (不少于24场, 2200余人).
Only a numeral with a measure word, a unit or a percentage counts; dates, ordinals, numbers of
documents, scores and set phrases do not. The word lists are `data/measures.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from banjie_reader.amounts import AFTER_NUMERAL, HAN, NUMERAL, Amount, read_amount
from banjie_reader.counted import counted_things
from banjie_reader.dates.view import View
from banjie_reader.dates.words import any_of
from banjie_reader.measures import measures, plain
from banjie_reader.model import Approx, Quantity

_JOIN = r"(?:-{1,2}|至|到)"
_NOT_BEFORE_HAN = "第唯统同万进每另某逐任之独单初周其"


class _Read(NamedTuple):
    """One quantity in the folded text."""

    start: int
    end: int
    unit: str
    approx: Approx
    amount: Amount


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = measures()
    units = f" ?%|‰|{any_of(data['units'])}"
    return {
        "start": re.compile(
            rf"(?P<half>{any_of(data['halves'])})"
            rf"|百分之(?P<percent>{NUMERAL})(?:{_JOIN}(?:百分之)?(?P<percent2>{NUMERAL}))?"
            rf"|(?P<below>{NUMERAL})分之(?P<above>[{HAN}]+)"
            r"|(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/])(?=以上|以下|的|左右|强)"
            rf"|(?P<vague>(?:好?几|数)[十百千万亿]+|成百上千|成千上万|几)(?=[余多]?(?:{units}))"
            rf"|(?P<numeral>{NUMERAL})"
        ),
        "idiom": re.compile(any_of(data["idioms"])),
        "tail": re.compile(AFTER_NUMERAL),
        "range": re.compile(rf"{_JOIN}(?P<numeral>{NUMERAL})"),
        "unit": re.compile(units),
        "after": re.compile(any_of(data["after"])),
        "before": re.compile(rf"(?:{any_of(data['before'])})$"),
        "not_after_one": re.compile(any_of(data["not_after_one"])),
    }


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    view = View(text)
    reads = list(_reads(view.text))
    things = counted_things(view.text, [(read.start, read.end, read.unit) for read in reads])
    found = []
    for read, thing in zip(reads, things, strict=True):
        span = view.span(read.start, read.end)
        quantity = Quantity(
            text=text[span.start : span.end],
            span=span,
            value=read.amount.value,
            unit=read.unit,
            approx=read.approx,
            of=thing,
            low=read.amount.low,
            high=read.amount.high,
        )
        found.append(quantity)
    return tuple(found)


def _reads(text: str) -> Iterator[_Read]:
    at = 0
    patterns = _patterns()
    while match := patterns["start"].search(text, at):
        at = match.end()
        idiom = patterns["idiom"].match(text, match.start())
        if idiom:
            at = max(at, idiom.end())
            continue
        read = _share(text, match) if match.lastgroup != "numeral" else _count(text, match)
        if read:
            yield read
            at = read.end


def _share(text: str, match: re.Match[str]) -> _Read | None:
    """Halves, percentages in words, fractions and vague numbers."""
    end, unit = match.end(), "%"
    approx: Approx = "exact"
    if match["half"]:
        amount, approx = Amount(50), plain("halves")[match["half"]]
    elif match["percent"]:
        amount = read_amount(match["percent"], last=match["percent2"])
    elif match["vague"]:
        more = re.compile("[余多]").match(text, end)
        found = _patterns()["unit"].match(text, more.end() if more else end)
        if found is None or text[match.start() - 1 : match.start()] in ("第", "十", "百"):
            return None
        return _modified(text, match.start(), found.end(), found.group(), "vague", Amount(None))
    else:
        below, above = match["below"] or match["bottom"], match["above"] or match["top"]
        amount, unit = read_amount(above, divided_by=below), ""
    return _modified(text, match.start(), end, unit, approx, amount) if amount else None


def _count(text: str, match: re.Match[str]) -> _Read | None:
    """A numeral, perhaps the near end of a range, with its unit."""
    patterns = _patterns()
    words = match["numeral"]
    if _barred(text, match.start(), words):
        return None
    tail = patterns["tail"].match(text, match.end())
    end = tail.end() if tail else match.end()
    unit = patterns["unit"].match(text, end)
    joined = patterns["range"].match(text, unit.end() if unit else end)
    last_tail = None
    if joined:
        last_tail = patterns["tail"].match(text, joined.end())
        far = patterns["unit"].match(text, last_tail.end() if last_tail else joined.end())
        if far and (not unit or unit.group() == far.group()):
            unit = far
        else:
            joined = last_tail = None
    if unit is None or not _counts(text, words, unit):
        return None
    amount = read_amount(
        words + (tail["scale"] or "" if tail else ""),
        middle=tail["middle"] or "" if tail else "",
        last=joined["numeral"] + (last_tail["scale"] or "" if last_tail else "")
        if joined
        else None,
    )
    if amount is None:
        return None
    approx: Approx = "exact"
    middle = last_tail or tail
    if middle and middle["middle"] in measures()["middle"]:
        approx = measures()["middle"][middle["middle"]]
    name = unit.group().strip()
    if name == "成":
        amount, name = amount.times(10), "%"
    return _modified(
        text, match.start(), unit.end(), measures()["scaled_units"].get(name, name), approx, amount
    )


def _barred(text: str, start: int, words: str) -> bool:
    """第3届, 3:2, A4, 2018-30: what stands before says that it is no count."""
    before = text[start - 1 : start] if start else ""
    if before == "第" or (before.isascii() and before.isalnum()):
        return True
    if before and before in ":/-.+" and text[start - 2 : start - 1].isascii():
        return text[start - 2 : start - 1].isalnum()
    if not words[0].isascii():
        return bool(before) and before in _NOT_BEFORE_HAN
    return False


def _counts(text: str, words: str, unit: re.Match[str]) -> bool:
    """Whether the unit goes with such a numeral; 一 goes with few, most of it being idiom."""
    name = unit.group()
    data = measures()
    if words == "一":
        rest = _patterns()["not_after_one"].match(text, unit.end())
        return name in data["one_units"] and rest is None
    if name == "大":
        return text[unit.start() - len(words) - 1 : unit.start() - len(words)] == '"'
    return not (len(words) == 1 and not words.isascii() and name in data["digits_only"])


def _modified(text: str, start: int, end: int, unit: str, approx: Approx, amount: Amount) -> _Read:
    """With the modifier before and the suffix behind, which say more than 余 or 多 inside."""
    after = _patterns()["after"].match(text, end)
    if after:
        said = plain("after")[after.group()]
        approx, end = (said if said != "exact" else approx), after.end()
    before = _patterns()["before"].search(text[max(0, start - 5) : start])
    if before:
        word = before.group()
        at = start - len(word)
        needed = measures()["modifier_needs"].get(word, "")
        barred = measures()["not_before_modifier"].get(word, "")
        if re.compile(needed).match(text, start) and text[at - 1 : at] not in tuple(barred):
            approx, start = plain("before")[word], at
    if unit == "大":
        start, end = start - 1, end + 1
    if amount.low is not None and approx != "vague":
        approx = "range"
    return _Read(start, end, unit, approx, amount)
