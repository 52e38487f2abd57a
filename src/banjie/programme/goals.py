"""Planned quantities of an item as targets: what is counted, how much, and whether each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeGuard

from banjie.common.amounts import exact
from banjie.programme.models import DraftItem
from banjie.programme.planwords import counted_thing

_MOST = 10**14  # a longer run of digits is a code or a mistake; the words keep it
_EACH = re.compile(r"每个?(?:场次|季度|单位|[期场次批班队组月周家人篇])")
_CLAUSE_END = re.compile(r"[，。；：！？\n]")


@dataclass(frozen=True, slots=True)
class Goal:
    """A target before it is one: the columns of `Target`."""

    measure: str
    value: Decimal
    unit: str
    words: str
    each: str


def goals(item: DraftItem, text: str) -> Iterator[Goal]:
    """The targets of an item whose paper reads `text`."""
    for entry in item.fields.get("targets", []):
        if _counts(entry["value"]):
            yield Goal(
                measure=counted_thing(
                    _EACH.sub("", entry.get("of") or ""), entry["unit"], item.title
                )[:100],
                value=_number(entry["value"]),
                unit=entry["unit"][:20],
                words=entry["text"][:100],
                each=_each(entry, text),
            )


def inexact(items: Iterable[DraftItem]) -> list[str]:
    """The targets of the kept items, in their words, whose number could only be rounded."""
    return [
        entry["text"]
        for item in items
        if item.kept
        for entry in item.fields.get("targets", [])
        if could_only_be_rounded(entry["value"])
    ]


def could_only_be_rounded(value: float | None) -> bool:
    """Whether a person has to say what the target of this number should be."""
    return _counts(value) and not exact(_number(value))


def _counts(value: float | None) -> TypeGuard[float]:
    return value is not None and abs(value) < _MOST


def _number(value: float) -> Decimal:
    """As its digits are written."""
    return Decimal(str(value))


def _each(entry: dict[str, Any], text: str) -> str:
    """The words 每期, 每场 … that stand in the target's own clause, or ''."""
    if not entry["span"]:
        return ""
    start, end = entry["span"]
    found = _EACH.findall(_CLAUSE_END.split(text[:start])[-1] + text[start:end])
    return found[-1] if found else ""
