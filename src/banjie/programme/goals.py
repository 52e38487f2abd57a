"""Planned quantities of an item as targets: what is counted, how much, and whether each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
        if entry["value"] is not None and abs(entry["value"]) < _MOST:
            yield Goal(
                measure=counted_thing(
                    _EACH.sub("", entry.get("of") or ""), entry["unit"], item.title
                )[:100],
                value=Decimal(str(entry["value"])),
                unit=entry["unit"][:20],
                words=entry["text"][:100],
                each=_each(entry, text),
            )


def _each(entry: dict[str, Any], text: str) -> str:
    """The words 每期, 每场 … that stand in the target's own clause, or ''."""
    if not entry["span"]:
        return ""
    start, end = entry["span"]
    found = _EACH.findall(_CLAUSE_END.split(text[:start])[-1] + text[start:end])
    return found[-1] if found else ""
