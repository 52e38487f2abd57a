"""Achieved figures: what a summary or a report says was done, not what is planned or known.

A word of planning holds to the end of its sentence (预计到年底，新建3个) unless what follows it
is said to be done (实际完成15场); a limit or aim holds for its own clause only (为确保安全，出动
警力300人次 was done).
"""

from __future__ import annotations

import re

from banjie_reader.model import Quantity, Span
from banjie_reader.outline import ancestors
from banjie_reader.paper import Paper, clause, in_name
from banjie_reader.wordlists import any_of, simplified, wordlist

_WORDS = wordlist("figures")
_PLANNED = re.compile("|".join(_WORDS["planned"]))
_AIMED = re.compile("|".join(_WORDS["aimed"]))
_DONE = re.compile(any_of(_WORDS["done"]))
_BACKGROUND = re.compile("|".join(_WORDS["background"]))
_KNOWN = re.compile("|".join(_WORDS["known"]))
_ACHIEVING = re.compile(rf"(?:{any_of(_WORDS['achieving'])})[了过出到]?$")
_NOT_UNITS = frozenset(_WORDS["not_units"])
_LENGTHS: dict[str, float] = _WORDS["from"]
_PLAN_ROLES = {"next", "aims", "requirements", "problems", "phases"}
_VERB_REACH = 6
_REACH = 60
_ENDS = ("", *"，。；,;\n")


def find_figures(paper: Paper) -> tuple[Quantity, ...]:
    """The figures a summary or a report claims, or the part of a plan that looks back."""
    return tuple(q for q in paper.quantities if _is_claim(paper, q))


def _is_claim(paper: Paper, quantity: Quantity) -> bool:
    if not _can_be_achieved(quantity):
        return False
    if quantity.span.start >= paper.body_end or _in_title(paper, quantity.span):
        return False
    roles = _roles_around(paper, quantity.span)
    looks_back = paper.document.kind in {"summary", "report"} or "done" in roles
    if not looks_back or _PLAN_ROLES & roles or _is_loose_count(paper, quantity):
        return False
    return not (_is_planned_or_known(paper, quantity.span) or in_name(paper.text, quantity.span))


def _can_be_achieved(quantity: Quantity) -> bool:
    """Whether the unit counts things done; hours only where there are many (服务3500小时)."""
    if quantity.value is None or not quantity.unit:
        return False
    unit = simplified(quantity.unit)
    return unit not in _NOT_UNITS and quantity.value >= _LENGTHS.get(unit, 0)


def _is_planned_or_known(paper: Paper, span: Span) -> bool:
    """Whether the sentence up to the figure, or its own clause, says it is no achievement."""
    before = re.split(r"[。；;！？\n]", paper.text[max(0, span.start - _REACH) : span.start])[-1]
    own = clause(paper.text, span, "。；;！!？，,\n")
    if _AIMED.search(own) or _KNOWN.search(own) or _BACKGROUND.search(before):
        return True
    if (_PLANNED.search(own) or paper.is_ahead(span.start)) and not _DONE.search(own):
        return True
    planned = list(_PLANNED.finditer(before))
    return bool(planned) and not _DONE.search(before, planned[-1].end())


def _is_loose_count(paper: Paper, quantity: Quantity) -> bool:
    """两项协商主题, 三大类 tell how a thing is made up; 举办两场, 活动五个 count what was done."""
    if any(map(str.isdigit, quantity.text)) or (quantity.value or 0) >= 10:
        return False
    start, end = quantity.span
    if _ACHIEVING.search(paper.text[max(0, start - _VERB_REACH) : start]):
        return False
    after = paper.text[end : end + 1]
    return after not in _ENDS and not (after == "、" and len(quantity.unit) == 1)


def _in_title(paper: Paper, span: Span) -> bool:
    title = paper.document.title
    return title is not None and title.span.start <= span.start < title.span.end


def _roles_around(paper: Paper, span: Span) -> set[str]:
    index = paper.section_at(span.start)
    if index is None:
        return set()
    around = (index, *ancestors(paper.sections, index))
    roles = {paper.sections[i].role for i in around}
    return roles if paper.is_done(index) else roles - {"done"}
