"""Numbers of items that jump or repeat, and announced totals that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banjie_reader.findings.fault import Fault
from banjie_reader.model import Activity, Span
from banjie_reader.numerals import number
from banjie_reader.outline import Section
from banjie_reader.paper import Paper

_TOTAL = re.compile(
    r"(?:以下|如下|下列|共|开展|举办|安排|分为|做好|抓好|实施)[^，。；：\n]{0,8}?(?P<total>\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?:大)?(?:项|个方面|大类|个项目)(?P<what>[^，。；：\n、]{0,8})"
)


def numbering(paper: Paper) -> Iterator[Fault]:
    """Siblings whose numbers do not follow each other."""
    last: dict[tuple[int | None, str], Section] = {}
    for section in paper.sections:
        if not section.number or section.style in {"annex", "markdown"}:
            continue
        before = last.get((section.parent, section.style))
        last[section.parent, section.style] = section
        if before is None or not before.value or not section.value:
            continue
        span = Span(section.start, section.text_end)
        values = {"number": section.number, "before": before.number}
        if section.value == before.value:
            yield Fault("number_repeated", "warning", span, values)
        elif section.value > before.value + 1:
            yield Fault("number_gap", "warning", span, values)


def totals(paper: Paper, activities: Sequence[Activity]) -> Iterator[Fault]:
    """“以下11项活动” above ten numbered items."""
    for m in _TOTAL.finditer(paper.text, 0, paper.body_end):
        announced = number(m["total"])
        listed = _listed_below(paper, m)
        if announced is not None and listed > 1 and listed != announced:
            values = {"said": int(announced), "found": listed, "what": m["what"]}
            yield Fault("total_differs", "warning", Span(*m.span()), values)


def _listed_below(paper: Paper, m: re.Match[str]) -> int:
    """How many numbered children stand below the heading whose intro holds the total."""
    holders = [
        i
        for i, s in enumerate(paper.sections)
        if s.start <= m.start() and m.end() <= _first_child(paper, i)
    ]
    if holders:
        return sum(s.parent == holders[-1] and bool(s.number) for s in paper.sections)
    first = next((s for s in paper.sections if s.number and s.start >= m.end()), None)
    if first is None or first.start - m.end() > 120:
        return 0
    return sum(s.style == first.style and s.parent == first.parent for s in paper.sections)


def _first_child(paper: Paper, index: int) -> int:
    after = paper.sections[index + 1 : index + 2]
    return after[0].start if after and after[0].parent == index else paper.sections[index].text_end
