"""A calendar: lines that open with a date and name what is on (5月1日 9:00 木版年画体验)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.document import is_metadata
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed
from banjie_reader.tables.fitting import is_place
from banjie_reader.wordlists import any_of, wordlist

_NOUN = any_of(wordlist("activities")["event_nouns"])
_CLOCK = re.compile(
    r"[\s　（(]*(?:(?:周|星期|週)[一二三四五六日天][）)]?)?[\s　，,]*(?:[上下]午|晚上?|中午)?"
    r"(?:\d{1,2}\s?[:：]\s?\d{2}(?:\s?[-—~～至]\s?\d{1,2}\s?[:：]\s?\d{2})?)?[\s　：:，,|）)]*"
)
_ORDINAL = re.compile(r"(?P<number>\d{1,3})[ 　、.．]+(?=\d{4}年|\d{1,2}月)")
# 艺术作品展开幕式湖州（湖滨美术馆）: a name and, glued to it, the place
_WITH_PLACE = re.compile(
    rf"(?P<title>[^\s，,。；;|《]{{2,30}}(?:{_NOUN}))"
    r"(?P<place>[^\s，,。；;|《]{3,30})$"
)
_TITLE = re.compile(
    rf"[^\s《》]{{0,20}}《[^》\n]{{1,24}}》(?:[^\s　，,。；;|《]{{0,16}}(?:{_NOUN}))?"
    r"|[^\s　，,。；;|]{3,40}"
)
_ROUNDS = re.compile(r"(?P<where>[^ 　\d]{2,20})[ 　]*\d{1,2}场次?")  # 柳堤县 2场次
_BY_MOON = re.compile("[农阴]历")  # 15.9.2026 农历八月十五: the same day once more
_CLOSING = re.compile(r"[^（(]{0,8}[)）]")  # what is left of 2月12日（正月十五）
_PAPER = re.compile("(?:工作|会务)?(?:报告|总结|计划|要点|汇报|回顾)")  # 2026年度工作报告
_TOLD = re.compile(r"\s*(?P<told>[^\n]{12,}[。！!])\s*(?=\n|$)")
_AND = frozenset("和与及、")
_FEWEST = 3  # fewer lines make no calendar
_LONGEST = 60


def dated_lines(paper: Paper) -> list[Candidate]:
    """The lines of a calendar; nothing where they are the programme of one event."""
    begins = {when.span.start for when in paper.whens}
    heads = ((line, _ORDINAL.match(paper.text, *line)) for line in _lines_with(paper, begins))
    found = [
        entry
        for line, ordinal in heads
        if {at := ordinal.end() if ordinal else line.start, at + 1} & begins
        and (entry := _entry(paper, line, ordinal))
    ]
    return _with_paragraphs(paper, found) if len(found) >= _FEWEST else []


def _with_paragraphs(paper: Paper, entries: list[Candidate]) -> list[Candidate]:
    """Where most lines have a paragraph below that tells of the event, it belongs to them."""
    told = [_TOLD.match(paper.text, entry.span.end, paper.body_end) for entry in entries]
    if sum(map(bool, told)) * 2 > len(entries):
        for entry, below in zip(entries, told, strict=True):
            entry.span = Span(entry.span.start, below.end("told")) if below else entry.span
    return entries


def _lines_with(paper: Paper, begins: set[int]) -> Iterator[Span]:
    """The lines of the body in which a time begins."""
    starts, stop = [line.start for line in paper.lines], paper.body_end
    for index in sorted({bisect_right(starts, at) - 1 for at in begins if at < stop}):
        line = paper.lines[index]
        yield trimmed(paper.text, line.start, min(line.end, stop))


def _entry(paper: Paper, span: Span, ordinal: re.Match[str] | None) -> Candidate | None:
    words = paper.text[span.start : span.end]
    if (
        not 0 < len(words) <= _LONGEST
        or words[-1] in "。；"
        or is_metadata(paper.text[slice(*span)])
    ):
        return None
    title = paper.document.title
    if _in_programme(paper, span.start) or (
        title and title.span.start <= span.start < title.span.end
    ):
        return None
    first = ordinal.end() if ordinal else span.start
    opening = [w for w in paper.whens_in(first, span.end) if w.span.start - first <= 1]
    if not opening or not (opening[0].start or opening[0].rule == "month" or ordinal):
        return None
    found = _named(paper, _behind_days(paper, opening[0].span, span), span)
    if found and ordinal:
        found.number = ordinal["number"]
    return found


def _behind_days(paper: Paper, first: Span, line: Span) -> int:
    """Where the days end that open a line: 3月和9月 is two of them."""
    end = first.end
    for when in paper.whens_in(end, line.end):
        if when.span.start - end > 1 or paper.text[end : when.span.start] not in _AND:
            break
        end = when.span.end
    return end


def _named(paper: Paper, start: int, line: Span) -> Candidate | None:
    """What the line names behind its day and hour."""
    after = _CLOCK.match(paper.text, start, line.end)
    start = after.end() if after else start
    glued = _WITH_PLACE.match(paper.text, start, line.end)
    if glued and is_place(glued["place"].rstrip("）)】]")):
        fields: dict[str, list[Span]] = {"where": [Span(*glued.span("place"))]}
        fields |= {role: [] for role in ("lead", "responsible", "cooperating")}
        return Candidate(line, Span(*glued.span("title")), "dated line", fields=fields)
    rounds = _ROUNDS.fullmatch(paper.text, start, line.end)
    if rounds and is_place(rounds["where"]):
        return None  # where it is held, not what is on
    named = _TITLE.match(paper.text, start, line.end)
    if named is None or _CLOSING.match(named[0]) or _PAPER.fullmatch(named[0]):
        return None
    if _BY_MOON.match(named[0]):
        return None
    return Candidate(line, Span(*named.span()), "dated line")


def _in_programme(paper: Paper, offset: int) -> bool:
    index = paper.section_at(offset)
    return index is not None and paper.sections[index].role in {"programme", "requirements"}
