"""Achieved figures: what a summary or a report says was done, not what is planned or known."""

from __future__ import annotations

import re

from banjie_reader.model import Quantity, Span
from banjie_reader.outline import ancestors
from banjie_reader.paper import Paper, clause, in_name
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("figures")
_PLANNED = re.compile(any_of(_WORDS["planned"]))
_BACKGROUND = re.compile(any_of(_WORDS["background"]))
_PLAN_ROLES = {"next", "aims", "requirements", "problems", "phases"}


def find_figures(paper: Paper) -> tuple[Quantity, ...]:
    """The figures a summary or a report claims, or the part of a plan that looks back."""
    return tuple(q for q in paper.quantities if _is_claim(paper, q))


def _is_claim(paper: Paper, quantity: Quantity) -> bool:
    if quantity.value is None or quantity.unit in _WORDS["not_units"] or not quantity.unit:
        return False
    if quantity.span.start >= paper.body_end or _in_title(paper, quantity.span):
        return False
    roles = _roles_around(paper, quantity.span)
    looks_back = paper.document.kind in {"summary", "report"} or "done" in roles
    if not looks_back or _PLAN_ROLES & roles or _is_loose_count(paper.text, quantity):
        return False
    words = clause(paper.text, quantity.span)
    return not (
        _PLANNED.search(words) or _BACKGROUND.search(words) or in_name(paper.text, quantity.span)
    )


def _is_loose_count(text: str, quantity: Quantity) -> bool:
    """两项协商主题, 三大类 tell how a thing is made up; 活动五个 is a count of what was done."""
    if any(map(str.isdigit, quantity.text)) or (quantity.value or 0) >= 10:
        return False
    return text[quantity.span.end : quantity.span.end + 1] not in set("，。；,;、\n")


def _in_title(paper: Paper, span: Span) -> bool:
    title = paper.document.title
    return title is not None and title.span.start <= span.start < title.span.end


def _roles_around(paper: Paper, span: Span) -> set[str]:
    index = paper.section_at(span.start)
    if index is None:
        return set()
    return {paper.sections[i].role for i in (index, *ancestors(paper.sections, index))}
