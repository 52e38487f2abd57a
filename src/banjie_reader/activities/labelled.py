"""Labelled blocks: a title, then 时间：… 地点：…; and whole documents that are one such block."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.labels import Label, find_labels
from banjie_reader.model import Span
from banjie_reader.outline import Section, heading_text
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_KEYS = {"title", "when", "where"}
_FIELDS = wordlist("labels")["fields"]
_FIELD_OF = {word: name for name, words in _FIELDS.items() for word in words}
_ATTRIBUTE = re.compile(
    rf"^(?P<word>{any_of(list(_FIELD_OF))})(?:[及和与、](?:{any_of(list(_FIELD_OF))}))?(?=[：:\s。]|$|[\d“《(（])"
)
_WRAPPING = re.compile(
    r"^(?:.{0,24}?(?:关于|關於))?(?:举办|开展|召开|组织开展|组织|举行|参加|做好|舉辦|開展)?(?P<core>.+?)"
    r"(?:的)?(?:行前)?(?:通知|公告|启事|方案|实施方案|活动方案|工作方案|邀请函|预告|通告|简章|計畫|簡章|策划书|函)?$"
)


def labelled_blocks(paper: Paper) -> list[Candidate]:
    """Blocks of labelled fields, each with the title above it."""
    groups = _groups(paper)
    return [_candidate(paper, group, len(groups)) for group in groups]


def _groups(paper: Paper) -> list[list[Label]]:
    labels = find_labels(paper.text, 0, paper.body_end)
    groups: list[list[Label]] = []
    for label in labels:
        current = groups[-1] if groups else []
        names = {x.field for x in current}
        repeats = label.field in _KEYS and label.field in names
        if not current or repeats or _parted(paper, current[-1], label):
            groups.append([label])
        else:
            current.append(label)
    return [g for g in groups if _is_block(g)]


def _is_block(group: list[Label]) -> bool:
    fields = {x.field for x in group}
    return bool(fields & {"when", "where"}) and len({x.word for x in group}) >= 2


def _parted(paper: Paper, before: Label, label: Label) -> bool:
    """A new section, or much text, between two labels parts two blocks."""
    if label.start - before.stop > 300:
        return True
    between = [s for s in paper.sections if before.value <= s.start <= label.start]
    return any(not _ATTRIBUTE.match(heading_text(s, paper.text)) for s in between)


def _candidate(paper: Paper, group: list[Label], count: int) -> Candidate:
    first, last = group[0], group[-1]
    named = next((x for x in group if x.field == "title"), None)
    end = last.span(paper.text).end
    above = _title_above(paper, first)
    number = None
    if named:
        title = named.span(paper.text)
        start = min(first.start, title.start)
    elif above and not (count == 1 and paper.document.title and paper.document.kind == "notice"):
        title, start = above, above.start
    elif paper.document.title:
        title, start = event_title(paper), first.start
    else:
        title = above or first.span(paper.text)
        start = title.start
    section = _section_of(paper, first.start)
    if section is not None and abs(paper.sections[section].text_start - title.start) <= 2:
        number, start = paper.sections[section].number, paper.sections[section].start
    return Candidate(trimmed(paper.text, start, end), title, "labelled block", number, section)


def _section_of(paper: Paper, offset: int) -> int | None:
    inside = [i for i, s in enumerate(paper.sections) if s.start <= offset < s.end]
    return inside[-1] if inside else None


def _title_above(paper: Paper, first: Label) -> Span | None:
    """The words right before the first label: on its line, or the line above."""
    text = paper.text
    boundary = max(text.rfind(c, max(0, first.start - 120), first.start) for c in "\n。；）)！") + 1
    span = trimmed(text, boundary, first.start)
    if span.end - span.start >= 2:
        return _without_number(text, span)
    above_end = text.rfind("\n", 0, boundary - 1) if boundary > 1 else -1
    above = trimmed(text, above_end + 1, max(boundary - 1, 0))
    words = text[above.start : above.end]
    if 2 <= len(words) <= 50 and words[-1] not in "。；，：:":
        return _without_number(text, above)
    return None


def _without_number(text: str, span: Span) -> Span:
    number = re.match(
        r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?\s*|[★●■◆【*#\-]+\s*",
        text[span.start : span.end],
    )
    start = span.start + (number.end() if number else 0)
    return Span(start, span.end) if span.end - start >= 2 else span


def event_title(paper: Paper) -> Span:
    """The event that a notice's title names: 关于举办X的通知 is X."""
    title = paper.document.title
    if title is None:
        return Span(0, 0)
    words = paper.text[title.span.start : title.span.end]
    core = _WRAPPING.match(words)
    if core and "\n" not in words and len(core["core"]) >= 4:
        return Span(title.span.start + core.start("core"), title.span.start + core.end("core"))
    return title.span


_OPENERS = re.compile(rf"(?P<word>{any_of(wordlist('headings')['openers'])})")


def _opener(text: str, section: Section) -> re.Match[str] | None:
    """A field's name that runs straight into its value: 二、活动地点临湖市图书馆."""
    found = _OPENERS.match(text, section.text_start, section.end)
    if not found or found["word"] not in _FIELD_OF or section.text_end > found.end():
        return None
    return re.match(rf"(?P<word>{found['word']})", text[section.text_start : section.end])


def whole_document(paper: Paper) -> list[Candidate]:
    """A notice whose headings are the fields (一、活动时间 二、活动地点) is one activity."""
    fields: dict[str, list[Span]] = {}
    used: list[Section] = []
    for section in paper.sections:
        words = paper.text[section.text_start : section.end]
        attribute = _ATTRIBUTE.match(words) or _opener(paper.text, section)
        if not attribute or not section.number:
            continue
        field = _FIELD_OF[attribute["word"]]
        value = trimmed(
            paper.text, section.text_start + attribute.end(), min(section.end, paper.body_end)
        )
        while value.start < value.end and paper.text[value.start] in "：: 。\n":
            value = Span(value.start + 1, value.end)
        used.append(section)
        if value.start < value.end:
            fields.setdefault(field, []).append(value)
    if not fields.keys() & {"when", "where"} or len(fields) < 2 or paper.document.title is None:
        return []
    levels = min(s.level for s in used)
    end = max(min(s.end, paper.body_end) for s in used if s.level == levels)
    span = trimmed(paper.text, used[0].start, end)
    return [Candidate(span, event_title(paper), "fields as headings", fields=fields)]
