"""Planned quantities of an activity: 100名, 不少于24场, 40%."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Quantity
from banjie_reader.paper import Paper, in_name
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_ACHIEVED = re.compile(any_of(_WORDS["achieved"]))
_LEAST = re.compile("不少于|不低于|不少於|以上|左右|达到|约|余|近|多")
_PLANNED = re.compile(any_of(_WORDS["planned"]))


def targets_of(paper: Paper, found: Candidate) -> list[Quantity]:
    """The quantities an activity is to reach."""
    section = paper.section_at(found.span.start)
    if section is not None and paper.is_done(section):
        return []
    spans = [found.span, *found.fields.get("target", [])]
    items = {q.span: q for s in spans for q in paper.quantities_in(*s)}
    of_event = found.rule == "notice of one event"
    begin = found.span.start if found.number else -1  # 1市剧团下乡: the item's number, no quantity
    return [q for q in items.values() if q.span.start != begin and _is_target(paper, q, of_event)]


def _is_target(paper: Paper, quantity: Quantity, of_event: bool) -> bool:
    if quantity.value is None or not quantity.unit or quantity.unit in _WORDS["not_target_units"]:
        return False
    if in_name(paper.text, quantity.span) or not (
        re.search(r"\d", quantity.text) or (quantity.value >= 100 and len(quantity.text) > 3)
    ):
        return False
    if of_event:  # the rest of an event's notice counts groups, prizes and pages
        return bool(_LEAST.search(quantity.text))
    if paper.document.kind not in {"summary", "report"}:
        return True
    before = paper.text[max(0, quantity.span.start - 120) : quantity.span.start].rpartition("。")[2]
    return _is_ahead(paper, quantity, before) and not _ACHIEVED.search(before)


def _is_ahead(paper: Paper, quantity: Quantity, before: str) -> bool:
    """Whether a paper that looks back says of a quantity that it is to come."""
    at = quantity.span.start
    section = paper.section_at(at)
    below_plan = section is not None and paper.sections[section].role == "next"
    return below_plan or paper.is_ahead(at) or bool(_PLANNED.search(before))
