"""Deadlines for sending something back: 于3月31日前报送…, 4月15日下班前将名单报….

Those that an activity has are its own; the others belong to the document. In a notice, which
asks its readers for an answer, every one does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.model import Activity, Span, When
from banjie_reader.paper import Paper
from banjie_reader.wordlists import wordlist

_WORDS = wordlist("deadlines")
_BEFORE = re.compile(_WORDS["before"])
_SEND = re.compile("|".join(_WORDS["send"]))
_A_MONTH = 31
_REACH = 70


def report_deadline(paper: Paper, when: When) -> When | None:
    """The deadline a time sets, with the 前 behind it; None when nothing is to be sent by it."""
    if when.start and when.end and (when.end - when.start).days > _A_MONTH:
        return None
    start, end = when.span
    stop = end
    if "前" not in when.text:
        before = _BEFORE.match(paper.text, end)
        if before is None:
            return None
        stop = before.end()
    after = re.split(r"[。；;\n]", paper.text[stop : stop + _REACH])[0]
    if not _SEND.search(after):
        return None
    if stop == end:
        return when
    return when._replace(text=paper.text[start:stop], span=Span(start, stop), start=None)


def find_deadlines(paper: Paper, activities: Sequence[Activity]) -> list[When]:
    """The deadlines that the document sets as a whole."""
    deadlines = [d for when in paper.whens if (d := report_deadline(paper, when))]
    if paper.document.kind == "notice":
        return deadlines
    own = {a.report_deadline.span.start for a in activities if a.report_deadline}
    return [deadline for deadline in deadlines if deadline.span.start not in own]
