"""Programmes named one after the other in running text: 实施“…”行动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.naming import OBJECT, QUOTED
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_NOUN = any_of(wordlist("activities")["programme_nouns"])
_PROGRAMME = re.compile(
    r"(?:(?<=[。，、；,\n ])|(?<=以及)|(?<!.))(?:实施|推进|开展)(?P<list>"
    rf"{QUOTED}{OBJECT}{{0,20}}?(?:{_NOUN})"
    rf"|{OBJECT}{{2,14}}?{QUOTED}{OBJECT}{{0,6}}?(?:{_NOUN}))"
)


def programmes(paper: Paper) -> list[Candidate]:
    """实施“…”行动。 sentence by sentence: each runs until the next is named."""
    hits = list(_PROGRAMME.finditer(paper.text, 0, paper.body_end))
    if len(hits) < 2:
        return []
    found = []
    for i, m in enumerate(hits):
        stop = hits[i + 1].start() if i + 1 < len(hits) else paper.body_end
        titles = list(_listed(paper.text, Span(*m.span("list")), stop))
        for title in titles:
            span = (
                trimmed(paper.text, m.start(), _sentence_stop(paper.text, stop))
                if len(titles) == 1
                else title
            )
            found.append(Candidate(span, title, "programme in prose"))
    return found


def _listed(text: str, first: Span, stop: int) -> Iterator[Span]:
    """The first name and those that follow it with 、."""
    yield first
    item = re.compile(rf"、(?P<name>{OBJECT}{{3,30}}?(?:{_NOUN}))")
    at = first.end
    while m := item.match(text, at, stop):
        yield Span(*m.span("name"))
        at = m.end()


def _sentence_stop(text: str, stop: int) -> int:
    cut = text.rfind("。", 0, stop)
    return cut + 1 if cut > 0 and stop - cut < 12 else stop
