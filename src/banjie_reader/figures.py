"""Achieved figures: what a summary or a report says was done, not what is planned or known."""

from __future__ import annotations

import re

from banjie_reader.model import Quantity, Span
from banjie_reader.outline import ancestors
from banjie_reader.paper import Paper, in_name
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("figures")
_PLANNED = re.compile(any_of(_WORDS["planned"]))
_BACKGROUND = re.compile(any_of(_WORDS["background"]))
_PLAN_ROLES = {"next", "aims", "requirements", "problems", "phases"}


def find_figures(paper: Paper) -> tuple[Quantity, ...]:
    """The figures a summary or a report claims."""
    if paper.document.kind not in {"summary", "report"}:
        return ()
    return tuple(q for q in paper.quantities if _is_claim(paper, q))


def _is_claim(paper: Paper, quantity: Quantity) -> bool:
    if quantity.value is None or quantity.unit in _WORDS["not_units"] or not quantity.unit:
        return False
    if quantity.span.start >= paper.body_end or _in_title(paper, quantity.span):
        return False
    if _PLAN_ROLES & _roles_around(paper, quantity.span):
        return False
    clause = _clause(paper.text, quantity.span)
    return not (
        _PLANNED.search(clause) or _BACKGROUND.search(clause) or in_name(paper.text, quantity.span)
    )


def _in_title(paper: Paper, span: Span) -> bool:
    title = paper.document.title
    return title is not None and title.span.start <= span.start < title.span.end


def _roles_around(paper: Paper, span: Span) -> set[str]:
    index = paper.section_at(span.start)
    if index is None:
        return set()
    return {paper.sections[i].role for i in (index, *ancestors(paper.sections, index))}


def _clause(text: str, span: Span) -> str:
    begin = max(text.rfind(c, max(0, span.start - 60), span.start) for c in "。；\n") + 1
    stop = re.search(r"[。；，,\n]", text[span.end : span.end + 40])
    return text[begin : span.end + (stop.start() if stop else 40)]
