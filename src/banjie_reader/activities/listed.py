"""Tasks inside a paragraph: 一要…二要…, 一是…二是…, where the words before announce tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.item_titles import without_units
from banjie_reader.model import Span
from banjie_reader.numbering import value_of
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_ITEM = re.compile(
    r"(?P<number>[一二三四五六七八九十](?:(?<=[。；：:;，,！\n\s”）)].)|(?<=^.))"
    r"[一二三四五六七八九十]?(?:是要|是|要))(?!否|不|求|么|素)"
    r"|(?P<ordinal>第(?:(?<=[。；：:;，,！\n\s”）].)|(?<=^.))[一二三四五六七八九十])[，,、：:]"
)
_SAID_WHEN = re.compile(r"[（(][^（()）]*(?:\d|[月旬]|牵头|负责|责任|配合|承办)")
_UNITS = re.compile(r"[（(](?:牵头|责任|配合|主办|承办)")  # of all the items, if one alone has it
_ANNOUNCED = re.compile(any_of(_WORDS["tasks_announced"]))
_NO_TASKS = re.compile(any_of(_WORDS["no_tasks"]))
_ABOUT_PEOPLE = {"participants", "signup", "contact"}
_SHORT = 4  # characters: 如下, 分别是
_DATE_FIRST = re.compile(
    r"^(?:拟?[于在])?(?:(?:\d{4}年|\d{1,2}月)[^，,。：:]{0,16}[，,：:]"
    r"|(?:\d{4}年|[今明]年)?(?:[上下]半年|\d{1,2}月(?:份|[上中下]旬|[初底]前?)?)(?=举办|开展|组织|召开))"
)
_HOUR_FIRST = re.compile(
    r"^(?:[上下]午|晚上?)?\d{1,2}[：:]\d{2}(?:[-—–~～至]+\d{1,2}[：:]\d{2})?[，,]?"
)
_MEANS = re.compile(r"^(?:要)?(?:以|围绕|聚焦|通过|按照|坚持|立足|着眼|结合)[^，,。；]{2,40}[，,]")
_EVENT = re.compile(  # 开展“最美庭院”评选活动，新建示范户200户
    rf"(?:{any_of(_WORDS['event_verbs'])})(?:“[^”\n]{{2,30}}”|[^“，,。\n])"
    rf"{{3,30}}?(?:{any_of(_WORDS['event_nouns'])})(?=[，,])"
)
_TITLE_ENDS = re.compile(r"[。；;\n]|(?<!\d)[：:]|[：:](?!\d)")
_BEFORE = (_MEANS, _DATE_FIRST, _HOUR_FIRST)


def listed_tasks(paper: Paper) -> list[Candidate]:
    """The items of run-in lists that are tasks; one announced speaks for those beside it."""
    found = []
    told = 0  # where the paragraph of the latest list of tasks ends
    for items, end in _lists(paper):
        start = items[0].start()
        if _announced(paper, start) or (start < told and not _says_no_tasks(paper, start)):
            told = _line_end(paper, start)
            stops = [m.start() for m in items[1:]] + [end]
            found += [_candidate(paper, m, stop) for m, stop in zip(items, stops, strict=True)]
    return found


def _lists(paper: Paper) -> Iterator[tuple[list[re.Match[str]], int]]:
    """Runs of 一是, 二是, 三是 …, and where each run ends."""
    run: list[re.Match[str]] = []
    for m in _ITEM.finditer(paper.text, 0, paper.body_end):
        value = value_of(_number(m))
        if run and value == value_of(_number(run[-1])) + 1 and _are_alike(m, run[-1]):
            run.append(m)
            continue
        if len(run) > 1:
            yield run, _end(paper, run, m.start())
        run = [m] if value == 1 else []
    if len(run) > 1:
        yield run, _end(paper, run, paper.body_end)


def _number(item: re.Match[str]) -> str:
    return item["number"] or item["ordinal"]


def _are_alike(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.lastgroup == other.lastgroup


def _end(paper: Paper, run: list[re.Match[str]], below: int) -> int:
    """The last item ends with its paragraph, where the next section or list begins.

    A list that is one sentence (一是…，二是…，三是…。) ends with it.
    """
    last = run[-1]
    line_end = _end_of_fields(paper, _line_end(paper, last.start()))
    ends = [paper.body_end, line_end, paper.next_section(last.start())]
    if "。" not in paper.text[run[0].start() : last.start()]:
        stop = paper.text.find("。", last.start(), min(ends))
        ends.append(stop + 1 if stop >= 0 else min(ends))
    elif below < min(ends):
        ends.append(paper.text.rfind("。", last.end(), below) + 1 or below)
    bracket = _UNITS.search(paper.text, last.end(), min(ends))
    shared = bracket and not _UNITS.search(paper.text, run[0].end(), last.start())
    return bracket.start() if bracket and shared else min(ends)


def _end_of_fields(paper: Paper, line_end: int) -> int:
    """Where the lines end that stand below an item and open with labels: 时间：…"""
    while paper.labels.end_at(line_end + 1) is not None:
        line_end = _line_end(paper, line_end + 1)
    return line_end


def _line_end(paper: Paper, at: int) -> int:
    end = paper.text.find("\n", at)
    return end if end >= 0 else len(paper.text)


def _announced(paper: Paper, start: int) -> bool:
    index = paper.section_at(start)
    section = None if index is None else paper.sections[index]
    if section and (section.role in {"aims", "problems"} or section.field in _ABOUT_PEOPLE):
        return False
    before = paper.text[max(0, start - 160) : start]
    if _says_no_tasks(paper, start):
        return False
    if paper.text.startswith("一要", start):
        return section is None or section.role != "requirements"
    if paper.document.kind in {"summary", "report"}:
        return bool(_ANNOUNCED.search(before)) or bool(section and section.role == "next")
    return section is None or section.role not in {"requirements", "done"}


def _says_no_tasks(paper: Paper, start: int) -> bool:
    """Whether the words before a list tell of problems or of what was gained."""
    before = paper.text[max(0, start - 160) : start]
    last = re.split(r"[。！\n]", before.rstrip("：:\n 。"))[-1] + before[-1:]
    return bool(_NO_TASKS.search(_own_clause(last)))


def _own_clause(sentence: str) -> str:
    """The clause before a list that says what it is of."""
    clauses = re.split("[，,]", sentence.rstrip("：:，,"))
    return "".join(clauses[-2:]) if len(clauses[-1]) < _SHORT else clauses[-1]


def _candidate(paper: Paper, m: re.Match[str], stop: int) -> Candidate:
    span = trimmed(paper.text, m.start(), stop)
    return Candidate(span, _title(paper.text, m.end(), span.end), "run-in list", _number(m))


def _title(text: str, start: int, end: int) -> Span:
    """The first sentence without the means and the time: of 以…为抓手，推进X the last clause."""
    if dated := _DATE_FIRST.match(text[start:end]):
        start += dated.end()
    stop = _TITLE_ENDS.search(text, start, end)
    end = stop.start() if stop else end
    while before := next((m for p in _BEFORE if (m := p.match(text[start:end]))), None):
        if not text[start + before.end() : end].strip():
            break  # 一是围绕节会服务群众，: nothing else is said
        start += before.end()
    if text[start : start + 1] == "要":
        start += 1
    if named := _EVENT.match(text, start, end):
        return trimmed(text, start, named.end())
    if bracket := _SAID_WHEN.search(text, start + 2, end):
        end = bracket.start()
    if end - start > 32 and (comma := re.search(r"[，,]", text[start:end])) and comma.start() > 5:
        end = start + comma.start()
    while end > start and text[end - 1] in "，,、 ":
        end -= 1
    return without_units(text, trimmed(text, start, end))
