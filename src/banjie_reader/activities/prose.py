"""Events named in running text: 召开…会议, 举办“…”培训班."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.naming import QUOTED, titles, told_further
from banjie_reader.activities.setting import IS_TO_COME, NO_DAY, has_setting
from banjie_reader.activities.statements import COMMA, NEAR_DAY, SAME_DAY, THAT_DAY, statements_in
from banjie_reader.document import header_end
from banjie_reader.model import Span, When
from banjie_reader.paper import Paper, trimmed
from banjie_reader.places import find_places
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_ANNOUNCING = re.compile(  # the sentence above a list of what follows
    r"(?:现将?|主要做法)[^，。；]{0,24}(?:总结|小结|汇报|报告|通知|介绍)如下"
)
_GENERAL = re.compile(rf"(?:{any_of(_WORDS['vague_names'])}|性|类|各){{1,3}}活动")
_DATELINE = re.compile(
    r"(?:【[^】\n]{2,30}(?:讯|电|报导|报道)】|[（(][^（()）\n]{2,24}(?:讯|电|报导|报道)[)）]){1,3}(?=.)"
)
_MORE = re.compile(
    r"(?:活动|演出|展览|比赛|大赛|讲座|举办|会议|论坛)(?:(?:时间|地点)(?:[为是在设：:]|分别)"
    r"|由[^。；]{2,100}?(?:主办|承办|举办|协办))"
    r"|[本此][届次][^，。；]{0,12}由[^。；]{2,100}?(?:主办|承办|举办|协办)"
)
_NOT_IN = {"aims", "requirements", "problems"}
_RECENT = 100  # names a later mention is held against
_ON_ITS_DAY = re.compile("[也则还]?[将拟已预]?定?于")
_WAS_NEXT = re.compile(  # 召开座谈会，并于会后开展慰问活动
    r"并?[于在]?(?:会[前后]|会议(?:结束)?[前后]|活动(?:结束)?后|随后|其后|之后)[^，。；]{0,8}?"
    r"(?:举办|举行|召开|开展|启动|组织)了?"
)
_UNNAMED = re.compile("(?<![会展赛节演])活动$")
_IN_QUOTES = re.compile(QUOTED)
_FURTHER_BELOW = 2000  # characters in which what is named in a row is told of
_HEADLINE, _REACH = 40, 160


def prose_events(paper: Paper, known: Sequence[str] = ()) -> list[Candidate]:
    """Events with a name and a time or place of their own, each once, none of those known.

    What a headline says the body says again; where it does not, the headline has to do.
    """
    body = header_end(paper.text)
    headline = paper.document.title.span if paper.document.title else Span(body, body)
    below = max(body, headline.end)
    return _events(paper, Span(below, paper.body_end), known) or _events(
        paper, Span(body, below), known
    )


def _events(paper: Paper, part: Span, known: Sequence[str]) -> list[Candidate]:
    found: list[Candidate] = []
    names = [_bare(name) for name in known][:_RECENT]
    told = len(names)
    day: Span | None = None
    latest: Span | None = None
    statements = list(statements_in(paper, part))
    for whole, below in zip_longest(statements, statements[1:]):
        sentence = _behind_dateline(paper.text, whole)
        index = paper.section_at(sentence.start)
        if _ANNOUNCING.search(paper.text, *sentence) or _is_headline(paper, sentence):
            continue
        if index is not None and paper.sections[index].role in _NOT_IN:
            continue
        day = _last_day(paper, sentence, day, latest)
        latest = day or latest
        more = below if below and _tells_more(paper, below) else None
        dated = day and _on_that_day(paper, sentence)
        if not (more or dated or has_setting(paper, sentence)):
            continue
        first: Span | None = None
        at = len(found)
        for title in _own_first(paper, sentence, list(titles(paper.text, sentence))):
            if first and not _is_another(paper, sentence, first, title):
                continue
            name = _bare(paper.text[title.start : title.end])
            if _says_little(paper, sentence, title, day):
                continue
            if any(_same_event(name, other) for other in names[:told]):
                first = first or title  # the rest of its sentence stands in clauses of their own
                continue
            if len(name) < 2 or any(_same_event(name, other) for other in names[-_RECENT:]):
                continue
            names.append(name)
            own = _own_times(paper, sentence, title, day)
            span = _own_clause(paper.text, sentence, title) if first else sentence
            if more and not first:
                span = Span(span.start, more.end)
            if first and not own and day and day.start >= sentence.start:
                own = [day]
            fields = {"when": own} if own else {}
            first = first or title
            found.append(Candidate(span, title, "event in prose", fields=fields))
        _tell_apart(paper, found[at:])
    return found


def _behind_dateline(text: str, sentence: Span) -> Span:
    """【5月6日讯】（记者石鸣报道）: when news was sent is no day of what it tells."""
    dateline = _DATELINE.match(text, *sentence)
    return Span(dateline.end(), sentence.end) if dateline else sentence


def _is_headline(paper: Paper, sentence: Span) -> bool:
    """A short line without a full stop, whose name the paragraph below says again."""
    text, (start, end) = paper.text, sentence
    if end - start > _HEADLINE or text[end - 1] in "。；！？" or text[end : end + 1] != "\n":
        return False
    named = _IN_QUOTES.search(text, *sentence)
    return named is not None and text.find(named[0], end, end + _REACH) >= 0


def _tell_apart(paper: Paper, found: list[Candidate]) -> None:
    """Of several events in a sentence, the first has the places before those of the next."""
    if len(found) > 1:
        start, stop = found[0].span.start, min(other.span.start for other in found[1:])
        found[0].fields["where"] = [p.span for p in find_places(paper.text, start, stop)]


def _is_another(paper: Paper, sentence: Span, first: Span, title: Span) -> bool:
    """甲馆将举办“湖风”画展，乙馆将举办“湖声”晚会: an event of a later clause that is to come.

    Or one that came next: 召开座谈会，并于会后开展慰问活动.
    """
    clause = _own_clause(paper.text, sentence, title)
    quoted = _IN_QUOTES.search(paper.text, *title)
    unnamed = _UNNAMED.search(paper.text, *title) and not quoted
    if unnamed or clause.start < first.end:
        return False
    follows = _WAS_NEXT.match(paper.text, *clause)
    return bool(follows or IS_TO_COME.search(paper.text, *clause))


def _own_clause(text: str, sentence: Span, title: Span) -> Span:
    """The clause of a sentence that a title stands in."""
    begin = max(text.rfind(mark, sentence.start, title.start) for mark in "，,；;") + 1
    comma = COMMA.search(text, title.end, sentence.end)
    return trimmed(text, max(begin, sentence.start), comma.start() if comma else sentence.end)


def _says_little(paper: Paper, sentence: Span, title: Span, day: Span | None) -> bool:
    """宣传活动 without a day; or one of several names in a row, each told of further below."""
    if _GENERAL.fullmatch(paper.text, *title):
        return day is None or day.start < sentence.start
    named = _IN_QUOTES.search(paper.text, *title)
    earliest = max(0, title.start - _FURTHER_BELOW)
    begin = max(paper.text.rfind(mark, earliest, title.start) for mark in "。\n") + 1
    begin = max(begin, earliest)
    others = {*_IN_QUOTES.findall(paper.text, begin, sentence.end)}
    listed = len(others - {*_IN_QUOTES.findall(paper.text, *title)}) > 1
    if named is None or not listed:
        return False
    again = paper.text.find(named[0], sentence.end, sentence.end + _FURTHER_BELOW)
    return again >= 0 and bool(paper.whens_in(again, again + NEAR_DAY))


def _bare(name: str) -> str:
    return re.sub(r"\W", "", name)


def _same_event(name: str, before: str) -> bool:
    """One name inside the other, or a later mention by the last words: 欢庆生日会活动."""
    return name in before or before in name or (len(name) > 6 and before.endswith(name[2:]))


def _own_first(paper: Paper, sentence: Span, titles: list[Span]) -> list[Span]:
    """Titles right before the sentence's date (大会将于13日…), then those behind it.

    Further before it stand grounds and purposes.
    """
    days = [w.span.start for w in paper.whens_in(*sentence) if w.rule not in {*NO_DAY, "year"}]
    first = min(days, default=sentence.start)

    def rank(title: Span) -> int:
        if title.start >= first:
            return 1
        return 0 if _ON_ITS_DAY.fullmatch(paper.text, title.end, first) else 2

    return sorted(titles, key=lambda title: (rank(title), title.start))


def _tells_more(paper: Paper, sentence: Span) -> bool:
    """此次活动地点为…: a sentence that says when or where the event before it is."""
    told = _MORE.search(paper.text, *sentence)
    return told is not None and next(titles(paper.text, sentence), None) is None


def _last_day(
    paper: Paper, sentence: Span, before: Span | None, latest: Span | None
) -> Span | None:
    """The day that a bare hour further on in the paragraph would mean; 当天 means the latest."""
    days = [w.span for w in _exact(paper, sentence)]
    if days:
        return days[-1]
    goes_on = before and "\n" not in paper.text[before.end : sentence.start]
    if goes_on:
        return before
    return latest if THAT_DAY.match(paper.text, *sentence) else None


def _exact(paper: Paper, sentence: Span) -> list[When]:
    """The times of a sentence; a year alone (2027年工作计划) only where there is no other."""
    whens = [w for w in paper.whens_in(*sentence) if w.rule not in NO_DAY]
    return [w for w in whens if w.rule != "year"] or whens


def _on_that_day(paper: Paper, sentence: Span) -> bool:
    """Whether a sentence without a day tells of the day before it: 同日, 晚上七时, 甲活动将由…."""
    if SAME_DAY.search(paper.text, *sentence):
        return True
    return next(told_further(paper.text, sentence), None) is not None


def _own_times(paper: Paper, sentence: Span, title: Span, day: Span | None) -> list[Span]:
    """Of several dates in a sentence, the one right before the title and those joined to it."""
    whens = _exact(paper, sentence)
    exact = [w for w in whens if w.rule != "week"] or whens  # 这周将有五场：5日至7日…
    days = [w.span for w in exact if w.start or w.end or not w.recurrence]
    if not whens:
        return [day] if day and _on_that_day(paper, sentence) else []
    days = [span for span in days if paper.text[span.start - 1 : span.start] not in {"(", "（"}]
    if behind := [span for span in days if _goes_with(paper.text, title, span)]:
        return behind
    before = [span for span in days if span.end <= title.start]
    if len(days) == 1 < len(whens):
        return days
    if len(days) < 2 or not before:
        return []
    own = [before[-1]]
    for span in reversed(before[:-1]):
        if paper.text[span.end : own[0].start].strip() not in {"、", "和", "及", "或"}:
            break
        own.insert(0, span)
    return own


def _goes_with(text: str, title: Span, day: Span) -> bool:
    """Whether a day stands behind the title, before the next comma: 画展展出至5月3日."""
    return title.end <= day.start and not COMMA.search(text, title.end, day.start)
