"""Lines that each name a piece of work before a colon, below a heading that only groups them.

2. 实践板块 / 护湖行动：组织同学…… / 创意工坊：开展……
三、专题协商会 / “甲”。7月中旬，由…… / “乙”。8月下旬，由……
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.outline import role_of
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_NOUN = any_of(wordlist("activities")["event_nouns"])
_LINE = re.compile(r"(?P<name>[^\s：:，。；、（(][^\n：:，。；]{2,23})[：:][^\n]{8,}")
_WORK = re.compile(rf"[^\n]*(?:{_NOUN}|行动|工坊|接力|评比)[”」]?$")
_QUOTED = re.compile(
    r"(?P<name>[“「《][^“”「」《》\n]{3,40}[”」》][^\s，。；：,;:（()）]{0,10})[，。；：,;:（(][^\n]{8,}"
)
_FEWEST = 2


def named_lines(paper: Paper, items: Iterable[Candidate]) -> list[Candidate]:
    """The lines below each item, where all of them name work and none is a field."""
    return [line for item in items if item.section is not None for line in _below(paper, item)]


def _below(paper: Paper, item: Candidate) -> list[Candidate]:
    heading_end = paper.text.find("\n", item.title.end, item.span.end)
    if heading_end < 0:
        return []
    lines = list(_lines(paper, Span(heading_end, item.span.end)))
    return _quoted(paper, lines) or _named(paper, lines)


def _quoted(paper: Paper, lines: Sequence[Span]) -> list[Candidate]:
    """Paragraphs that each open with a quoted name and say when, or by whom."""
    named = [_QUOTED.fullmatch(paper.text, *line) for line in lines]
    if len(lines) < _FEWEST or not all(named):
        return []
    if not all(paper.whens_in(*line) or paper.parties_in(*line) for line in lines):
        return []
    return [
        Candidate(line, Span(*m.span("name")), "named line")
        for line, m in zip(lines, named, strict=True)
        if m
    ]


def _named(paper: Paper, lines: Sequence[Span]) -> list[Candidate]:
    """Lines that each name work before a colon."""
    found: list[Candidate] = []
    for line in lines:
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
