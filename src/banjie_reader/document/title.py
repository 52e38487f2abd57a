"""The title: the lines at the top that name the paper, or the words before the body sets in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from banjie_reader.model import Phrase, Span
from banjie_reader.numbering import Mark
from banjie_reader.parties import is_unit
from banjie_reader.wordlists import any_of, wordlist

_DATA = wordlist("document")
_TYPES: dict[str, list[str]] = _DATA["types"]
_HEADER = re.compile("|".join(_DATA["header"]))
_METADATA = re.compile("|".join(_DATA["metadata"]))
_NUMBER = re.compile(_DATA["number"])
_NO_TITLE = re.compile("|".join(_DATA["no_title"]))
_NEWS = re.compile("|".join(_DATA["news"]))
_RUNS_ON = re.compile(any_of(_DATA["runs_on"]))
_AFTER_UNIT = re.compile("|".join(_DATA["after_unit"]))
_UNFINISHED = re.compile(r"(?:\d{4}年|第[一二三四五六七八九十]+届)[^。，！!]{0,16}$")
_HAPPENS = re.compile(any_of(["将", *_TYPES["report"]]))
_TYPE = any_of([word for words in _TYPES.values() for word in words])
_TYPE_END = re.compile(rf"(?:{_TYPE})(?:[（(『【\[][^（()）』】\]]*[)）』】\]])?$")
_PAPER = any_of([word for kind, words in _TYPES.items() if kind != "report" for word in words])
_PAPER_HEAD = re.compile(  # but 总结表彰大会, 报告厅, 征文比赛 are no paper
    rf"(?![《由]).{{4,60}}?(?:{_PAPER})"
    r"(?![的和、》厅会团馆室]|(?:表彰|比|大|邀请)?(?:赛|大会)(?![时地名对内]))"
)
_BRACKETED = re.compile(rf"【(?P<title>[^】\n]{{3,50}}(?:{_PAPER}))】")
_CELL = re.compile(  # 标题： | 关于巡河的通知 | , in the table at the top of a page
    r"(?:^|\||\n)[ \t]*(?:标\s*题|名\s*称|内容概述)\s*[：:]\s*\|\s*(?P<title>[^|\n]{6,80}?)\s*\|"
)
_FRONT_MATTER = re.compile(r"---\n(?:[^\n]*\n){0,6}?title:[ \t]*(?P<title>[^\n]+)")
_FIELD_LINE = re.compile(
    r"(?!标题|名\s*称|主题[：:][^\n]{12})[^\s：:，。]{1,6}(?:\s{1,4}[^\s：:]{1,2})?\s?[：:]"
)
_DAY_LINE = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日[\s\d（()）周星期一二三四五六日天上下午晚:：—–~至.-]*"
)
_POSTED = re.compile(  # 全市工作会议召开  2026年11月10日14:12: when the page was put up
    r"(?<![于在至到定—~-])[ \t　]*(?:19|20)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?"
    r"[ \t　]*\d{1,2}[:：]\d{2}(?::\d{2})?$"
)
_QUOTES = re.compile(r"(?:开展|举办|举行|组织)[“《「][^”》」]{2,30}[”》」]$")
_LABEL_UNITS = ("单位", "部门", "机关", "科室", "处室", "机构", "主办", "承办", "协办", "合办")
_JOINS = ("暨", "和", "与", "及", "、")  # what a title cannot end with
_LONGEST_LINE = 70
_LONGEST = 60
_COLUMN = re.compile("|".join(_DATA["columns_of_sites"]))
_KICKER = 10
_TOP = 2000
_BARS = 3  # a headline may have the column and the site behind it
_MOST_LINES = 3
_HEADLINE = 8  # characters; a shorter line before a day is where the page comes from
_SCRAP = 3  # characters of a line that says nothing by itself
_MENU = 5  # short lines in a row
_ASKS = 40  # characters; with two full stops in it a longer line is running text

Line = tuple[int, int]


def find_title(text: str, plain: str, marks: Sequence[Mark]) -> Phrase | None:
    """The title, put together where it is broken over lines; None when there is none.

    `marks` are the numbers of items in the text, in order.
    """
    if named := _FRONT_MATTER.match(text):
        return _phrase(text, *named.span("title"))
    if cell := _CELL.search(plain, 0, _TOP):
        return _phrase(text, *cell.span("title"))
    first_mark = _first_item(plain, marks)
    usable: list[Line] = []
    for start, line_end in _candidates(plain, first_mark):
        words, end = plain[start:line_end], min(line_end, first_mark)
        if bracketed := _BRACKETED.match(words):
            span = bracketed.span("title")
            usable.append((start + span[0], start + span[1]))
            break
        if _is_body(words):
            return _among(text, plain, usable) or _glued(text, plain, start, end, bool(usable))
        usable.append((start, end))
    return _among(text, plain, usable)


def header_end(text: str) -> int:
    """Where the header of a scraped page ends: 2026-05-12，正文：原标题：."""
    end = 0
    while header := _HEADER.match(text, end):
        end = header.end()
    return end


def _first_item(plain: str, marks: Sequence[Mark]) -> int:
    """Where the first numbered item stands that is not the site's (第一篇：)."""
    for mark in takewhile(lambda mark: mark.end <= _TOP, marks):
        if mark.style != "annex" and not _METADATA.match(plain[mark.start : mark.start + _KICKER]):
            return mark.start
    return len(plain)


def _candidates(plain: str, stop: int) -> Iterator[Line]:
    """The lines at the top that are neither the site's nor fields, numbers or an opening."""
    given = 0
    for line in re.finditer(r"\S[^\n]*", plain[:_TOP]):
        if line.start() >= stop or given > 8:
            return
        start, end = _bare(plain, *line.span())
        words = plain[start:end]
        if _NO_TITLE.match(words):
            return
        if not words or _is_field(words) or _NUMBER.fullmatch(words) or _is_row(words):
            continue
        if _DAY_LINE.fullmatch(words):
            continue
        if len(words) < 80 and _METADATA.search(words):
            continue
        given += 1
        yield start, end


def _is_row(words: str) -> bool:
    """序号 | 活动内容 | 时间: the head of a table is no title, nor is a row of it."""
    return words.count("\t") > 1 or words.count("|") >= _BARS


def _is_field(words: str) -> bool:
    """日期：…, 主办单位：…; but 市图书馆：点亮阅读生活 is a headline."""
    field = _FIELD_LINE.match(words)
    if field is None:
        return False
    name = field[0].rstrip("：: ")
    return name.endswith(_LABEL_UNITS) or not is_unit(name)


def _bare(plain: str, start: int, end: int) -> Line:
    """A line without scrape header, number of the document, marks and white space."""
    while True:
        while start < end and plain[start] in " \t　#*\ufeff":
            start += 1
        header = _HEADER.match(plain, start, end)
        if not header or header.end() == start:
            break
        start = header.end()
    number = _NUMBER.search(plain, start, end) if plain.find("号", start, end) > 0 else None
    if number and number.start() > start + 6:
        end = number.start()
    clock = plain[start:end][-1:].isdigit()
    posted = _POSTED.search(plain, start, end) if clock else None
    if posted and posted.start() >= start + _HEADLINE:
        end = posted.start()
    while end > start and plain[end - 1] in " \t　*":
        end -= 1
    return start, end


def _is_body(words: str) -> bool:
    """A paragraph, or the line before a list; no longer a title."""
    if len(words) > _LONGEST_LINE or words[-1] in "：:":
        return True
    if len(words) > _ASKS and len(re.findall("[。！？!?]", words)) > 1:
        return True
    return words[-1] in "。；，" and len(words) > 25


def _among(text: str, plain: str, lines: list[Line]) -> Phrase | None:
    """The title among the short lines at the top, with the lines it runs on over."""
    lines = _below_columns(plain, lines)
    for i, (start, end) in enumerate(lines[:4]):
        if last := _joined(plain, lines[i : i + _MOST_LINES]):
            return _phrase(text, start, last)
        words = plain[start:end]
        if _TYPE_END.search(words) or "关于" in words:
            return _phrase(text, start, end)
    if not lines or lines[0][1] - lines[0][0] > _LONGEST:
        return None
    (start, end), *rest = lines
    if rest and end - start <= _KICKER and _headlines(plain, lines[0], rest[0]):
        end = rest[0][1]
    return _phrase(text, start, end)


def _below_columns(plain: str, lines: list[Line]) -> list[Line]:
    """The lines from the headline on, without the site's columns above it.

    A headline that stands there twice is one for sure.
    """
    names = [plain[slice(*line)] for line in lines]
    for at, (name, below) in enumerate(pairwise(names)):
        if name == below and len(name) >= _HEADLINE:
            return [lines[at]]
    short = list(takewhile(lambda name: len(name) <= _HEADLINE, names))
    are_menu = len(short) >= _MENU and not any(_is_said(name) for name in short)
    at = len(short) if are_menu else 0
    while at < len(names) and _is_column(names[at]):
        at += 1
    headline = any(len(x) >= _HEADLINE and x[-1] not in "。；，" for x in names[at:])
    return lines[at:] if headline else lines


def _is_column(name: str) -> bool:
    scrap = len(name) <= _SCRAP and not _is_said(name)
    return scrap or _COLUMN.fullmatch(name) is not None


def _is_said(name: str) -> bool:
    """Whether a short line says something of a title: a unit, 关于, the kind of paper."""
    return is_unit(name) or "关于" in name or _TYPE_END.search(name) is not None


def _joined(plain: str, lines: list[Line]) -> int | None:
    """Where a title that begins on the first line and is broken over the next ones ends."""
    start, end = lines[0]
    for below in lines[1:]:
        words, added = plain[start:end], plain[slice(*below)]
        if _TYPE_END.search(words) or not _continues(words, added, _next_to(plain, end, below)):
            return None
        end = below[1]
        goes_on = _RUNS_ON.match(added) and added.endswith("活动")  # 系列读书活动
        if goes_on or _TYPE_END.search(added):
            return end
    return None


def _continues(words: str, below: str, adjacent: bool) -> bool:
    if "关于" in words or words.endswith(_JOINS):
        return True
    if not adjacent:
        return False
    if _QUOTES.search(words):
        return True
    if is_unit(words) and _AFTER_UNIT.match(below):
        return True
    return len(below) <= 6 or bool(_RUNS_ON.match(below) or _UNFINISHED.match(words))


def _headlines(plain: str, first: Line, second: Line) -> bool:
    """A short line above a headline that says what happens is part of it."""
    below = plain[slice(*second)]
    return _next_to(plain, first[1], second) and bool(_HAPPENS.search(below[2:]))


def _next_to(plain: str, end: int, below: Line) -> bool:
    between = plain[end : below[0]]
    return between.isspace() and between.count("\n") == 1


def _glued(text: str, plain: str, start: int, end: int, has_lines: bool) -> Phrase | None:
    """A title that runs straight into the body: up to its kind of paper, or its exclamations."""
    if has_lines:
        return None
    before = plain[max(0, start - 5) : start]
    first = re.split(r"[。；，,：:\n]", plain[start : min(end, start + 90)])[0]
    named = "原标题" in before
    if named and (shout := re.match(r".*[！!？?]", first)):
        return _phrase(text, start, start + shout.end())
    paper = _PAPER_HEAD.match(first)
    if paper and not _NEWS.search(paper[0]):
        return _phrase(text, start, start + paper.end())
    if named:
        gap = first.find(" ")
        return _phrase(text, start, start + (gap if gap > 6 else min(len(first), 40)))
    return None


def _phrase(text: str, start: int, end: int) -> Phrase:
    words = re.sub(r"[ \t　]*\n[ \t　]*", "", text[start:end]).strip()
    return Phrase(words, Span(start, end), "title")
