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

from banjie_reader.amounts import AFTER_NUMERAL, HAN, NUMERAL, NUMERAL_START, Amount, read_amount
from banjie_reader.collection import paused
from banjie_reader.counted import counted_things
from banjie_reader.dates.view import View
from banjie_reader.dates.words import ahead, any_of, firsts
from banjie_reader.measures import measures, plain
from banjie_reader.model import Approx, Quantity

_JOIN = r"(?:-{1,2}|至|到)"
_TAILS = frozenset("余多来几万亿")  # what can stand between a numeral and its unit
_JOINS = frozenset("-至到")
_HAN_FIGURES = "一二三四五六七八九十"
_NOT_BEFORE_HAN = "第唯统同万进每另某逐任之独单初周其"


class _Read(NamedTuple):
    """One quantity in the folded text."""

    start: int
    end: int
    unit: str
    approx: Approx
    amount: Amount


class _Numeral(NamedTuple):
    """A numeral with its 万 or 亿, the 余, 多, 来 or 几 in it, and where it ends."""

    words: str
    middle: str
    end: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = measures()
    units = f" ?%|‰|{any_of(data['units'])}"
    return {
        "start": re.compile(
            rf"(?=[{NUMERAL_START}好几数成{firsts(data['halves'])}])"
            rf"(?:(?P<half>{any_of(data['halves'])})"
            rf"|百分之(?P<percent>{NUMERAL})(?:{_JOIN}(?:百分之)?(?P<percent2>{NUMERAL}))?"
            r"|(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/])(?=以上|以下|的|左右|强)"
            rf"|(?P<vague>(?:好?几|数)[十百千万亿]+|成百上千|成千上万|几)(?=[余多]?(?:{units}))"
            rf"|(?P<numeral>{NUMERAL})(?:分之(?P<above>[{HAN}]+))?)"
        ),
        "idiom": re.compile(ahead(data["idioms"])),
        "tail": re.compile(AFTER_NUMERAL),
        "range": re.compile(rf"{_JOIN}(?P<numeral>{NUMERAL})"),
        "unit": re.compile(units),
        "vague_unit": re.compile(rf"[余多]?(?P<unit>{units})"),
        "after": re.compile(ahead(data["after"])),
        "before": re.compile(rf"(?:{any_of(data['before'])})$"),
    }


@cache
def _follows() -> frozenset[str]:
    """The characters that can stand behind the numeral of a quantity."""
    return frozenset(firsts(measures()["units"]) + " %‰") | _TAILS | _JOINS


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    with paused:
        return quantities_in(View(text))


def quantities_in(view: View) -> tuple[Quantity, ...]:
    """Every quantity in a text that is folded already, in order."""
    reads = list(_reads(view.text))
    things = counted_things(view.text, [(read.start, read.end, read.unit) for read in reads])
    found = []
    people = measures()["person_units"]
    for read, thing in zip(reads, things, strict=True):
        span = view.span(read.start, read.end)
        quantity = Quantity(
            text=view.source[span.start : span.end],
            span=span,
            value=read.amount.value,
            unit=_as_written(view, read),
            approx=read.approx,
            of=view.words(*thing) if thing else ("人" if read.unit in people else ""),
            low=read.amount.low,
            high=read.amount.high,
        )
        found.append(quantity)
    return tuple(found)


def _as_written(view: View, read: _Read) -> str:
    """The unit in the script of the text; 元 for 万元, % for 成 and 百分之."""
    at = view.text.rfind(read.unit, read.start, read.end) if read.unit not in ("", "%") else -1
    return view.words(at, at + len(read.unit)) if at >= 0 else read.unit


def _reads(text: str) -> Iterator[_Read]:
    starts, idioms, follows = _patterns()["start"], _patterns()["idiom"], _follows()
    idiomatic = frozenset(firsts(measures()["idioms"]))
    found = starts.finditer(text)
    while match := next(found, None):
        begin, at = match.span()
        end, read = at, None
        if text[begin] in idiomatic and (idiom := idioms.match(text, begin)):
            end = max(at, idiom.end())
        elif match.lastgroup != "numeral":
            read = _share(text, match)
        elif text[at : at + 1] in follows:
            read = _count(text, match)
        if read:
            yield read
            end = read.end
        if end != at:
            found = starts.finditer(text, end)


def _share(text: str, match: re.Match[str]) -> _Read | None:
    """Halves, percentages in words and fractions; numbers that name none (数百名)."""
    start, end = match.span()
    if match["vague"]:
        return _vague(text, start, end)
    if match["half"]:
        said = plain("halves")[match["half"]]
        return _modified(text, _Read(start, end, "%", said, Amount(50)))
    unit = "%" if match["percent"] else ""
    if match["percent"]:
        amount = read_amount(match["percent"], last=match["percent2"])
    else:
        above, below = match["above"] or match["top"], match["numeral"] or match["bottom"]
        amount = read_amount(above, divided_by=below)
    return _modified(text, _Read(start, end, unit, "exact", amount)) if amount else None


def _vague(text: str, start: int, end: int) -> _Read | None:
    unit = _patterns()["vague_unit"].match(text, end)
    if unit is None or text[max(0, start - 1) : start] in ("第", "十", "百"):
        return None
    return _modified(text, _Read(start, unit.end(), unit["unit"], "vague", Amount(None)))


def _numeral(text: str, match: re.Match[str]) -> _Numeral:
    words, end = match["numeral"], match.end()
    if text[end : end + 1] not in _TAILS:
        return _Numeral(words, "", end)
    tail = _patterns()["tail"].match(text, end)
    if tail is None:
        return _Numeral(words, "", end)
    return _Numeral(words + (tail["scale"] or ""), tail["middle"] or "", tail.end())


def _count(text: str, match: re.Match[str]) -> _Read | None:
    """A numeral, perhaps the near end of a range, with its unit."""
    if _barred(text, match.start(), match["numeral"]):
        return None
    near, far = _numeral(text, match), None
    unit = _patterns()["unit"].match(text, near.end)
    end = unit.end() if unit else near.end
    joined = text[end : end + 1] in _JOINS and _patterns()["range"].match(text, end)
    if joined:
        other = _numeral(text, joined)
        last = _patterns()["unit"].match(text, other.end)
        if last and (unit is None or unit.group() == last.group()):
            far, unit = other, last
    if unit is None or not _counts(text, match["numeral"], unit):
        return None
    amount = read_amount(near.words, middle=near.middle, last=far.words if far else None)
    if amount is None:
        return None
    approx: Approx = measures()["middle"].get((far or near).middle, "exact")
    name = unit.group().strip()
    if name == "成":
        amount, name = amount.times(10), "%"
    name = measures()["scaled_units"].get(name, name)
    read = _modified(text, _Read(match.start(), unit.end(), name, approx, amount))
    return None if read.approx == "exact" and match["numeral"] == "一" else read


def _barred(text: str, start: int, words: str) -> bool:
    """第3届, 3:2, A4, 2018-30: what stands before says that it is no count."""
    before = text[start - 1 : start] if start else ""
    if before == "第" or (before.isascii() and before.isalnum()):
        return True
    if before and before in ":/-.+" and text[start - 2 : start - 1].isascii():
        return text[start - 2 : start - 1].isalnum()
    if before == "届" and text[start - 2 : start - 1] in _HAN_FIGURES:
        return True  # 十届十八次常委会
    if not words[0].isascii():
        return bool(before) and before in _NOT_BEFORE_HAN
    return False


def _counts(text: str, words: str, unit: re.Match[str]) -> bool:
    """Whether the unit goes with such a numeral: few go with a single spelled-out one."""
    name = unit.group()
    start = unit.start() - len(words)
    if name == "大":
        return text[start - 1 : start] == '"'
    if words.isascii() or words[0].isdigit():
        return True
    if words == "二":
        return False  # two of a thing are 两; 二期, 二类 number it
    if text[start - 1 : start] == '"' and len(words) == 1:
        return False  # “两个健康”, “百人计划” are names
    return len(words) > 1 or name not in measures()["digits_only"]


def _modified(text: str, read: _Read) -> _Read:
    """With the modifier before and the suffix behind, which say more than 余 or 多 inside."""
    start, end, unit, approx, amount = read
    after = _patterns()["after"].match(text, end)
    if after:
        said = plain("after")[after.group()]
        approx, end = (said if said != "exact" else approx), after.end()
    before = _patterns()["before"].search(text[max(0, start - 5) : start])
    if before and _modifies(text, start, before.group()):
        approx, start = plain("before")[before.group()], start - len(before.group())
    if unit == "大":  # “十大” with its quotation marks
        start, end = start - 1, end + 1
    if amount.low is not None and approx != "vague":
        approx = "range"
    return _Read(start, end, unit, approx, amount)


def _modifies(text: str, start: int, word: str) -> bool:
    """Whether 近, 约, 过 or 上 is a modifier and not the end of another word (签约12个)."""
    before = text[max(0, start - len(word) - 1) : start - len(word)]
    if before and before in measures()["not_before_modifier"].get(word, ""):
        return False
    needed = measures()["modifier_needs"].get(word, "")
    return re.compile(needed).match(text, start) is not None
