"""Labelled blocks: a title, then 时间：… 地点：…."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.notice import event_title
from banjie_reader.document import is_metadata
from banjie_reader.labels import Label
from banjie_reader.model import Span
from banjie_reader.outline import heading_text
from banjie_reader.outline.fields import ATTRIBUTE
from banjie_reader.paper import Paper, line_at, trimmed
from banjie_reader.wordlists import any_of, wordlist

_NAMING = {"title", "theme"}
_KEYS = {"title", "theme", "when", "where"}


def labelled_blocks(paper: Paper) -> list[Candidate]:
    """Blocks of labelled fields, each with the title above it or in its 主题."""
    groups = _groups(paper)
    made = (_candidate(paper, group, len(groups)) for group in groups)
    return [candidate for candidate in made if candidate]


def _groups(paper: Paper) -> list[list[Label]]:
    begin = paper.document.title.span.end if paper.document.title else 0
    labels = paper.labels.within(begin, paper.body_end)
    labels = [
        x for x in labels if x.field in _NAMING or not is_metadata(line_at(paper.text, x.start))
    ]
    labels = [x._replace(stop=min(x.stop, paper.next_section(x.value - 1))) for x in labels]
    groups: list[list[Label]] = []
    names: set[str] = set()
    for label in labels:
        opens = bool(groups) and label.word == groups[-1][0].word
        repeats = label.field in names and (label.field in _KEYS or opens)
        if groups and repeats and _adds(paper, groups[-1][-1], label):
            repeats = False
        told = names >= {"when", "where"}
        named = told and _named_between(paper, groups[-1][-1], label)
        if not groups or repeats or named or _parted(paper, groups[-1][-1], label):
            groups.append([])
            names = set()
        groups[-1].append(label)
        names.add(label.field)
    whole = [_is_block(paper, group) for group in groups]
    several = sum(whole) > 1
    opening = {g[0].word for g, is_whole in zip(groups, whole, strict=True) if is_whole}
    pairs = zip(groups, whole, strict=True)
    return [
        g
        for g, is_whole in pairs
        if is_whole or (several and (_is_named(paper, g) or _is_like(paper, g, opening)))
    ]


def _adds(paper: Paper, before: Label, label: Label) -> bool:
    """展览时间：9:30-16:30 below 展览日期, 展览地址 below 展览地点: more of the same field."""
    line = paper.text.rfind("\n", before.value, label.start) + 1
    between = paper.text[before.span(paper.text).end : line].strip()
    prefix = paper.text[line : label.start].strip()
    if label.field != before.field or not line or between or len(prefix) > _PREFIX:
        return False
    if label.word == before.word and not prefix:
        return False
    return not any(when.start for when in paper.whens_in(*label.span(paper.text)))


def _is_like(paper: Paper, group: list[Label], opening: set[str]) -> bool:
    """A time alone under a name, labelled as the blocks around it are."""
    first = group[0]
    above = _line_above(paper.text, first.start)
    between = paper.text[above.end : first.start].strip()
    alone = not between or _OF_LABEL.fullmatch(between)
    known = any(word.endswith(first.word) for word in opening)
    like = first.field == "when" and known and bool(alone)
    return like and _can_name(paper.text, above) and not paper.labels.within(*above)


def _named_between(paper: Paper, before: Label, label: Label) -> bool:
    """Whether a line with a name stands between two labels: the next block, told of first."""
    line = _line_above(paper.text, label.start)
    if line.start < before.stop or not _can_name(paper.text, line):
        return False
    return label.field == "content" or _EVENT.search(paper.text, *line) is not None


def _is_named(paper: Paper, group: list[Label]) -> bool:
    """活动三：… over a time alone, where several blocks stand."""
    above = _title_above(paper, group[0])
    named = above is not None and _ORDINAL.match(paper.text, *above) is not None
    return named and group[0].field in {"when", "where"}


def _is_block(paper: Paper, group: list[Label]) -> bool:
    fields = {x.field for x in group}
    dated = _date_line_above(paper, group[0]) is not None
    return bool(fields & {"when", "where"}) and (dated or len({x.word for x in group}) >= 2)


def _parted(paper: Paper, before: Label, label: Label) -> bool:
    """A new section, or much text, between two labels parts two blocks."""
    if label.start - before.stop > _FAR:
        return True
    between = paper.sections_in(before.value, label.start + 1)
    return any(not ATTRIBUTE.match(heading_text(s, paper.text)) for s in between)


def _candidate(paper: Paper, group: list[Label], count: int) -> Candidate | None:
    text, first = paper.text, group[0]
    end = group[-1].span(text).end
    fields: dict[str, list[Span]] = {}
    named = _title(paper, group, count)
    if named is None:
        return None
    title, start = named
    if day := _date_line_above(paper, first):
        start = day.start
        if not any(x.field == "when" for x in group):
            fields["when"] = [day]
    section = paper.section_at(max(title.start, start))
    number = None
    near = abs(first.start - title.start) < _FAR
    if section is not None and near:
        own = paper.sections[section]
        if abs(own.text_start - title.start) <= 2 or own.start == start:
            number, start = own.number, own.start
    span = trimmed(text, start, end)
    return Candidate(span, title, "labelled block", number, section, fields)


def _title(paper: Paper, group: list[Label], count: int) -> tuple[Span, int] | None:
    """The block's title and where the block begins; None for fields of the document itself."""
    first = group[0]
    for field in ("title", "theme"):
        named = next((x for x in group if x.field == field), None)
        if named and (field == "title" or count > 1):
            title = named.span(paper.text)
            return title, min(first.start, title.start)
    above = _title_above(paper, first)
    if above and _ONLY_NUMBER.fullmatch(paper.text, *above):
        return _title_of_numbered(paper, first, above)
    if above is None and count > 1:
        above = _title_over_prose(paper, first)
    above = _behind_number(paper, above) if above else None
    if above and not (count == 1 and paper.document.title and paper.document.kind == "notice"):
        return above, above.start
    if paper.document.title:
        return event_title(paper), first.start
    if above:
        return above, above.start
    return None if first.field in {"when", "where"} else (first.span(paper.text), first.start)


def _behind_number(paper: Paper, line: Span) -> Span:
    """A line that is a heading, without its number: 活动二：健步走."""
    index = paper.section_at(line.start)
    section = None if index is None else paper.sections[index]
    if section is None or section.start != line.start or section.text_start >= line.end:
        return line
    return Span(section.text_start, line.end)


def _title_of_numbered(paper: Paper, first: Label, number: Span) -> tuple[Span, int] | None:
    """1、活动内容：X names itself; 1、时间：… belongs to the heading above, if there is one."""
    if first.field == "content":
        return first.span(paper.text), number.start
    own = paper.section_at(first.start)
    parent = paper.sections[own].parent if own is not None else None
    if parent is None:
        line = _line_above(paper.text, number.start)
        named = _can_name(paper.text, line) and not paper.labels.within(*line)
        return (line, line.start) if named else None
    section = paper.sections[parent]
    return Span(section.text_start, section.text_end), section.start


_EVENT = re.compile(rf"(?:{any_of(wordlist('activities')['event_nouns'])})[”」》]?$")
_ONLY_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?[、.．]?")
_OF_LABEL = re.compile(any_of(wordlist("labels")["prefixes"]))  # 展览 of 展览时间
_PREFIX = 4  # characters before a label that belong to it
_FAR = 300
_NAME = 50  # characters
_PARAGRAPHS = 2
_TITLE = 60  # a title longer than this is none


def _line_above(text: str, offset: int) -> Span:
    line_start = text.rfind("\n", max(0, offset - _FAR), offset) + 1
    above = text.rfind("\n", max(0, line_start - _FAR), max(line_start - 1, 0)) + 1
    return trimmed(text, above, max(line_start - 1, above))


def _date_line_above(paper: Paper, first: Label) -> Span | None:
    """A line with nothing but a date above the labels: 9月20日."""
    line = _line_above(paper.text, first.start)
    times = paper.whens_in(*line)
    said = sum(w.span.end - w.span.start for w in times)
    return line if times and line.end - line.start - said <= _CLOCK else None


_CLOCK = 14  # characters that a time of day beside the date may take


def _number_before(paper: Paper, offset: int, earliest: int) -> int:
    """Where the words behind the number of the item around an offset begin, if not too early."""
    index = paper.section_at(offset - 1)
    begin = 0 if index is None else paper.sections[index].text_start
    first_of_item = earliest < begin < offset - 1 and not paper.labels.within(begin, offset)
    return begin if first_of_item else 0


def _title_above(paper: Paper, first: Label) -> Span | None:
    """The words right before the first label: on its line, or the line above."""
    text = paper.text
    earliest = max(0, first.start - _TITLE)
    cuts = (text.rfind(mark, earliest, first.start) for mark in "\n。；）)！")
    boundary = max(max(cuts) + 1, earliest, _number_before(paper, first.start, earliest))
    span = trimmed(text, boundary, first.start)
    if _OF_LABEL.fullmatch(text, *span) and span.end == first.start:
        span = Span(first.start, first.start)
    while span.end > span.start and text[span.end - 1] in "（(【*":  # around the labels themselves
        span = trimmed(text, span.start, span.end - 1)
    if span.end - span.start >= 2:
        return _without_number(text, span)
    above = _line_above(text, first.start)
    words = text[above.start : above.end]
    if 2 <= len(words) <= _NAME and words[-1] not in "。；，：:":
        return _without_number(text, above)
    return None


def _title_over_prose(paper: Paper, first: Label) -> Span | None:
    """The name above the paragraph or two that stand above a block's labels."""
    line = _line_above(paper.text, first.start)
    for _ in range(_PARAGRAPHS):
        if line.start >= line.end or paper.text[line.end - 1] not in "。！!？":
            return None
        line = _line_above(paper.text, line.start)
        if _can_name(paper.text, line):
            return None if paper.labels.within(*line) else _without_number(paper.text, line)
    return None


def _can_name(text: str, line: Span) -> bool:
    words = text[line.start : line.end]
    return 2 <= len(words) <= _NAME and words[-1] not in "。；，：:！!？"


_ORDINAL = re.compile(
    r"[^\w\n]{0,2}(?:活动|项目|专题|单元|板块)[一二三四五六七八九十\d]{1,2}[：:、]"
)
_NUMBER = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]+|[（(]?\d{1,2}[)）、.．]+(?!\d)|[★●■◆▲◎☆▶◇【*#\-]+)\s*"
)


def _without_number(text: str, span: Span) -> Span:
    number = _NUMBER.match(text, *span)
    start = number.end() if number else span.start
    framed = text[start - 1 : start] == "【" and text[span.end - 1] == "】"
    end = span.end - framed  # 【读书分享会】
    return Span(start, end) if end - start >= 2 else span
