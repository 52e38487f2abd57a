"""A calendar: lines that open with a date and name what is on (5月1日 9:00 木版年画体验)."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.document import is_metadata
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed

_CLOCK = re.compile(
    r"[\s　（(]*(?:(?:周|星期|週)[一二三四五六日天][）)]?)?[\s　，,]*(?:[上下]午|晚上?|中午)?"
    r"(?:\d{1,2}\s?[:：]\s?\d{2}(?:\s?[-—~～至]\s?\d{1,2}\s?[:：]\s?\d{2})?)?[\s　：:，,|）)]*"
)
_TITLE = re.compile(r"[^\s《》]{0,20}《[^》\n]{1,24}》|[^\s　，,。；;|]{3,40}")
_FEWEST = 3  # fewer lines make no calendar
_LONGEST = 60


def dated_lines(paper: Paper) -> list[Candidate]:
    """The lines of a calendar; nothing where they are the programme of one event."""
    begins = {when.span.start for when in paper.whens}
    stop = paper.body_end
    body = (Span(line.start, min(line.end, stop)) for line in paper.lines if line.start < stop)
    lines = (trimmed(paper.text, *line) for line in body)
    dated = (line for line in lines if line.start in begins or line.start + 1 in begins)
    found = [entry for line in dated if (entry := _entry(paper, line))]
    return found if len(found) >= _FEWEST else []


def _entry(paper: Paper, span: Span) -> Candidate | None:
    words = paper.text[span.start : span.end]
    if not 0 < len(words) <= _LONGEST or words[-1] in "。；" or is_metadata(words):
        return None
    title = paper.document.title
    if _in_programme(paper, span.start) or (
        title and title.span.start <= span.start < title.span.end
    ):
        return None
    opening = [w for w in paper.whens_in(*span) if w.span.start - span.start <= 1]
    if not opening or not (opening[0].start or opening[0].rule == "month"):
        return None
    after = _CLOCK.match(paper.text, opening[0].span.end, span.end)
    named = _TITLE.match(paper.text, after.end() if after else opening[0].span.end, span.end)
    return Candidate(span, Span(*named.span()), "dated line") if named else None


def _in_programme(paper: Paper, offset: int) -> bool:
    index = paper.section_at(offset)
    return index is not None and paper.sections[index].role in {"programme", "requirements"}
