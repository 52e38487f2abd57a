"""The dates of a whole document, with what only the document can say.

To what the date reader finds this adds 到2025年 as a deadline, N年内 from the stated base year,
and vague times (近日, 择机) that stand without days. Numbers of items are no times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from banjie_reader.dates import DateFault, read_view
from banjie_reader.dates.view import View
from banjie_reader.document import Document
from banjie_reader.model import Span, When
from banjie_reader.numerals import number
from banjie_reader.outline import Section
from banjie_reader.wordlists import any_of, wordlist

_WITHIN = re.compile("年(?:之?内|时间内)")
_YEARS = re.compile(r"(?:\d\d|[\d一二两三四五六七八九十])$")
_BASE_YEAR = re.compile(r"((?:19|20)\d{2})年起")
_VAGUE = re.compile(any_of(wordlist("activities")["vague_times"]))
_BLANK_YEAR = (  # its first character alone is quick to find
    r"[2xX×*_](?:(?<=2)0[xX×*_]{1,2}|(?<=[xX×*])[xX×*]{1,3}|(?<=_)_{1,3})年"
)
_BLANK_DAY = r"(?:(?:[xX×*]{1,2}|\d{1,2})月)?(?:(?:[xX×*]{1,2}|\d{1,2})日)?"
_PLACEHOLDER = re.compile(
    rf"{_BLANK_YEAR}{_BLANK_DAY}"
    rf"(?:(?:至|到|[—–~～-]{{1,2}})(?:{_BLANK_YEAR})?(?=[xX×*\d]{{1,2}}[月日]){_BLANK_DAY})?"
)
_LONE_DAY = re.compile(r"(?:\d{1,2})日(?=[，,上下晚])")
_DAY_ASIDE = re.compile(  # 今(28)日, 於13日
    r"[今昨明于於](?:(?<=[今昨明])[（(]\d{1,2}[)）][日天]|(?<=[于於])(?P<day>\d{1,2}日))"
)
_FIGURES = re.compile(r"\d{1,2}")
_ACROSS = re.compile(r"[（(][^（()）\n]{1,14}[)）][ 　]?(?P<to>至|到|[—–~～-]{1,2})")
_LOOSE = set(wordlist("activities")["loose_times"])
_SEASONS = set(wordlist("activities")["seasons"])
_OPENS, _CLOSES = frozenset("。；;：:（()）、.．在于\n　 "), frozenset("，,。；;)）\n")


class _Taken:
    """Stretches of the text that are spoken for."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted((start, end) for start, end in spans if start < end)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def touches(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def find_times(
    view: View, document: Document, sections: Sequence[Section]
) -> tuple[tuple[When, ...], tuple[DateFault, ...]]:
    """Every time in the working text, in order, and the dates that cannot be."""
    text = view.source
    found, faults = read_view(view, document.reference, document.year, roc=document.roc)
    known = _Taken(when.span for when in found if when.start or when.end)
    lone = (when for when in _lone_days(text, document) if not known.touches(*when.span))
    spells = [*_within_years(text, document), *_placeholders(text), *lone]
    numbers = (s for s in sections if s.number and s.style != "month")
    taken = _Taken([*(w.span for w in spells), *((s.start, s.text_start) for s in numbers)])
    dates = [
        _deadline(text, when)
        for when in found
        if not taken.touches(*when.span) and (when.text not in _LOOSE or _is_said_alone(text, when))
    ]
    dated = _Taken(when.span for when in dates)
    vague = [
        When(m[0], Span(*m.span()), rule="vague")
        for m in _VAGUE.finditer(text)
        if not dated.touches(m.start(), m.start() + 1)
    ]
    times = sorted([*dates, *spells, *vague], key=lambda when: when.span)
    if document.year is None:
        times = list(_without_year(times))
    return tuple(_joined(text, times)), faults


def _is_said_alone(text: str, when: When) -> bool:
    """活动时间：全年, （暑期）; 暑期，… too, but 全年，共举办讲座20场 sums up."""
    start, end = when.span
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if when.text not in _SEASONS or (after and after not in _CLOSES):
        return False
    return before in {"：", ":", "（", "("} or (before in _OPENS and when.text != "全年")


def _without_year(times: Iterable[When]) -> Iterator[When]:
    """A year left blank (20XX年) governs the days after it, whatever year stood before it."""
    blank = False
    for when in times:
        carried = "year carried" in when.assumed
        if when.rule == "placeholder":
            blank = True
        elif when.start and not carried:
            blank = False
        yield when._replace(start=None, end=None, assumed="") if blank and carried else when


def _joined(text: str, times: Sequence[When]) -> Iterator[When]:
    """5月1日（星期五）至5月3日（正月初三） is one range; what a bracket repeats is no other day."""
    begins = {when.span.start: when for when in times}
    done = 0
    for when in times:
        if when.span.start < done:
            continue
        across = _ACROSS.match(text, when.span.end) if when.start else None
        last = across and (begins.get(across.start("to")) or begins.get(across.end()))
        whole = when
        if last and last.end and when.start and last.end > when.start:
            span = Span(when.span.start, last.span.end)
            whole = when._replace(text=text[slice(*span)], span=span, end=last.end)
        done = _gloss_end(text, whole, begins)
        yield whole


def _gloss_end(text: str, when: When, begins: Mapping[int, When]) -> int:
    """The end of a date, with the bracket behind it that names a day of it again."""
    again = begins.get(when.span.end + 1)
    if not again or not (again.start and again.end and when.end):
        return when.span.end
    same = again.end <= when.end and (when.start is None or again.start >= when.start)
    bracket = text[when.span.end], text[again.span.end : again.span.end + 1]
    closed = bracket in {("（", "）"), ("(", ")")}
    return again.span.end if same and closed else when.span.end


def _deadline(text: str, when: When) -> When:
    """到2025年, 至2025年底 in a plan is a deadline: its start is open."""
    start, end = when.span
    if start == 0 or text[start - 1] not in "到至" or when.start is None or when.end is None:
        return when
    if (when.end - when.start).days < 28 or text[max(0, start - 2)] in "直年月日":
        return when
    return when._replace(
        text=text[start - 1 : end], span=Span(start - 1, end), start=None, rule="deadline"
    )


def _within_years(text: str, document: Document) -> Iterator[When]:
    base = _BASE_YEAR.search(text)
    year = int(base[1]) if base else document.year
    for within in _WITHIN.finditer(text):
        said = _YEARS.search(text, max(0, within.start() - 2), within.start())
        if said is None:
            continue
        span, years = Span(said.start(), within.end()), number(said[0])
        if year is None or years is None:
            yield When(text[slice(*span)], span, rule="within years")
        else:
            days = date(year, 1, 1), date(year + int(years), 1, 1)
            yield When(text[slice(*span)], span, *days, rule="within years", assumed="base year")


def _lone_days(text: str, document: Document) -> Iterator[When]:
    """22日，…, 今（28）日, 於13日: a day of the month in which the paper is dated, if it is."""
    for aside in _DAY_ASIDE.finditer(text):
        yield _of_month(text, Span(*aside.span(aside.lastgroup or 0)), document.reference)
    if opening := _LONE_DAY.match(text):
        yield _of_month(text, Span(*opening.span()), document.reference)


def _of_month(text: str, span: Span, reference: date | None) -> When:
    lone = When(text[slice(*span)], span, rule="lone day")
    said = _FIGURES.search(lone.text)
    last = monthrange(reference.year, reference.month)[1] if reference else 0
    if reference is None or said is None or not 0 < int(said[0]) <= last:
        return lone
    start = reference.replace(day=int(said[0]))
    return lone._replace(start=start, end=start + timedelta(1), assumed="month from reference")


def _placeholders(text: str) -> Iterator[When]:
    for m in _PLACEHOLDER.finditer(text):
        yield When(m[0], Span(*m.span()), rule="placeholder")
