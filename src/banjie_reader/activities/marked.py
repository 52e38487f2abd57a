"""Work behind marks instead of numbers: ●开展…, ●举办…, below a heading that announces work."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.endings import before_closing_words
from banjie_reader.activities.item_titles import item_title, without_time
from banjie_reader.activities.retrospect import RETROSPECT
from banjie_reader.labels import Labels
from banjie_reader.outline import Section, heading_text, role_of
from banjie_reader.outline.heading import section_of
from banjie_reader.outline.opening import Opening
from banjie_reader.paper import Paper, trimmed

_BULLETS = r"■●◆★▲◎□☆▶►✓√·•※◇○\-"
_NUMBER = r"[A-H][.．、]|[Ⅰ-Ⅻ][.．、]?|【\d{1,2}】|\d{1,2}(?=[ 　])"  # those that open no section
_LINE = re.compile(
    rf"^(?:(?P<number>{_NUMBER})|[{_BULLETS}](?!(?<=-)\d))"
    rf"[ \t　]*(?=[^\s{_BULLETS}])(?P<words>[^\n]{{4,}})",
    re.M,
)
_FIRST = re.compile("【?[AⅠ1](?![1-9])")
_WORK = {"work", "next", "phases"}
_FEWEST = 2


def marked_items(paper: Paper) -> list[Candidate]:
    """The marked lines below each heading that announces work and has no numbers below it."""
    above = {section.parent for section in paper.sections if section.number}
    return [
        item
        for index, section in enumerate(paper.sections)
        if index not in above and announces_work(paper, section)
        for item in _below(paper, index)
    ]


def announces_work(paper: Paper, section: Section) -> bool:
    """活动安排, 下一步打算: a heading that says no more than that work follows."""
    ahead = section.role == "next" or paper.document.kind not in RETROSPECT
    return ahead and role_of(heading_text(section, paper.text)) in _WORK


def without_headings(
    paper: Paper, items: Iterable[Candidate], below: Sequence[Candidate]
) -> list[Candidate]:
    """The items that do not merely announce several of those below them."""
    starts = sorted(candidate.span.start for candidate in below)

    def announces(item: Candidate) -> bool:
        held = bisect_left(starts, item.span.end) - bisect_right(starts, item.span.start)
        section = None if item.section is None else paper.sections[item.section]
        return held >= _FEWEST and section is not None and announces_work(paper, section)

    return [item for item in items if not announces(item)]


def _below(paper: Paper, index: int) -> list[Candidate]:
    """The items of one heading; all of them behind the mark of the first."""
    section = paper.sections[index]
    lines = list(_LINE.finditer(paper.text, section.text_end, min(section.end, paper.body_end)))
    kinds = [m["number"] is None and m[0][0] for m in lines]
    alike = [m for m, kind in zip(lines, kinds, strict=True) if kind == kinds[0]]
    if alike and not (kinds[0] or _FIRST.match(alike[0]["number"])):
        return []
    if len(alike) < _FEWEST or any(_is_field(paper.labels, m.start("words")) for m in alike):
        return []
    return list(_candidates(paper, index, alike))


def _is_field(labels: Labels, start: int) -> bool:
    """●活动时间：…"""
    return labels.end_at(start) is not None


def _candidates(paper: Paper, index: int, lines: Sequence[re.Match[str]]) -> Iterator[Candidate]:
    stop = min(paper.sections[index].end, paper.body_end)
    stops = [*(m.start() for m in lines[1:]), stop]
    for line, end in zip(lines, stops, strict=True):
        begin = line.start("words")
        opening = Opening(line.start(), begin, "circled", 0, None, 0, end)
        own = section_of(opening, paper.text, paper.labels, end)
        own.end = end
        title = without_time(paper, item_title(paper.text, own))
        start = line.start() if line["number"] else begin
        last = before_closing_words(paper, start, end) if end == stop else end
        span = trimmed(paper.text, start, last)
        yield Candidate(span, title, "marked line", line["number"])
