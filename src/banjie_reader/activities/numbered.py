"""Numbered items: the lowest numbered level under a heading that announces work."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.labels import find_labels
from banjie_reader.model import Span
from banjie_reader.outline import Section, ancestors, heading_text
from banjie_reader.paper import Paper, trimmed
from banjie_reader.parties import find_parties
from banjie_reader.wordlists import any_of, wordlist

_FIELD_WORDS = [w for words in wordlist("labels")["fields"].values() for w in words]
_ATTRIBUTE = re.compile(rf"^(?:{any_of(_FIELD_WORDS)})(?:和|及|与|、|：|:|\d|$)")
_NO_WORK = {"aims", "requirements", "problems", "done", "programme"}
_RETROSPECT = {"summary", "report"}


def numbered_items(paper: Paper) -> list[Candidate]:
    """The numbered items that are work."""
    leaves = _leaves(paper)
    return [_candidate(paper, i) for i in leaves if _is_work(paper, i)]


def _leaves(paper: Paper) -> list[int]:
    parents = {s.parent for s in paper.sections if s.number}
    return [i for i, s in enumerate(paper.sections) if s.number and i not in parents]


def _is_work(paper: Paper, index: int) -> bool:
    section = paper.sections[index]
    if section.style == "annex" or section.start >= paper.body_end:
        return False
    if _has_parties(paper, section):
        return True
    if section.role in _NO_WORK or _under_notes(paper, index):
        return False
    if _ATTRIBUTE.match(heading_text(section, paper.text)):
        return False
    labels = {label.field for label in find_labels(paper.text, section.text_start, section.end)}
    if labels & {"when", "where"}:
        return True
    if paper.document.kind in _RETROSPECT:
        return section.role in {"next", "phases"}
    return True


def _has_parties(paper: Paper, section: Section) -> bool:
    return bool(find_parties(paper.text, section.text_start, min(section.end, paper.body_end)))


def _under_notes(paper: Paper, index: int) -> bool:
    """Notes for those who take part: items under an unnumbered heading such as 备注."""
    words = wordlist("headings")["note_lists"]
    return any(
        paper.sections[above].number is None
        and any(word in heading_text(paper.sections[above], paper.text) for word in words)
        for above in ancestors(paper.sections, index)
    )


def _candidate(paper: Paper, index: int) -> Candidate:
    section = paper.sections[index]
    end = min(section.end, max(paper.body_end, section.text_end))
    span = trimmed(paper.text, section.start, end)
    return Candidate(span, item_title(paper.text, section), "numbered item", section.number, index)


def item_title(text: str, section: Section) -> Span:
    """A heading as a title: cut at its colon; of 以…为抓手，推进… the last clause."""
    start, end = section.text_start, section.text_end
    if (colon := re.search(r"[：:]", text[start:end])) and 2 <= colon.start() <= 30:
        return Span(start, start + colon.start())
    return Span(start, end)
