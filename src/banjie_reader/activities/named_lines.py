"""Lines that each name a piece of work before a colon, below a heading that only groups them.

2. 实践板块 / 护湖行动：组织同学…… / 创意工坊：开展……
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.outline import role_of
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_NOUN = any_of(wordlist("activities")["event_nouns"])
_LINE = re.compile(r"(?P<name>[^\s：:，。；、（(][^\n：:，。；]{2,23})[：:][^\n]{8,}")
_WORK = re.compile(rf"[^\n]*(?:{_NOUN}|行动|工坊|接力|评比)[”」]?$")
_FEWEST = 2


def named_lines(paper: Paper, items: Iterable[Candidate]) -> list[Candidate]:
    """The lines below each item, where all of them name work and none is a field."""
    return [line for item in items if item.section is not None for line in _below(paper, item)]


def _below(paper: Paper, item: Candidate) -> list[Candidate]:
    heading_end = paper.text.find("\n", item.title.end, item.span.end)
    if heading_end < 0:
        return []
    found: list[Candidate] = []
    for line in _lines(paper, Span(heading_end, item.span.end)):
        named = _LINE.fullmatch(paper.text, *line)
        if named is None or role_of(named["name"]) or paper.labels.within(*named.span("name")):
            return []
        found.append(Candidate(line, Span(*named.span("name")), "named line", section=None))
    works = sum(bool(_WORK.match(paper.text, *c.title)) for c in found)
    return found if len(found) >= _FEWEST and works * 2 >= len(found) else []


def _lines(paper: Paper, part: Span) -> Iterator[Span]:
    at = part.start
    while at < part.end:
        end = paper.text.find("\n", at, part.end)
        end = part.end if end < 0 else end
        line = trimmed(paper.text, at, end)
        if line.start < line.end:
            yield line
        at = end + 1
