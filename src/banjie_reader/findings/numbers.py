"""Numbers of items that jump or repeat, and announced totals that do not add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from banjie_reader.findings.fault import Fault
from banjie_reader.model import Phrase, Span
from banjie_reader.numerals import number
from banjie_reader.outline import Section
from banjie_reader.paper import Paper

_TOTAL = re.compile(
    r"(?:以下|如下|下列|共|开展|举办|安排|分为|做好|抓好|实施)[^，。；：\n]{0,8}?"
    r"(?P<total>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:大)?(?:项|个方面|大类|个项目)"
    r"(?P<what>[^，。；：\n、]{0,8})"
)
_NEAR = 120  # how far below its announcement a list may begin
_UNCOUNTED = {"annex", "markdown", "plain", "date"}


def numbering(paper: Paper) -> Iterator[Fault]:
    """Siblings whose numbers do not follow each other."""
    last: dict[tuple[int | None, str], Section] = {}
    for section in paper.sections:
        if not section.number or section.style in _UNCOUNTED or not section.shown:
            continue
        before = last.get((section.parent, section.style))
        last[section.parent, section.style] = section
        if before is None or not before.value or not section.value:
            continue
        span = Span(section.start, section.text_end)
        values = {"number": _number(section), "before": _number(before)}
        if section.value == before.value:
            yield Fault("number_repeated", "warning", span, values)
        elif section.value > before.value + 1:
            yield Fault("number_gap", "warning", span, values)


def _number(section: Section) -> Phrase:
    return Phrase(section.number or "", Span(section.start, section.text_start))


def totals(paper: Paper) -> Iterator[Fault]:
    """“以下11项活动” above ten numbered items."""
    siblings = Counter((s.parent, s.style) for s in paper.sections if s.number)
    for m in _TOTAL.finditer(paper.text, 0, paper.body_end):
        announced = number(m["total"])
        first = paper.next_section(m.end())
        at = (
            paper.section_at(first) if first - m.end() <= _NEAR and first < paper.body_end else None
        )
        if announced is None or at is None:
            continue
        listed = siblings[paper.sections[at].parent, paper.sections[at].style]
        if listed > 1 and listed != announced:
            what = Phrase(m["what"], Span(*m.span("what")))
            values = {"said": int(announced), "found": listed, "what": what}
            yield Fault("total_differs", "warning", Span(*m.span()), values)
