"""What people should be asked about before they send it: numbers that are somebody's own, and the
accusation of a person by name, which has a way of its own by law (信访工作条例 22, 30).

The lists are data (`data/watchwords.json`). They are narrow on purpose: what slips through is
declined by the office on its ground "accuses a named person"; what is refused here wrongly silences
somebody.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

ID_NUMBER, BANK_CARD, PHONE = "id-number", "bank-card", "phone"
_GROUPED = re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){14,17}(?:[ -]?[\dXx])?(?![\dA-Za-z])")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)")
_ID_SHAPE = re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_HAN = "[\u4e00-\u9fff]"


class Number(NamedTuple):
    """A number that is somebody's own: what it looks like, and its ends to know it by."""

    kind: str
    shown: str


def own_numbers(text: str) -> list[Number]:
    """Numbers in a text that look like an identity card, a bank card or a mobile telephone."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    for match in _GROUPED.finditer(plain):
        digits = re.sub("[ -]", "", match[0]).upper()
        if kind := _kind(digits):
            found.append(Number(kind, _masked(digits)))
    rest = _GROUPED.sub(" ", plain)
    phones = (re.sub("[ -]", "", match[1]) for match in _PHONE.finditer(rest))
    return list(dict.fromkeys([*found, *(Number(PHONE, _masked(phone)) for phone in phones)]))


def _kind(digits: str) -> str:
    if _ID_SHAPE.fullmatch(digits) and _id_holds(digits):
        return ID_NUMBER
    if digits.isdecimal() and 16 <= len(digits) <= 19 and digits[0] in "34569" and _luhn(digits):
        return BANK_CARD
    return ""


def _id_holds(digits: str) -> bool:
    """The check digit of an identity card (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(int(d) * weight for d, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[-1]


def _luhn(digits: str) -> bool:
    """The check digit of a bank card (ISO/IEC 7812)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(doubled) + sum(int(d) for d in digits[-1::-2])) % 10 == 0


def _masked(digits: str) -> str:
    return f"{digits[:3]}…{digits[-2:]}"


@cache
def _lists() -> dict[str, Any]:
    path = Path(__file__).parent / "data" / "watchwords.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A person by name and post; a name said to have done something; a deed."""
    lists = _lists()
    family = f"(?:{_any_of(lists['compound'])}|[{lists['surnames']}])"
    given = f"(?!{_any_of(lists['titles'])}){_HAN}"
    named = f"{family}(?:某某?|{given}{{1,2}}?)?"
    title = f"(?:副|原|前)?{_HAN}{{0,4}}?(?:{_any_of(lists['titles'])})"
    deed = f"(?:{_any_of(lists['deeds'])})"
    begins = f"(?:(?<!{_HAN})|{_any_of(lists['leads'])})"
    by_post = f"{begins}(?P<name>{named})(?:{_any_of(lists['titles'])})"
    by_post_after = f"{title}(?P<after>{family}{given}{{1,2}})"
    accused = f"(?:{_any_of(lists['accusing'])})(?:{_HAN}{{0,10}}?(?:的|局|委|镇|村|单位))?"
    full = f"(?P<full>{family}{given}{{1,2}}?)"
    return (
        re.compile(f"{by_post}|{by_post_after}"),
        re.compile(f"(?:{begins}|{accused}){full}(?:同志)?{deed}"),
        re.compile(deed),
    )


def accuses(text: str) -> bool:
    """Whether a sentence accuses somebody by name."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return any(_sentence_accuses(match[0]) for match in _SENTENCE.finditer(plain))


def _sentence_accuses(sentence: str) -> bool:
    by_post, by_name, deed = _patterns()
    near = _lists()["near"]
    deeds = [m for m in deed.finditer(sentence) if not _against(sentence[: m.start()])]
    persons = [m for m in by_post.finditer(sentence) if _is_name(m["name"] or m["after"])]
    # A name after its post is taken as long as names are: 局长张三|贪污 is read as 张三贪.
    if any(-bool(p["after"]) <= d.start() - p.end() <= near for p, d in product(persons, deeds)):
        return True
    return any(
        _is_name(m["full"]) and any(d.end() == m.end() for d in deeds)
        for m in by_name.finditer(sentence)
    )


def _against(before: str) -> bool:
    """The deed is spoken against, or denied: 打击贪污, 没有受贿."""
    return before.endswith(tuple(_lists()["against"]))


def _is_name(word: str) -> bool:
    lists = _lists()
    return not word.startswith((*lists["no_names"], *lists["anybody"]))
