"""Events named in running text: 召开…会议, 举办“…”培训班."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banjie_reader.activities.candidate import Candidate
from banjie_reader.document import header_end
from banjie_reader.model import Span, When
from banjie_reader.paper import Paper, sentences, trimmed
from banjie_reader.places import find_places
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_SESSION = "次(?:[常全][体委]|理事|委员|代表|主席)?(?:扩大)?会议?"  # 四届二次常委会
_NOUN = any_of(_WORDS["event_nouns"]) + f"|{_SESSION}"
QUOTED = r"(?:[“「《『][^”」》』“\"\n]{2,40}[”」》』])"
OBJECT = rf"(?:{QUOTED}|[^，。；：、,;:\s“”「」《》『』])"
_HELD = re.compile(
    rf"(?:{any_of(_WORDS['event_verbs'])})[了的]?(?P<title>{OBJECT}{{0,46}}?(?:{_NOUN})(?:——?{QUOTED})?)"
    r"(?=[，。；！、,;!）)\s]|$|在|进行)"
)
_ANNOUNCING = re.compile(  # the sentence above a list of what follows
    r"(?:现将?|主要做法)[^，。；]{0,24}(?:总结|小结|汇报|报告|通知|介绍)如下"
)
_NO_NAME = re.compile(any_of([*_WORDS["event_verbs"], *_WORDS["inviting"]]))
_HELD_NAME = re.compile(
    rf"(?:举办|举行|主办|办理|推出)了?(?P<title>{QUOTED}(?:[^，。；、,;\s“”]{{0,12}}"
    r"[会展赛礼式营课节坊班剧])?)(?=[，。；！,;!]|$)"
)
_THERE_IS = re.compile(  # 晚上七时，在水杉厅则有“湖风”音乐会
    rf"(?:在|于)[^，。；,;]{{2,20}}?(?:则|还|也|将)?有[^，。；,;“「《]{{0,16}}(?P<title>{QUOTED}(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
_GIVEN = re.compile(
    rf"(?:{any_of(_WORDS['giving'])})了?(?P<title>《[^》\n]{{2,40}}》(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
# 作了题为“湖与城”的报告；以《候鸟的路》为题开设讲座；在水杉厅开讲，主题为《湖的年轮》
_ON = re.compile(
    rf"(?:{any_of(_WORDS['talking'])})了?(?:一场|一次)?(?:题为|主题为)(?P<title>{QUOTED}的?(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
    rf"|以(?P<by>{QUOTED})为(?:主?题)[，,]?[^。；，,]{{0,12}}?(?:{any_of(_WORDS['talking'])})"
    rf"|(?:开讲|讲座|演讲|报告|宣讲|授课)[^。；，,]{{0,12}}[，,](?:主题|题目|讲题)[为是](?P<theme>{QUOTED})"
)
_IN_TURN = re.compile(  # 首先为“湖风”画展，第二为“湖声”音乐会
    rf"(?:首先|其次|最后|第[一二三四五六七八九十][场项个]?)[，,]?[为是](?P<title>{QUOTED}(?:{OBJECT}{{0,12}}?(?:{_NOUN}))?)"
)
_DONE_FOR = re.compile(  # 对困难老人进行重阳节慰问
    rf"[对为给向][^，。；,;]{{2,20}}进行了?(?P<title>{OBJECT}{{2,20}}?(?:{_NOUN}))(?=[，。；！,;!]|$)"
)
_INVITED = re.compile(  # 日前在文康中心邀请65岁以上长辈参加重阳敬老活动
    rf"邀请[^，。；,;]{{2,20}}?参加(?P<title>{OBJECT}{{0,30}}?(?:{_NOUN}))(?=[，。；！,;!]|$)"
)
_OF_HOSTS = re.compile(
    rf"(?:主办|承办|举办)的(?P<title>{OBJECT}{{2,46}}?(?:{_NOUN})(?:{QUOTED})?)"
    rf"(?=[，。；,;]|{any_of(_WORDS['taking_place'])})"
)
VAGUE_NAME = re.compile(
    rf"(?:{any_of(_WORDS['vague_openers'])}|(?:近|约|超)?[一两二三四五六七八九十百数多几\d]+[余多]?(?:场|项|个|次|类|大))"
    r"[^“「《『]*(?:活动|演出|比赛|展览|讲座|培训)(?:$|[^“「《『]{0,4}(?:庆祝|纪念|迎接))"
)
_VENUE = any_of(wordlist("units")["places"])
_GENERAL = re.compile(rf"(?:{any_of(_WORDS['vague_names'])}|性|类|各){{1,3}}活动")
_SET = r"(?:[（(][^（()）\n]{1,24}[)）]|[^，。；,;（(])"  # 2月1日(农历正月初八)
_HOSTS = (
    r"(?:[^，。；]{2,40}(?:主办|承办|举办)的"
    r"|由[^。；]{2,120}?(?:主办|承办|协办|举办|组织|规划|策划)的)"
)
# 第三届《湖风》美术、书法作品展: a count of its own lets a name hold a list
_LISTING = rf"第[\d一二三四五六七八九十百]{{1,4}}届[^，。；]{{2,40}}?(?:{_NOUN})"
_PARTS = r"(?:之?《[^》\n]{2,30}》(?:[、和及与]《[^》\n]{2,30}》)*)"  # 系列讲座之《甲》和《乙》
_AND_ALSO = rf"(?:以及[^，。；]{{4,60}}?(?:{_NOUN}))"  # 汇演以及展演将在A上演: the first is named
_DAY = r"(?:\d{1,2}[月日]|[本下]?(?:周|星期)[一二三四五六日天末]|[今明昨当][天晚日])"
_TAKES_PLACE = re.compile(
    rf"(?:(?<=[，。；！？】,;!?\s])|(?<!.)){_HOSTS}?"
    rf"(?P<title>{OBJECT}{{1,46}}?(?:{_NOUN})|{OBJECT}{{0,30}}?{QUOTED}|{_LISTING}){_PARTS}?{_AND_ALSO}?"
    rf"(?:[，,]将?于[^，。；,;]{{2,16}}?|[，,]?(?:则|也|将)?于?{_DAY}[^，。；,;]{{0,18}}?[，,]?)?"
    r"(?:先后|分别|同步|同时|陆续|相继|也|还)?(?:即?将|已|拟|预?定|正)?"
    rf"(?:(?:在|于){_SET}{{1,48}}?)?"
    r"(?:正式|隆重|圆满|成功|顺利|如期|热闹|精彩|热烈|火热|在|已|将|今天|今日|昨天|昨日)*"
    rf"(?:{any_of(_WORDS['taking_place'])})(?!仪式|式|典礼|的)"
    r"(?!(?<=举行|举办|召开)(?![了过时后并至以共为])[一-龥“《「])"  # what is held stands behind it
)
_COMING = re.compile(r"(?:将|拟|计划|打算|预计)[^。；]{0,24}?(?:举办|举行|召开|推出)[“《「]")
_HOUR = r"(?:[上下]午|中午|晚上?|早上)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[:：点时]"
_SAME_DAY = re.compile(rf"当[天日晚]|同日|同一[天日]|{_HOUR}")
_OWN_HOUR = re.compile(rf"(?<=[，,、])(?:而?{_HOUR}|同一?时间)")
_THAT_DAY = re.compile(r"当[天日晚]|同日|同一[天日]")
_LATELY = {"近日", "日前", "连日来"}
_NOT_IN = {"aims", "requirements", "problems"}
_RECENT = 100  # names a later mention is held against
_NAME = 4  # characters
_ON_ITS_DAY = re.compile("[将拟已预]?定?于")
_IS_TO_COME = re.compile(
    r"将(?:在[^，。；]{2,20})?(?:继续|陆续|分别)?"
    r"(?:举办|举行|推出|上演|启动|放映|开展|带来)"
)
_COMMA = re.compile("[，,。；;\\n]")
_IN_QUOTES = re.compile(QUOTED)
_FURTHER_BELOW = 2000  # characters in which what is named in a row is told of
_NEAR_DAY = 60
_SHORT_NAMES = {
    "会议",
    *(word for word in _WORDS["event_nouns"] if len(word) == 3 and word[-1] in "会礼式"),
}
_NO_DAY = {"vague", "relative-day", "feast"}
_LAST = re.compile(
    rf"(?=[^；;。]*\d[日月时])[^；;。]*[，,](?P<title>{OBJECT}{{3,40}}(?:{_NOUN}))[；;。]?$"
)
# 2月10日至3月3日，市图书馆网站，线上猜灯谜；
_FIELDS = re.compile(
    rf"[^，,。；;]{{0,6}}\d[^，,。；;]{{1,24}}[，,][^，,。；;\d]{{2,16}}[，,]"
    rf"(?P<title>{OBJECT}{{3,20}})[；;。]"
)
_LEAD_IN = re.compile(
    r"^(?:了|全市|我市|全区)?(?:[^“「《，]{0,30}?(?:以|围绕)[^，]{2,30}?为[^，]{1,4}的)"
    r"|^(?:一[场次个])?主题为(?=[“「《])|^其中[，,]?|^【[^】]{2,20}】"
    r"|^[^“「《，]{1,8}(?:举行|举办|召开|推出)了?(?=.{4})"
    r"|^(?:首先|其次|最后|第[一二三四五六七八九十][场项个]?)[为是]"
    rf"|^[^“「《，]{{2,16}}(?:{_VENUE})的(?=[“「《])"  # 湖心馆的“湖风”画展
)


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
    day: Span | None = None
    for sentence in _statements(paper, part):
        index = paper.section_at(sentence.start)
        if _ANNOUNCING.search(paper.text, *sentence):
            continue
        if index is not None and paper.sections[index].role in _NOT_IN:
            continue
        day = _last_day(paper, sentence, day)
        if not (_has_setting(paper, sentence) or (day and _SAME_DAY.search(paper.text, *sentence))):
            continue
        first: Span | None = None
        for title in _own_first(paper, sentence, list(_titles(paper.plain, sentence))):
            if first and not _is_another(paper, sentence, first, title):
                continue
            name = _bare(paper.text[title.start : title.end])
            if _says_little(paper, sentence, title, day):
                continue
            if len(name) < 2 or any(_same_event(name, other) for other in names[-_RECENT:]):
                continue
            names.append(name)
            own = _own_times(paper, sentence, title, day)
            span = _own_clause(paper.text, sentence, title) if first else sentence
            if first and not own and day and day.start >= sentence.start:
                own = [day]
            fields = {"when": own} if own else {}
            first = first or title
            found.append(Candidate(span, title, "event in prose", fields=fields))
    return found


def _is_another(paper: Paper, sentence: Span, first: Span, title: Span) -> bool:
    """甲馆将举办“湖风”画展，乙馆将举办“湖声”晚会: an event of a later clause that is to come."""
    clause = _own_clause(paper.text, sentence, title)
    quoted = _IN_QUOTES.search(paper.text, *title)
    unnamed = paper.plain.endswith("活动", *title) and not quoted
    if unnamed or clause.start < first.end:
        return False
    return _IS_TO_COME.search(paper.plain, *clause) is not None


def _own_clause(text: str, sentence: Span, title: Span) -> Span:
    """The clause of a sentence that a title stands in."""
    begin = max(text.rfind(mark, sentence.start, title.start) for mark in "，,；;") + 1
    comma = _COMMA.search(text, title.end, sentence.end)
    return trimmed(text, max(begin, sentence.start), comma.start() if comma else sentence.end)


def _says_little(paper: Paper, sentence: Span, title: Span, day: Span | None) -> bool:
    """宣传活动 without a day; or one of several names in a row, each told of further below."""
    if _GENERAL.fullmatch(paper.plain, *title):
        return day is None or day.start < sentence.start
    named = _IN_QUOTES.search(paper.text, *title)
    earliest = max(0, title.start - _FURTHER_BELOW)
    begin = max(paper.text.rfind(mark, earliest, title.start) for mark in "。\n") + 1
    begin = max(begin, earliest)
    listed = len(_IN_QUOTES.findall(paper.text, begin, sentence.end)) > 2
    if named is None or not listed:
        return False
    again = paper.text.find(named[0], sentence.end, sentence.end + _FURTHER_BELOW)
    return again >= 0 and bool(paper.whens_in(again, again + _NEAR_DAY))


def _bare(name: str) -> str:
    return re.sub(r"\W", "", name)


def _same_event(name: str, before: str) -> bool:
    """One name inside the other, or a later mention by the last words: 欢庆生日会活动."""
    return name in before or before in name or (len(name) > 6 and before.endswith(name[2:]))


def _own_first(paper: Paper, sentence: Span, titles: list[Span]) -> list[Span]:
    """Titles right before the sentence's date (大会将于13日…), then those behind it.

    Further before it stand grounds and purposes.
    """
    days = [w.span.start for w in paper.whens_in(*sentence) if w.rule not in {*_NO_DAY, "year"}]
    first = min(days, default=sentence.start)

    def rank(title: Span) -> int:
        if title.start >= first:
            return 1
        return 0 if _ON_ITS_DAY.fullmatch(paper.plain, title.end, first) else 2

    return sorted(titles, key=lambda title: (rank(title), title.start))


def _last_day(paper: Paper, sentence: Span, before: Span | None) -> Span | None:
    """The day that 当天 or a bare hour in the next sentence of the paragraph would mean."""
    days = [w.span for w in paper.whens_in(*sentence) if w.rule not in _NO_DAY]
    if days:
        return days[-1]
    goes_on = before and "\n" not in paper.text[before.end : sentence.start]
    return before if goes_on or _THAT_DAY.match(paper.text, *sentence) else None


def _own_times(paper: Paper, sentence: Span, title: Span, day: Span | None) -> list[Span]:
    """Of several dates in a sentence, the one right before the title and those joined to it."""
    whens = [w for w in paper.whens_in(*sentence) if w.rule not in _NO_DAY]
    exact = [w for w in whens if w.rule != "week"] or whens  # 这周将有五场：5日至7日…
    days = [w.span for w in exact if w.start or w.end or not w.recurrence]
    if not whens:
        return [day] if day and _SAME_DAY.search(paper.text, *sentence) else []
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
    return title.end <= day.start and not _COMMA.search(text, title.end, day.start)


def _statements(paper: Paper, part: Span) -> Iterator[Span]:
    """Sentences, and their parts where ；parts several with a time each."""
    for sentence in sentences(paper.text, *part):
        parts = _parts(paper.text, sentence)
        dated = [p for p in parts if paper.whens_in(*p)]
        hours = sum(bool(_SAME_DAY.search(paper.text, *p)) for p in parts)
        several = max(len(dated), hours) > 1 or len(_COMING.findall(paper.plain, *sentence)) > 1
        for piece in parts if several else [sentence]:
            yield from _days_in_turn(paper, piece) or [piece]


def _days_in_turn(paper: Paper, sentence: Span) -> list[Span]:
    """九日在A举行X，十一日举行Y: the parts of a sentence, each with its own day and event.

    An hour of its own will do as well (上午九时…，晚上七时…).
    """
    days = [w.span.start for w in paper.whens_in(*sentence) if w.rule not in _NO_DAY]
    hours = [m.start() for m in _OWN_HOUR.finditer(paper.plain, *sentence)]
    starts = sorted({*(at for at in days if paper.text[at - 1] in "，,"), *hours})
    held = _held_parts(paper, sentence, starts)
    if len(held) < 2:
        events = _TAKES_PLACE.finditer(paper.plain, *sentence)
        held = _held_parts(paper, sentence, [m.start() for m in events if _is_dated(paper, m)])
    return held if len(held) > 1 else []


def _is_dated(paper: Paper, event: re.Match[str]) -> bool:
    """Whether a day is said with an event, up to the comma behind it."""
    stop = event.end() + _NEAR_DAY
    comma = _COMMA.search(paper.text, event.end(), stop)
    return bool(paper.whens_in(event.start(), comma.start() if comma else stop))


def _held_parts(paper: Paper, sentence: Span, starts: Sequence[int]) -> list[Span]:
    """The parts of a sentence that begin there, as far as an event is held in them."""
    within = [at for at in starts if at > sentence.start]
    if not within:
        return []  # one part is the sentence itself
    edges = [sentence.start, *within, sentence.end]
    parts = [trimmed(paper.text, a, b) for a, b in pairwise(edges)]
    return [part for part in parts if next(_held(paper.plain, part), None)]


def _parts(text: str, sentence: Span) -> list[Span]:
    cuts = [m.end() for m in re.compile("[；;]").finditer(text, *sentence)]
    edges = [sentence.start, *cuts, sentence.end]
    return [trimmed(text, a, b) for a, b in pairwise(edges) if a < b]


def _has_setting(paper: Paper, sentence: Span) -> bool:
    days = [w for w in paper.whens_in(*sentence) if w.rule not in _NO_DAY]
    fit = [w for w in days if _is_near(w, paper.document.year)]
    said = any(w.text in _LATELY for w in paper.whens_in(*sentence))
    if said and paper.document.kind == "report":
        return True
    if fit or _COMING.search(paper.plain, *sentence):
        return True
    told = paper.document.kind == "report" or any(w.recurrence for w in days)
    return told and bool(find_places(paper.text, *sentence))


def _is_near(when: When, year: int | None) -> bool:
    """A time of weeks, in the document's year or next to it, not a time since long ago."""
    if when.text.endswith(("以来", "至今")) or when.rule == "vague":
        return False
    if when.start is None or when.end is None:
        return when.recurrence is None
    if (when.end - when.start).days > 100:
        return False
    return year is None or abs(when.start.year - year) <= 1


def _held(text: str, part: Span) -> Iterator[Span]:
    for pattern in (_HELD, _HELD_NAME, _TAKES_PLACE, _THERE_IS, _OF_HOSTS):
        yield from (Span(*m.span("title")) for m in pattern.finditer(text, *part))


def held_names(text: str, part: Span) -> list[Span]:
    """What is said to take place in a stretch of text, in order."""
    return sorted(_held(text, part))


_NAMING = (
    *(_HELD, _HELD_NAME, _TAKES_PLACE, _OF_HOSTS, _GIVEN),
    *(_DONE_FOR, _INVITED, _THERE_IS, _ON, _IN_TURN),
)


def _titles(text: str, sentence: Span) -> Iterator[Span]:
    for pattern in _NAMING:
        for m in pattern.finditer(text, *sentence):
            start, end = m.span(m.lastgroup or "title")
            if lead := _LEAD_IN.match(text[start:end]):
                start += lead.end()
            named = end - start >= _NAME or text[start:end] in _SHORT_NAMES
            if named and not VAGUE_NAME.match(text, start, end):
                yield Span(start, end)
    last = _LAST.match(text, *sentence)
    if last is None and {text[sentence.start - 1], text[sentence.end - 1]} & {"；", ";"}:
        last = _FIELDS.fullmatch(text, *sentence)
    if last and not _NO_NAME.search(text, *last.span("title")):
        yield Span(*last.span("title"))
