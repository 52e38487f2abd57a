"""The year for dates that name none, and the day the document counts from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from banjie_reader.dates.years import ROC
from banjie_reader.document.signature import signed_day
from banjie_reader.numerals import number
from banjie_reader.wordlists import any_of, wordlist

_DATA = wordlist("document")
_FULL_DATE = re.compile(r"((?:19|20)\d{2})\s?[年\-/.]\s?(\d{1,2})\s?[月\-/.]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d(?<![\d.].)\d?)\.(\d{1,2})\.((?:19|20)\d{2})(?![\d.])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|[-—~至]\d|[、.]\d{1,2}(?!\d))")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|[-—~至]\d|$)")
_TITLE_MONTH = re.compile(r"(?<![\d/.])(?:0?[1-9]|1[0-2])[/.]((?:19|20)\d{2})(?![\d/.])")  # 09/2026
_TITLE_START = re.compile(r"20[0-4]\d(?![\d人个名场])")  # 2016中学工会计划
_ROC = re.compile(
    r"民国\s?(\d{2,3}|[一二三四五六七八九十百零〇]{2,6})\s?年|(?<!\d)(1[01]\d)\s?(?:学年度|年(?:度|\d))"
)
_REPUBLIC = re.compile(_DATA["republic"]["years"])
_TAIWAN = re.compile(any_of(_DATA["republic"]["words"]))
_THIS_YEAR = re.compile(r"[本今][（(](?:((?:19|20)\d{2})|(\d{2,3}))[)）]年")  # 本（115）年
_NUMBER_YEAR = re.compile(r"[〔［\[]((?:19|20)\d{2})[〕］\]]\s?第?\d{1,4}号")
_BLANK_YEAR = re.compile(
    r"[2xX×_](?:(?<=2)0[xX×*_][xX×*_年]|(?<=[xX×])(?<![A-Za-z].)[xX×]{1,3}年|(?<=_)_+年)"
)
_PAST = re.compile(rf"(?:{any_of(_DATA['past'])})[^，。；\n]{{0,4}}\Z")
_FOUNDED = re.compile(rf"(?:{any_of(_DATA['founded'])})\Z")
_POSTED = re.compile(  # 發稿時間：115年4月8日, 115-04-08
    r"(?:发稿|发布|张贴|公告|更新|刊登|上版|发文)(?:时间|日期)?[：:]\s*"
    r"(1[01]\d|[6-9]\d)\s?[年/.-]\s?(\d{1,2})\s?[月/.-]\s?(\d{1,2})(?!\d)"
)
_MADE = re.compile(  # 特制订2024年下乡工作计划, below the day a page was put up
    r"(?:制[定订]|拟[定订]|编制)[^。；\n]{0,20}?((?:19|20)\d{2})年度?[^。；\n]{0,30}?"
    r"(?:计划|方案|要点|安排|意见)"
)
_CLOCK = re.compile(rf"(?:{any_of(_DATA['today_on_site'])})[：: \t]*$")  # the day of the visit
_HEAD, _TAIL = 600, 400
_SHORT = 40


def find_year(
    title: str, plain: str, source_text: str, reference: date | None, *, roc: bool = False
) -> tuple[int | None, date | None]:
    """The year (the title's, the day's, the number's, the first named) and the day.

    The day is the one given, the signature's, or the header's. A template that leaves its year
    blank (20XX年) has neither, whatever day its page was put up.
    """
    sure = reference or signed_day(plain)
    named = _TITLE_YEAR.search(title) or _TITLE_MONTH.search(title)
    named = named or (None if sure else _MADE.search(plain, 0, _HEAD))
    if not sure and not named and _BLANK_YEAR.search(plain):
        return None, None
    day = sure or _lone_day(source_text[:_HEAD]) or _lone_day(source_text[-_TAIL:])
    if not day and roc and (posted := _POSTED.search(plain, 0, _HEAD)):
        day = _day(str(int(posted[1]) + ROC), posted[2], posted[3])
    if named:
        return int(named[1]), day
    if roc and (said := _REPUBLIC.search(title)):
        return int(said[0]) + ROC, day
    opening = _TITLE_START.match(title)
    return next(_years(plain, day), int(opening[0]) if opening else None), day


def counts_by_republic(text: str, plain: str) -> bool:
    """A paper of Taiwan that gives such a year at its head: 98年度, 114年 without 民国."""
    head = plain[:_HEAD]
    written = text[:_HEAD] != head  # in traditional characters
    said = _REPUBLIC.search(head) and _TAIWAN.search(head)
    return written and bool(said or _POSTED.search(head))


def _years(plain: str, day: date | None) -> Iterator[int]:
    if day:
        yield day.year
    if roc := _ROC.search(plain, 0, _HEAD):
        yield int(number(roc[1] or roc[2]) or 0) + ROC
    if this := _THIS_YEAR.search(plain, 0, _HEAD):
        yield int(this[1] or int(this[2]) + ROC)
    if numbered := _NUMBER_YEAR.search(plain, 0, _HEAD):
        yield int(numbered[1])
    found = [y for y in _YEAR.finditer(plain) if not _behind(_FOUNDED, plain, y.start())]
    told = [y for y in found if not _behind(_PAST, plain, y.start())]
    yield from (int(year[1]) for year in told or found)


def _behind(words: re.Pattern[str], plain: str, at: int) -> bool:
    """Whether such words stand right before an offset."""
    return words.search(plain, max(0, at - 8), at) is not None


def _lone_day(words: str) -> date | None:
    """The first full date that opens its line, or stands there after a label alone.

    A line may give it from the day on: 05.10.2026 13:30.
    """
    for found in _FULL_DATE.finditer(words):
        if _opens_line(words, found):
            return _day(*found.groups())
    turned = _DAY_FIRST.search(words)
    if turned and _opens_line(words, turned):
        return _day(*reversed(turned.groups()))
    return None


def _opens_line(words: str, found: re.Match[str]) -> bool:
    line = words[words.rfind("\n", 0, found.start()) + 1 : found.start()]
    told = re.search(r"[。；，]", line) or _CLOCK.search(line)
    return len(line) <= _SHORT and not told


def _day(year: str, month: str, day: str) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
