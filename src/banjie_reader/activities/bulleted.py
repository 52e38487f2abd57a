"""A page on one event: its name, then a marked line for the day and one for the place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.labels import find_labels
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed

_MARK = r"[▎▌■◆●◎★▲►▶]"
_BLOCK = re.compile(
    rf"^(?P<title>[^\n。；，：:▎▌■◆●◎★▲►▶]{{3,40}})\n\s*{_MARK}(?P<when>[^\n]{{3,50}})"
    rf"\n\s*{_MARK}(?P<where>[^\n。；]{{2,60}})$",
    re.M,
)


def marked_lines(paper: Paper) -> Iterator[Candidate]:
    """The events whose day and place stand below them behind marks instead of labels."""
    for m in _BLOCK.finditer(paper.text, 0, paper.body_end):
        day = trimmed(paper.text, *m.span("when"))
        times = paper.whens_in(*day)
        plain = not find_labels(paper.text, *day) and not paper.whens_in(*m.span("where"))
        if plain and times and times[0].span.start == day.start:
            title = trimmed(paper.text, *m.span("title"))
            place = trimmed(paper.text, *m.span("where"))
            yield Candidate(
                Span(title.start, place.end),
                title,
                "marked lines",
                fields={"when": [day], "where": [place]},
            )
