"""A name, then one bullet with its time and one with its places: ▎5月2日 10:00, ▎总馆广场."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.document import is_metadata
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed

_BLANK = r"(?:[ \t　]{0,8}\n){0,2}[ \t　]{0,8}"
_BULLETS = re.compile(
    rf"(?<![^\n])[ \t　]*(?P<name>[^\s▎●■◆★◎▲][^\n▎●■◆★◎▲]{{3,40}})\n{_BLANK}"
    rf"[▎●■◆★◎▲•][ \t　]*(?P<when>[^\n]{{4,50}})\n{_BLANK}"
    r"(?:[▎●■◆★◎▲•][ \t　]*(?P<where>[^\n。]{2,50})(?=\n|$))?"
)


def bulleted_events(paper: Paper) -> list[Candidate]:
    """The names that stand above a bullet with nothing but a time."""
    found = []
    for m in _BULLETS.finditer(paper.text, 0, paper.body_end):
        times = paper.whens_in(*m.span("when"))
        if (
            not times
            or is_metadata(m["name"])
            or times[0].span.start - m.start("when") > 1
            or m["name"].strip()[-1] in "。："
        ):
            continue
        fields = {"when": [Span(*m.span("when"))]}
        if m["where"]:
            fields["where"] = [Span(*m.span("where"))]
        end = m.end("where") if m["where"] else m.end("when")
        name = trimmed(paper.text, *m.span("name"))
        found.append(
            Candidate(trimmed(paper.text, name.start, end), name, "bullets", fields=fields)
        )
    return found
