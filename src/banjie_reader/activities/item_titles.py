"""What an item is called: its heading, cut where the name ends."""

from __future__ import annotations

import re

from banjie_reader.fieldwords import field_words
from banjie_reader.model import Span, When
from banjie_reader.outline import Section
from banjie_reader.paper import Paper, trimmed
from banjie_reader.parties import are_units
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_FIELD_WORDS = any_of(
    [word for name in ("when", "where", "participants") for word in field_words()[name]]
)

_QUESTION = re.compile(r"[关關][于於][“「『](?P<title>[^”」』\n]{2,80})[”」』]")
_DAY_ALONE = re.compile(  # 10月12日（周日）上午, 9月中旬, 第三季度
    r"(?=[^：:]*\d[年月日/])[\dxX年月日./／（）()至到~～—、\s\-份上中下旬初底末前起]+"
    r"(?:[（(][^（()）]{1,6}[)）])?(?:[上下]午)?|第?[一二三四]季度|[上下]半年|全年|每月"
)
_MONTH_ALONE = re.compile(
    r"[一二三四五六七八九十]{1,3}月(?:份|[一二三四五六七八九十]{1,3}日|[上中下]旬)?"
)
_BEHIND_NAME = re.compile(  # …书画展（市文旅局）, …书画展——市文旅局
    r"(?:[（(](?P<within>[^（()）]+)[)）]|[—－]{1,2}(?P<behind>[^—－（()）]+))$"
)
_PHASE = re.compile(  # 第一阶段（3月1日—20日）：动员部署; the number may have been taken off
    r"(?:第[一二三四五六]阶段\s?(?:[（(][^（()）\n]*[)）])?|(?<=阶段)[（(][^（()）\n]*[)）])"
    r"[：:，,、\s]\s?(?=[^\d\s（(](?!日起).)"
)
_COLON = re.compile(r"[：:](?!\d\d(?!\d))|(?<!\d)[：:]")  # no clock's
_SAID = re.compile(r"[：:]\s?(?P<what>[^。；，\n]{2,40})")

_VERB = any_of([*_WORDS["doing"], *_WORDS["event_verbs"]])
_BEFORE_TIME = re.compile(r"(?:(?:计划|预计|暂定|拟|将|定)?[于在]?|[（(【])")
_HOURS = (  # 5月6日（周三）下午14:30-16:30
    r"(?:[（(][^（()）]{1,8}[)）])?(?:[上下]午|中午|晚上?)?[\d:：时点半分至到—–~～-]*"
)
_BEHIND_TIME = re.compile(  # 3月5日在望湖广场举办X; 3月5日，X; （3月）X
    rf"{_HOURS}(?:[，,、 　)）】]+(?![）)前后起至到的]))?(?:[在于][^，。；,;]{{2,20}}?)?(?={_VERB})"
    rf"|{_HOURS}(?:[，,、 　)）】]+|(?<=[日旬)）]))(?![）)前后起至到的])"
)
_ASIDE = re.compile(r"[（(](?P<within>[^（()）]*(?:[（(][^（()）]*[)）])?[^（()）]*)[)）]$")
_FIELDS = re.compile(  # X，时间3月5日，地点…; X，参加人员…
    rf"[，,；;](?:{_FIELD_WORDS})(?![一-龥]{{0,3}}[，,]|$)"
)
_DAY_ENDS, _PARTING = frozenset("日月旬底前止份度年0123456789"), frozenset("，,；; 　")
_BRACKETS = tuple(")）")
_TIME = 20  # characters that a time in front of a title may take
_NAME = 4


def item_title(text: str, section: Section) -> Span:
    """A heading as a title: cut at its colon; of 关于“X”的问题 what is quoted; 第一阶段 alone."""
    start, end = section.text_start, section.text_end
    if start >= end and section.style == "phase":
        return trimmed(text, section.start, start)
    if phase := _PHASE.match(text, start, end):
        start = phase.end()
    if question := _QUESTION.match(text, start, end):
        return Span(*question.span("title"))
    if section.field == "title" and (named := _SAID.search(text, start, section.end)):
        return Span(*named.span("what"))
    if (colon := _COLON.search(text[start:end])) and 2 <= colon.start() <= 30:
        end = start + colon.start()
    if (day := _DAY_ALONE.fullmatch(text, start, end)) or (
        day := _MONTH_ALONE.fullmatch(text, start, end)
    ):
        return _behind_day(text, day.end(), section.end) or Span(start, end)
    return without_units(text, Span(start, end))


def without_units(text: str, title: Span) -> Span:
    """青年书画展（市文旅局）, 青年书画展——市文旅局 is 青年书画展."""
    words = text[slice(*title)]
    if not (words.endswith(_BRACKETS) or "—" in words or "－" in words):
        return title
    behind = _BEHIND_NAME.search(words)
    if not behind or behind.start() < _NAME or not are_units(behind["within"] or behind["behind"]):
        return title
    return trimmed(text, title.start, title.start + behind.start())


def _behind_day(text: str, at: int, stop: int) -> Span | None:
    """10月12日：勘察路线 is 勘察路线."""
    said = _SAID.match(text, at, stop)
    return without_units(text, Span(*said.span("what"))) if said else None


def without_time(paper: Paper, title: Span) -> Span:
    """四季度，评选护湖标兵 and 拟于3月5日在水杉厅评选护湖标兵 are 评选护湖标兵."""
    title = _without_aside(paper, title)
    for when in paper.whens_in(title.start, min(title.start + _TIME, title.end)):
        if when.recurrence or not _BEFORE_TIME.fullmatch(paper.text, title.start, when.span.start):
            continue
        behind = _BEHIND_TIME.match(paper.text, when.span.end, title.end)
        if behind and title.end - behind.end() >= _NAME:
            return trimmed(paper.text, behind.end(), title.end)
    return title


def _without_aside(paper: Paper, title: Span) -> Span:
    """A title up to the bracket or the comma behind which its time, place or people follow."""
    if fields := _FIELDS.search(paper.text, title.start + _NAME, title.end):
        return Span(title.start, fields.start())
    aside = _ASIDE.search(paper.text, title.start + _NAME, title.end)
    if aside and any(_opens(when, aside) for when in paper.whens_in(*aside.span("within"))):
        return trimmed(paper.text, title.start, aside.start())
    if paper.text[title.end - 1] not in _DAY_ENDS:
        return title
    for when in paper.whens_in(title.start + _NAME, title.end):  # 书画展，3月5日
        if when.span.end == title.end and paper.text[when.span.start - 1] in _PARTING:
            return trimmed(paper.text, title.start, when.span.start - 1)
    return title


def _opens(when: When, aside: re.Match[str]) -> bool:
    """A bracket that a day or a season opens tells when; a year alone may be part of a name."""
    return when.span.start == aside.start("within") and when.rule != "year"
