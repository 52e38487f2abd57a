"""What became of every paragraph: an activity, context, or not used because of …."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from banjie_reader.clean.lines import filled_lines
from banjie_reader.model import Activity, Span, Use
from banjie_reader.paper import Paper
from banjie_reader.relocate import Relocator

_UNUSED_ROLES = {
    "aims": "aims", "requirements": "requirements", "problems": "problems",
    "programme": "programme", "done": "account",
}  # fmt: skip
_CONTACT = re.compile(r"联系|电话|邮箱|地址|聯絡|電話|传真")


def cover(
    paper: Paper, activities: Sequence[Activity], source_text: str, to_source: Relocator
) -> tuple[Use, ...]:
    """One `Use` for every paragraph, those the working text left out too, in order."""
    uses = []
    nearest = 0
    around = [activity.span for activity in activities]
    for span in paper.lines:
        while nearest < len(around) and around[nearest].end <= span.start:
            nearest += 1
        uses.append(_use(paper, around, nearest, span, to_source))
    return tuple(_with_left_out(uses, source_text))


def _with_left_out(uses: list[Use], source_text: str) -> Iterator[Use]:
    """What stands between the paragraphs that were read is the site's or the page's own."""
    at = 0
    for use in uses:
        if source_text[at : use.span.start].strip():
            yield from _of_site(source_text, at, use.span.start)
        yield use
        at = max(at, use.span.end)
    yield from _of_site(source_text, at, len(source_text))


def _of_site(source_text: str, start: int, end: int) -> Iterator[Use]:
    return (Use(span, "unused", "site") for span in filled_lines(source_text, start, end))


def _use(
    paper: Paper, activities: Sequence[Span], nearest: int, span: Span, to_source: Relocator
) -> Use:
    for index in range(nearest, len(activities)):
        start, end = activities[index]
        if start >= span.end:
            break
        if end > span.start:
            return Use(to_source.span(span), "activity", "activity", index)
    role, reason = _reason(paper, span)
    return Use(to_source.span(span), role, reason)


def _reason(paper: Paper, span: Span) -> tuple[Literal["context", "unused"], str]:
    title = paper.document.title
    if title and title.span.start < span.end and span.start < title.span.end:
        return "context", "title"
    if span.start >= paper.body_end:
        words = paper.text[span.start : span.end]
        return "unused", "contact" if _CONTACT.search(words) else "signature"
    index = paper.section_at(span.end - 1)
    section = None if index is None else paper.sections[index]
    if section and section.text_end >= span.end and section.start >= span.start:
        return "context", "heading"
    if section and section.role in _UNUSED_ROLES:
        return "unused", _UNUSED_ROLES[section.role]
    return "context", "introduction" if section is None else "text"
