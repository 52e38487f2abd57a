"""Which items are parts of the one event that a notice announces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from banjie_reader.activities.item_titles import item_title
from banjie_reader.outline import Section, ancestors, heading_text
from banjie_reader.paper import Paper
from banjie_reader.parties import names_doer
from banjie_reader.wordlists import any_of, wordlist

_DOING = re.compile(any_of(wordlist("activities")["doing"]))
_CLASSES = re.compile(any_of(wordlist("headings")["class_lists"]))
_NAME = 20  # characters: what is longer is a sentence, not the name of a part
_FEW = 3  # of a list: so many that say who does them make all of it tasks


def parts_of_event(paper: Paper, items: Sequence[int]) -> frozenset[int]:
    """The items that are parts of the event; all of a list whose items say who does them."""
    parts = {i for i in items if _is_part(paper, i)}
    sections = paper.sections
    shared = Counter(sections[i].parent for i in items if is_shared_out(paper, sections[i]))
    return frozenset(i for i in items if i in parts or shared[sections[i].parent] >= _FEW)


def is_shared_out(paper: Paper, section: Section) -> bool:
    """区科协组织志愿者…, below 活动内容: a task that opens with the unit that does it."""
    return section.role == "work" and names_doer(heading_text(section, paper.text))


def _is_part(paper: Paper, index: int) -> bool:
    """A part of the event: a round or a contest with a day of its own, or a named item of work."""
    section = paper.sections[index]
    if section.parent is None or section.role not in {"work", "phases", ""}:
        return False
    title = item_title(paper.text, section)
    named = title.end - title.start <= _NAME or section.style == "item"
    dated = _names_day(paper, section.start, section.end) or _is_in_dated_phase(paper, section)
    acts = _DOING.match(paper.text[slice(*title)])
    return dated or (section.role == "work" and bool(named or acts) and not _is_class(paper, index))


def _names_day(paper: Paper, start: int, end: int) -> bool:
    return any(when.rule != "vague" for when in paper.whens_in(start, end))


def _is_in_dated_phase(paper: Paper, section: Section) -> bool:
    """What a plan has done in a phase whose heading says when: （一）发动（2月—3月）."""
    if section.role != "phases" or section.parent is None or paper.document.kind != "plan":
        return False
    above = paper.sections[section.parent]
    first = paper.next_section(above.start)
    return above.role == "phases" and _names_day(paper, above.start, first)


def _is_class(paper: Paper, index: int) -> bool:
    """A class to enter for, below 比赛项目 or 项目设置: 团体赛, 个人赛."""
    above = (paper.sections[i] for i in ancestors(paper.sections, index))
    return any(_CLASSES.match(heading_text(s, paper.text)) for s in above)
