"""Which items are work in a summary or a report, which tell of the past for the most part."""

from __future__ import annotations

import re

from banjie_reader.numerals import number
from banjie_reader.outline import Section, ancestors, heading_text
from banjie_reader.paper import Paper
from banjie_reader.wordlists import any_of, wordlist

RETROSPECT = {"summary", "report"}
_DOING = re.compile(any_of(wordlist("activities")["doing"]))
_OPENING = 20  # characters of an item in which a day of its own stands
_SHORT = 50  # characters of an item that is one piece of work
_COUNT = re.compile(r"(?P<count>[一二三四五六七八九十\d]{1,3})项[^，。：:；\n]{0,12}活动")
_ABOVE_LIST = 300  # characters
_MONTH_DONE = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[本上])月份?\w{0,6}(?:总结|小结|回顾|情况)"
)
_NAMED = re.compile(r"[^：:，。；\n]{2,24}[：:]")
_OF_DAYS = {"month", "lunar", "feast"}  # rules that read 4月2日, 正月十五, 端午节期间
_CLOSING = 8  # characters behind a day that ends a heading: (周六)上午
_TO_HOLD = re.compile("举办|举行|召开|开展|组织")
_PAST = re.compile(r"了(?!解)|已|先后|圆满|曾|共(?:有|计|举办|开展|\d)")
_ARRANGED = re.compile("安排|方案|将(?:陆续|集中|重点)?(?:有|推出|开展|举办|举行)|包括|计划")
_PLAN_LINE = re.compile(r"(?:计划|安排|打算)(?:是|为|有)?如下[：:]\s*$")
_EVENT = re.compile(
    rf"[^：:，,。；\n]{{2,20}}(?:{any_of(wordlist('activities')['event_nouns'])})[：:]"
)
_HELD = re.compile(  # 开展了十万“家庭共读”宣传教育活动
    r"(?:\w{2,4}地?)?"
    rf"(?:{any_of(wordlist('activities')['event_verbs'])})(?:了|(?=[^，。；：:“]{{0,6}}“)|(?=[^，。；：:]{{4,30}}[会赛展礼式]$))"
    rf"(?:“[^”]{{2,40}}”|[^，。；：:]){{0,30}}?(?:{any_of(wordlist('activities')['event_nouns'])})"
    r"(?=[，,。；]|$)"
)


def is_ahead(paper: Paper, index: int) -> bool:
    """Whether an item is to come: in a summary, only what a heading or a label says so of."""
    section = paper.sections[index]
    told_ahead = section.role in {"next", "phases"} or paper.is_ahead(section.start)
    if paper.document.kind not in RETROSPECT or told_ahead:
        return True
    labels = paper.labels.within(section.text_start, section.end)
    labelled = any(label.field in {"when", "where"} for label in labels)
    if paper.document.kind == "report" and _is_counted(paper, index):
        return True
    if paper.document.kind == "report" and _is_announced(paper, section):
        return True
    if was_month(paper, index):
        return True
    dated = tells_of_one_day(paper, section) or _names_its_day(paper, section)
    return labelled or dated or _tells_of_event(paper, section) or _was_planned(paper, index)


def was_month(paper: Paper, index: int) -> bool:
    """9月工作总结 over short items, each a piece of work: 1、开展环湖徒步活动."""
    section = paper.sections[index]
    short = section.end - section.text_start <= _SHORT
    if not (short or _DOING.match(paper.text, section.text_start, section.text_end)):
        return False
    above = (paper.sections[i] for i in ancestors(paper.sections, index))
    return any(_MONTH_DONE.match(heading_text(s, paper.text)) for s in above)


def _is_counted(paper: Paper, index: int) -> bool:
    """准备了20项活动 above a list of no more: news that tells of each."""
    first = paper.list_starts[index]
    said = _COUNT.search(paper.text, max(0, first - _ABOVE_LIST), first)
    return said is not None and paper.sections[index].value <= (number(said["count"]) or 0)


def tells_of_one_day(paper: Paper, section: Section) -> bool:
    """1、4月2日，…: an item of a summary that opens with a day of its own."""
    start = section.text_start
    opening = paper.whens_in(start, min(start + _OPENING, section.end))
    return any(when.rule in _OF_DAYS and when.span.start - start < 2 for when in opening)


def _names_its_day(paper: Paper, section: Section) -> bool:
    """2、启动仪式：4月23日, an item of a heading and its day."""
    colon = _NAMED.match(paper.text, section.text_start, section.text_end)
    return colon is not None and any(
        when.start and section.text_end - when.span.end < _CLOSING
        for when in paper.whens_in(colon.end(), section.text_end)
    )


def _is_announced(paper: Paper, section: Section) -> bool:
    """举办大型展览, of which nothing is told as past, in news of what is arranged."""
    if not _TO_HOLD.match(paper.text, section.text_start, section.text_end):
        return False
    stop = min(section.end, section.text_start + _ABOVE_LIST)
    if _PAST.search(paper.text, section.text_start, stop):
        return False
    first = paper.sections[0].start
    return _ARRANGED.search(paper.text, max(0, first - _ABOVE_LIST), first) is not None


def _tells_of_event(paper: Paper, section: Section) -> bool:
    """开展了“…”宣传活动, 邻里读书会：…: an item of a summary whose heading says which event."""
    heading = section.text_start, section.text_end
    return bool(_HELD.match(paper.text, *heading) or _EVENT.match(paper.text, *heading))


def _was_planned(paper: Paper, index: int) -> bool:
    """订立计划如下： above a list of a summary that tells what the plan was."""
    line_end = line_above_list(paper, index)
    return _PLAN_LINE.search(paper.text, max(0, line_end - _OPENING), line_end) is not None


def line_above_list(paper: Paper, index: int) -> int:
    """Where the line above the first item of a list ends."""
    return max(0, paper.text.rfind("\n", 0, paper.list_starts[index]))
