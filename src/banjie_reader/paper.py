"""A document laid ready for reading: working text, sections, dates, quantities, labels, closing.

Everything that looks for activities or figures reads one `Paper`. All its offsets are into the
working text; only `reading` turns them into offsets of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from banjie_reader.ahead import stretches_ahead
from banjie_reader.dates import DateFault
from banjie_reader.document import Document
from banjie_reader.labels import Label, Labels
from banjie_reader.model import Quantity, Span, When, span_of
from banjie_reader.outline import Section, ancestors, heading_text
from banjie_reader.parties import Parties, find_parties
from banjie_reader.wordlists import wordlist

_CLOSING = re.compile(  # not from inside a run of blanks: each of a long run would be tried
    r"(?:^|\n|(?<=[。；！）)\s])(?<![ \t　]{2}))[ \t　]*"
    rf"(?:{'|'.join(wordlist('document')['closings'])})"
)
_SIGNATURE = re.compile(
    r"\n[ \t　]*[^\n。，：:]{3,30}\n[ \t　]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[ \t　]*(?:\n|$)"
    r"|(?<=[。；！）)])\n[ \t　]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*\Z"  # a day alone at the end
)
_SENTENCE = re.compile(  # a call inside a name (“来吧！少年”) ends no sentence
    r"[^。！？!?\n]*(?:[！？!?](?=[^“”「」《》。\n]{0,30}[”」》])[^。！？!?\n]*)*"
    r"(?:[。！？!?]+[”’」』]?|\n|$)"
)


_CLAUSE_END = re.compile(r"[。；，,\n]")
_LINE = 150


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=_Placed)


class _Ordered(Generic[P]):
    """Items sorted by where they begin, quick to find by place."""

    def __init__(self, items: Sequence[P]) -> None:
        self._items = items
        self._starts = [item.span.start for item in items]

    def within(self, start: int, end: int) -> list[P]:
        """The items that lie wholly inside, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [item for item in self._items[first:last] if item.span.end <= end]


@dataclass
class Paper:
    """The working text and what was recognised in it."""

    text: str  # the working text in simplified characters, offset for offset
    lines: Sequence[Span]  # those with words on them
    labels: Labels
    document: Document
    sections: list[Section]
    whens: Sequence[When]
    faults: Sequence[DateFault]
    quantities: Sequence[Quantity]
    body_end: int
    unread_pages: Sequence[int]

    def __post_init__(self) -> None:
        self._whens = _Ordered(self.whens)
        self._quantities = _Ordered(self.quantities)
        self._looks_back = self.document.kind in {"summary", "report"}
        self._ahead: list[Span] = stretches_ahead(self.text) if self._looks_back else []
        self._section_starts = [section.start for section in self.sections]
        self.list_starts = self._list_starts()

    def whens_in(self, start: int, end: int) -> list[When]:
        return self._whens.within(start, end)

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        return self._quantities.within(start, end)

    def parties_in(self, start: int, end: int, labels: Sequence[Label] | None = None) -> Parties:
        """The units named between two offsets, whose labels a caller may have already."""
        labels = self.labels.within(start, end) if labels is None else labels
        return find_parties(self.text, start, end, labels, plain=self.text)

    def is_ahead(self, offset: int) -> bool:
        """Whether an offset stands where a paper that looks back turns to what is to come."""
        return any(start <= offset < end for start, end in self._ahead)

    def is_done(self, index: int) -> bool:
        """Whether a section tells of what was done; 主要工作 of a plan is to come."""
        if self.sections[index].role != "done":
            return False
        above = (index, *ancestors(self.sections, index))
        to_come = (heading_text(self.sections[i], self.text).endswith("主要工作") for i in above)
        return self._looks_back or not any(to_come)

    def _list_starts(self) -> list[int]:
        """For each section, where the list it is in begins: at its 1, or at what stands for it."""
        begun: dict[tuple[str, int | None], int] = {}
        starts = []
        for section in self.sections:
            key = (section.style, section.parent)
            if section.value < 2:
                begun[key] = section.start
            starts.append(begun.setdefault(key, section.start))
        return starts

    def section_at(self, offset: int) -> int | None:
        """The innermost section around an offset."""
        index: int | None = bisect_right(self._section_starts, offset) - 1
        if index is None or index < 0:
            return None
        while index is not None and self.sections[index].end <= offset:
            index = self.sections[index].parent
        return index

    def sections_in(self, start: int, end: int) -> list[Section]:
        """The sections that begin between two offsets."""
        starts = self._section_starts
        return self.sections[bisect_left(starts, start) : bisect_left(starts, end)]

    def next_section(self, offset: int) -> int:
        """Where the next section begins after an offset, or the end of the text."""
        at = bisect_right(self._section_starts, offset)
        return self._section_starts[at] if at < len(self.sections) else len(self.text)


def closing_start(text: str, after: int) -> int:
    """Where the body ends: contacts, signature, links of the site; never before `after`."""
    ends = [len(text)]
    if closing := _CLOSING.search(text, after):
        ends.append(closing.start())
    if signature := _SIGNATURE.search(text, max(0, after - 1)):
        ends.append(signature.start())
    return min(ends)


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences between two offsets, without white space before them."""
    found = []
    for m in _SENTENCE.finditer(text, start, end):
        words = m[0]
        if words.strip():
            begin = m.start() + len(words) - len(words.lstrip(" \t　\n"))
            found.append(Span(begin, m.start() + len(words.rstrip())))
    return found


def line_at(text: str, offset: int) -> str:
    """The line around an offset, or as much of it as tells what it is."""
    begin = text.rfind("\n", max(0, offset - _LINE), offset) + 1
    end = text.find("\n", offset, offset + _LINE)
    return text[max(begin, offset - _LINE) : end if end >= 0 else offset + _LINE]


def clause(text: str, span: Span, before: str = "。；\n", reach: int = 60) -> str:
    """The words around a stretch: back to one of the marks in `before`, on to the next comma."""
    earliest = max(0, span.start - reach)
    begin = max([text.rfind(mark, earliest, span.start) + 1 for mark in before] + [earliest])
    stop = _CLAUSE_END.search(text[span.end : span.end + reach // 2])
    return text[begin : span.end + (stop.start() if stop else reach // 2)]


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without white space around it."""
    while start < end and text[start] in " \t　\n\v|":
        start += 1
    while end > start and text[end - 1] in " \t　\n\v|":
        end -= 1
    return span_of((start, end))


def in_name(text: str, span: Span) -> bool:
    """Inside quotation marks or 《》: part of a name, not a count."""
    for opening, closing in ("“”", "《》", "「」"):
        begin = text.rfind(opening, max(0, span.start - 24), span.start)
        if begin >= 0 and text.find(closing, begin, span.start) < 0:
            return True
    return False
