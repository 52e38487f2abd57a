"""The tree of sections: which openings hold, how deep each stands, and what it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.labels import Labels
from banjie_reader.model import Span
from banjie_reader.numbering import Mark
from banjie_reader.outline.fields import field_of
from banjie_reader.outline.heading import section_of
from banjie_reader.outline.numbered import numbered
from banjie_reader.outline.opening import Opening, alike, with_months_on_top, without_overlaps
from banjie_reader.outline.roles import role_of
from banjie_reader.outline.section import Section, heading_text
from banjie_reader.outline.unnumbered import marked, standing
from banjie_reader.wordlists import any_of, wordlist

_ALSO_WORK = frozenset(wordlist("headings")["also_work"])  # 宣传报道 below 活动内容
_COLONS = (2, 4)  # where 背景：… and 活动目的：… have theirs
_NOTES = re.compile(any_of(wordlist("headings")["note_lists"]))
_LETTER = re.compile(r"说\s?明[：:]?")
_SHORT_ANNEX = 300  # a list of what is attached, not the annex itself


def find_sections(
    text: str, labels: Labels, lines: Sequence[Span], marks: Sequence[Mark]
) -> list[Section]:
    """Every section of the text in order, with level, parent, extent, role and field."""
    openings = [*numbered(text, labels, marks), *marked(text), *standing(text, lines)]
    openings = without_overlaps(sorted(openings, key=lambda opening: opening.start), text)
    openings = with_months_on_top(openings)
    sections: list[Section] = []
    stack: list[int] = []
    for i, opening in enumerate(openings):
        stop = openings[i + 1].start if i + 1 < len(openings) else len(text)
        section = section_of(opening, text, labels, stop)
        _unwind(stack, openings, opening)
        section.parent = stack[-1] if stack else None
        section.level = len(stack) + 1
        stack.append(i)
        sections.append(section)
    _close(sections, len(text))
    _tell(sections, text)
    return sections


def _unwind(stack: list[int], openings: Sequence[Opening], opening: Opening) -> None:
    """Leave on the stack what the opening stands below: back to its like, or to a higher rank."""
    same = [at for at, index in enumerate(stack) if alike(openings[index], opening)]
    if same:
        del stack[same[-1] :]
        return
    while stack and openings[stack[-1]].rank > opening.rank:
        stack.pop()


def _close(sections: list[Section], length: int) -> None:
    open_ones: list[Section] = []
    for section in sections:
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop().end = section.start
        open_ones.append(section)
    for section in open_ones:
        section.end = length


def _tell(sections: list[Section], text: str) -> None:
    """What each section is about: its role, the field it names, whether it is a heading."""
    for section in sections:
        heading = heading_text(section, text)
        own = role_of(_before_colon(heading))
        above = sections[section.parent].role if section.parent is not None else ""
        if above == "phases" and own in {"requirements", "done"}:
            own = above
        if above == "work" and heading.strip() in _ALSO_WORK:
            own = above
        if section.style == "annex" and section.end - section.start < _SHORT_ANNEX:
            own = "annex"
        section.role = above if above == "annex" else own or above
        section.field = field_of(text, section)
        section.noted = _is_noted(section, sections, text)
        section.shown = _is_shown(section)
        section.level = 1 + _depth(section, sections)


def _depth(section: Section, sections: list[Section]) -> int:
    """How many headings a section stands below; 说明 above a letter's points is none."""
    if section.parent is None:
        return 0
    above = sections[section.parent]
    return above.level if above.shown else above.level - 1


def _before_colon(heading: str) -> str:
    for at in _COLONS:
        if heading.startswith(("：", ":"), at):
            return heading[:at]
    return heading


def _is_shown(section: Section) -> bool:
    """Lists of annexes and of notes, and words such as 说明 alone, are no headings."""
    if section.role == "annex" or section.text_start == section.text_end:
        return False
    if section.number:
        return not section.noted
    return section.style != "plain" or section.text_end - section.text_start > 2


def _is_noted(section: Section, sections: list[Section], text: str) -> bool:
    """Notes under an unnumbered 备注, 说明 or 规定 are numbered, but no headings.

    一、 二、 below 说明 alone are: they are the body of a letter.
    """
    if section.parent is None:
        return False
    above = sections[section.parent]
    heading = heading_text(above, text)
    if section.style == "comma" and _LETTER.fullmatch(heading):
        return False
    return above.noted or (above.number is None and _NOTES.search(heading) is not None)
