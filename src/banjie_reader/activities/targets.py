"""Planned quantities of an activity: 100名, 不少于24场, 40%."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Quantity
from banjie_reader.paper import Paper, in_name, within
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_ACHIEVED = re.compile(any_of(_WORDS["achieved"]))
_PLANNED = re.compile(any_of(_WORDS["planned"]))


def targets_of(paper: Paper, found: Candidate) -> list[Quantity]:
    """The quantities an activity is to reach."""
    section = paper.section_at(found.span.start)
    if section is not None and paper.sections[section].role == "done":
        return []
    spans = [found.span, *found.fields.get("target", [])]
    items = {q.span: q for s in spans for q in within(paper.quantities, *s)}
    return [q for q in items.values() if _is_target(paper, q)]


def _is_target(paper: Paper, quantity: Quantity) -> bool:
    if quantity.value is None or not quantity.unit or quantity.unit in _WORDS["not_target_units"]:
        return False
    if in_name(paper.text, quantity.span) or not (
        re.search(r"\d", quantity.text) or (quantity.value >= 100 and len(quantity.text) > 3)
    ):
        return False
    if paper.document.kind not in {"summary", "report"}:
        return True
    before = paper.text[max(0, quantity.span.start - 120) : quantity.span.start].rpartition("。")[2]
    return bool(_PLANNED.search(before)) and not _ACHIEVED.search(before)
