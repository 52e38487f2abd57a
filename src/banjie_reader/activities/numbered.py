"""Numbered items: the lowest numbered level under a heading that announces work."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.contents import items_with_contents
from banjie_reader.activities.endings import before_closing_words
from banjie_reader.activities.item_titles import item_title, without_time
from banjie_reader.activities.naming import held_names
from banjie_reader.activities.notice import field_values
from banjie_reader.activities.parts import parts_of_event
from banjie_reader.activities.retrospect import (
    RETROSPECT,
    is_ahead,
    line_above_list,
    tells_of_one_day,
    was_month,
)
from banjie_reader.model import Span
from banjie_reader.outline import Section, ancestors, heading_text, role_of
from banjie_reader.outline.described import described_items
from banjie_reader.paper import Paper, line_at, trimmed
from banjie_reader.parties import ROLES
from banjie_reader.wordlists import any_of, wordlist

_NO_START = re.compile(any_of(wordlist("activities")["no_work_starts"]))
_DOING = re.compile(any_of(wordlist("activities")["doing"]))
_BUILDING = any_of(wordlist("activities")["building"])
_SET_TO_BUILD = re.compile(
    rf"(?:{_BUILDING}).{{3,}}(?:{any_of(wordlist('headings')['field_endings'])})"
)
_ON_GROUNDS = re.compile(rf"(?:按照|根据)[^，,。]{{2,30}}[，,](?:{_DOING.pattern}|{_BUILDING})")
_BRACKET = re.compile(r"[（(〔【](?=[^（()）〕】]{0,40}(?:牵头|责任|负责|主办|承办))")
_FIELD = re.compile(rf"(?:{any_of(wordlist('headings')['field_endings'])})$")
_TIMED = re.compile("时间|日期|時間|单位|單位")
_BULLETS = "◎◆★●■▎☆【】：: \t　\n"
_WORD = re.compile(r"\w")
_CUT, _COMMA, _AND, _BLANK = map(re.compile, ("[：:（(]", "[，,]", "[和与及、]", r"\s"))
_CLAUSE = re.compile("[^，,]+")
_BRACKETED = re.compile(r"[（(][^（()）\n]*[)）]")
_PARAGRAPH = re.compile(r"\s*[^\n]{40,}[。！]")
_FEW = 2  # items before another that show how a list is made
_NAME = 20  # characters: what is longer is a sentence, not the name of a part
_NOTES_LINE = re.compile(  # 注, 活动规则, 报名方式: the whole line above a list
    rf"\w{{0,4}}(?:{any_of(wordlist('headings')['note_lists'])})"
    rf"|{any_of(wordlist('headings')['note_lines'])}"
)
_NOTES_OPEN = re.compile(  # 招募要求：1. …, the first of the list on the label's own line
    rf"\w{{0,4}}(?:要求|条件|{any_of(wordlist('headings')['note_lists'])})[：:]\s?[（(]?[1１一①]"
)
_NO_WORK = {"aims", "requirements", "problems", "programme"}


def numbered_items(paper: Paper, *, of_event: bool = False) -> list[Candidate]:
    """The numbered items that are work; in the notice of one event only its parts with a time."""
    whole = items_with_contents(paper)
    above = _above(paper) - whole
    described = described_items(paper.sections, paper.text)
    leaves = [
        i
        for i, s in enumerate(paper.sections)
        if s.number and i not in above and s.parent not in described and s.parent not in whole
    ]
    items = [i for i in sorted([*leaves, *described]) if _is_work(paper, i, i in described)]
    if of_event:
        parts = described | parts_of_event(paper, items)
        items = [i for i in items if i in parts]
    holders = {i for i in above if _is_answered_for(paper, i)}
    found = [_candidate(paper, i) for i in items]
    for item, candidate in zip(items, found, strict=True):
        candidate.step = not holders.isdisjoint(ancestors(paper.sections, item))
        if item in described:
            candidate.fields = _fields_below(paper, item)
    return [*(_holder(paper, i) for i in sorted(holders)), *found]


def _above(paper: Paper) -> set[int]:
    """The sections that have numbered sections below them."""
    return {
        parent
        for i, section in enumerate(paper.sections)
        if section.number
        for parent in ancestors(paper.sections, i)
    }


def _fields_below(paper: Paper, index: int) -> dict[str, list[Span]]:
    """Where and by whom, as headings below an item say: （二）地点 / 水杉厅 / （三）承办单位 …"""
    item = paper.sections[index]
    named = [
        (section, section.field)
        for section in paper.sections_in(item.text_end, item.end)
        if section.parent == index and section.field
    ]
    found = field_values(paper, named)
    return {field: found[field] for field in ("where", *ROLES) if found.get(field)}


def _is_answered_for(paper: Paper, index: int) -> bool:
    """An item with a bracket of its own that names units is an activity, whatever is below it."""
    section = paper.sections[index]
    stop = min(paper.next_section(section.start), paper.body_end)
    barred = section.role in _NO_WORK or section.field
    if not section.number or barred or not _BRACKET.search(paper.text, section.text_start, stop):
        return False
    return bool(paper.parties_in(section.text_start, stop))


def _holder(paper: Paper, index: int) -> Candidate:
    """The activity around its steps; what stands before the first step is its own."""
    found = _candidate(paper, index)
    found.own = trimmed(paper.text, found.span.start, paper.next_section(found.span.start))
    return found


def _is_work(paper: Paper, index: int, over_fields: bool) -> bool:
    section = paper.sections[index]
    outside = section.style == "annex" or section.role == "annex" or section.start >= paper.body_end
    if outside:
        return False
    if section.field == "title":  # 01 项目名称：X, over 责任单位
        return _has_parties(paper, section)
    if section.field or names_fields(paper, section):
        return False
    if _only_opens(paper, index):
        return False
    # Parties last: they cost most, and in a plan hardly an item needs them to be work.
    ahead = not _is_aside(paper, index, over_fields) and is_ahead(paper, index)
    return ahead or _has_parties(paper, section)


def _only_opens(paper: Paper, index: int) -> bool:
    """第二阶段：实施 right above a list of its own says nothing of what is done."""
    section = paper.sections[index]
    below = paper.sections[index + 1] if index + 1 < len(paper.sections) else None
    if section.style != "phase" or below is None or below.value != 1 or below.style == "phase":
        return False
    return not _WORD.search(_BRACKETED.sub("", paper.text[section.text_end : below.start]))


def names_fields(paper: Paper, section: Section) -> bool:
    """考察分组, 举办时间和活动场地: a heading that ends each of its parts like a field."""
    named = are_fields(heading_text(section, paper.text))
    return named and not _BRACKET.search(paper.text, section.text_start, section.end)


@lru_cache(maxsize=1024)
def are_fields(words: str) -> bool:
    """Whether each part of a heading ends like a field."""
    heading = _CUT.split(words, 1)[0]
    if len(heading) > _NAME or _COMMA.search(heading) or _DOING.match(heading):
        return False
    if _SET_TO_BUILD.match(heading):  # 培育文化志愿队伍 is work, 建设地点 a field of it
        return False
    return all(map(_FIELD.search, _AND.split(_BLANK.sub("", heading))))


def _is_aside(paper: Paper, index: int, over_fields: bool) -> bool:
    """Aims, requirements, notes, an item that only announces others, or says on what grounds."""
    section = paper.sections[index]
    return (
        (_is_barred(paper, section.role) and not was_month(paper, index))
        or _under_notes(paper, index)
        or _under_field(paper, index)
        or _announces(paper, section)
        or (not over_fields and _says_why(heading_text(section, paper.text)))
    )


def _says_why(heading: str) -> bool:
    """根据上级要求, 本次活动…; but 按照评选条件，推荐候选人 is work all the same."""
    return bool(_NO_START.match(heading)) and not _ON_GROUNDS.match(heading)


def _is_barred(paper: Paper, role: str) -> bool:
    """主要工作 is past in a summary, and to come in a plan."""
    return role in _NO_WORK or (role == "done" and paper.document.kind in RETROSPECT)


def _announces(paper: Paper, section: Section) -> bool:
    """A heading such as 活动安排 or 下一步打算 announces work; it is none itself."""
    heading = heading_text(section, paper.text)
    if heading.endswith("阶段") or _DOING.match(heading):
        return False
    own = role_of(heading)
    above = paper.sections[section.parent].role if section.parent is not None else ""
    return own in {"next", "work", "phases"} and above != "phases"


def _has_parties(paper: Paper, section: Section) -> bool:
    """Units with a role; where requirements stand, only a label or a bracket tells of a task."""
    found = paper.parties_in(section.text_start, min(section.end, paper.body_end))
    names = (*found.lead, *found.responsible, *found.cooperating)
    if section.role not in _NO_WORK or _shares_work(paper, section):
        return bool(names)
    return any(name.rule != "prose" for name in names)


def _shares_work(paper: Paper, section: Section) -> bool:
    above = None if section.parent is None else paper.sections[section.parent]
    return above is not None and "分工" in heading_text(above, paper.text)


def _under_field(paper: Paper, index: int) -> bool:
    """Items below 参加对象, 报名方式 or 名次录取 tell about the field."""
    above = [paper.sections[i] for i in ancestors(paper.sections, index)]
    return any(s.field not in {None, "when", "content"} for s in above) or any(
        not s.field and _names_rules(paper, s) for s in above
    )


def _names_rules(paper: Paper, section: Section) -> bool:
    """A heading that names fields none of which is a time, below which the parts may stand."""
    return names_fields(paper, section) and not _TIMED.search(heading_text(section, paper.text))


def _under_notes(paper: Paper, index: int) -> bool:
    """Notes for those who take part: items under an unnumbered heading or label such as 备注."""
    if paper.sections[index].noted:
        return True
    label = line_at(paper.text, line_above_list(paper, index)).strip(_BULLETS)
    return bool(_NOTES_LINE.fullmatch(label) or _NOTES_OPEN.match(label))


def _candidate(paper: Paper, index: int) -> Candidate:
    section = paper.sections[index]
    end = min(section.end, max(paper.body_end, section.text_end))
    if section.value > _FEW and _in_lines(paper, index):
        end = _before_paragraph(paper, section, end)
    if section.value > 1 and _is_last(paper, index):
        end = before_closing_words(paper, section.start, end)
    span = trimmed(paper.text, section.start, end)
    dated = paper.document.kind in RETROSPECT and tells_of_one_day(paper, section)
    title = _told(paper, section) if dated else item_title(paper.text, section)
    title = without_time(paper, title)
    return Candidate(span, title, "numbered item", section.number, index)


def _is_last(paper: Paper, index: int) -> bool:
    section = paper.sections[index]
    below = paper.sections[index + 1] if index + 1 < len(paper.sections) else None
    return below is None or (below.style, below.parent) != (section.style, section.parent)


def _before_paragraph(paper: Paper, section: Section, end: int) -> int:
    """Where an item's line ends, if nothing but paragraphs stands below it."""
    line_end = paper.text.find("\n", section.text_end, end)
    below = _PARAGRAPH.match(paper.text, max(line_end, 0), end)
    if line_end < 0 or not below or paper.labels.within(line_end, end):
        return end
    return line_end


def _in_lines(paper: Paper, index: int) -> bool:
    """Whether the items right before have a line each: then the last ends with its own."""
    last = paper.sections[index]
    before = paper.sections[index - _FEW : index]
    return all(
        item.style == last.style and item.parent == last.parent for item in before
    ) and not any(
        _WORD.search(paper.text, item.text_end, below.start)
        for item, below in pairwise([*before, last])
    )


def _told(paper: Paper, section: Section) -> Span:
    """What an item that opens with its day tells of: an event by name, or what was done."""
    heading = Span(section.text_start, section.text_end)
    if names := held_names(paper.text, heading):
        return names[0]
    clauses = [trimmed(paper.text, *m.span()) for m in _CLAUSE.finditer(paper.text, *heading)]
    done = (part for part in clauses[1:] if _DOING.search(paper.text, *part))
    return next(done, heading)
