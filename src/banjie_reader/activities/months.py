"""What a calendar of months says in sentences: below 5月—6月 each that does something is work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.outline import Section
from banjie_reader.paper import Paper, sentences
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_DOES = re.compile(
    rf"(?:继续|认真|积极|集中)?(?:{any_of(_WORDS['doing'])})"
    rf"|[^，。；,;]{{2,24}}(?:{any_of(_WORDS['event_nouns'])})(?=[，。；,;])"
)
_NAME = re.compile(r"[^，。；,;\n]+")
_ASIDE = re.compile(r"[（(][^（()）\n]{2,30}[)）]")  # 办徒步赛。（11月5日—20日）
_FEWEST = 2  # months: one alone is no calendar


def month_prose(paper: Paper) -> list[Candidate]:
    """The sentences below the months of a calendar, where no numbers part them."""
    parents = {section.parent for section in paper.sections}
    months = [(i, s) for i, s in enumerate(paper.sections) if s.style == "date"]
    if len(months) < _FEWEST:
        return []
    return [c for i, s in months if i not in parents for c in _below(paper, i, s)]


def _below(paper: Paper, index: int, month: Section) -> Iterator[Candidate]:
    for sentence in sentences(paper.text, month.text_end, min(month.end, paper.body_end)):
        aside = _ASIDE.match(paper.text, sentence.end, month.end)
        span = Span(sentence.start, aside.end()) if aside else sentence
        name = _NAME.match(paper.text, *span)
        if name is None or not _DOES.match(paper.text, *span):
            continue
        own = paper.whens_in(*span)
        fields = {} if own else {"when": [Span(month.text_start, month.text_end)]}
        yield Candidate(span, Span(*name.span()), "month", section=index, fields=fields)
