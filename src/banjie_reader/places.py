"""Where: the smallest complete place phrase as worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banjie_reader.model import Phrase, Span
from banjie_reader.wordlists import any_of, simplified, wordlist

_UNITS = wordlist("units")
_PLACE = any_of(list({simplified(word) for word in _UNITS["places"]}))
_THEN = any_of(_UNITS["after_places"])
_NAME = r"[^，。；：,;:\n、“”「」『』《》（()）]"
_ROOM = r"(?:[一二三四五六七八九十\d]{1,2}[楼层号]{1,2}[^，。；、,;]{0,8}(?:室|厅|馆))?"
# 在职党员, 在校学生, 在岗 tell what people are, not where
_AT_WORK = "职(?!工)|岗|编[人职]|册|籍|读[研博硕学]|校[学师生大期]"
# Each begins with the very characters it looks for: those are quick to find.
_IN = re.compile(
    rf"(?:在(?!{_AT_WORK})(?<![存旨现正意放站处]在)(?<!(?<![出究务生])所在)|于(?<![少低高大多小]于)(?=[^，。在于]{{2,30}}(?:举行|举办|召开|开展|办理|展出))|到(?<![达得]到)|赴|走进|前往|地点(?:分别)?[设为在是定订于]{{0,2}})"
    rf"(?P<place>{_NAME}{{0,24}}?(?:{_PLACE}){_ROOM})(?=[，。；,;、（(）)]|{_THEN})"
)
# 在一楼展厅、古码头展示馆同步举办: what the list goes on with
_FURTHER = re.compile(
    rf"[、和与及](?P<place>{_NAME}{{1,20}}?(?:{_PLACE}){_ROOM})(?=[，。；,;、（(）)和与及的]|{_THEN})"
)
# 以水杉厅为主会场, 从望湖广场出发
_SET = re.compile(
    rf"(?:以(?P<venue>{_NAME}{{2,20}}?)为[主分]?会场|从(?P<from>{_NAME}{{1,16}}?(?:{_PLACE}))(?=出发|起步|起跑|鸣枪))"
)
_HELD_IN = re.compile(
    rf"[在假](?!(?<=假)[日期如设])(?!{_AT_WORK})(?<![存所旨现正意放站处度暑寒节休].)(?P<place>[^，。；：,;:\n、“”《》（()）\d]{{1,16}}?(?:[^，。；：,;:\n、“”《》（()）下中上内间后前时里际夕将拟已]|(?<=[一二三四五六七八九十附])中))"
    r"(?=(?:[将拟已]|也将)?(?:(?:如火如荼|热火朝天|热热闹闹|红红火火|有声有色|紧锣密鼓)地?|正式|隆重|盛大|成功|圆满|顺利|热烈|如期|精彩|火热)?"
    r"(?:举办|举行|合办|召开|集合|开幕|开赛|开讲|开班|上演|鸣枪|办理|登场|启幕|揭幕|开唱|展开|拉开|落幕|闭幕))"
)
_DAY_BEFORE = re.compile(  # 4月19日（周二）湖畔书房: each place of a list with its day
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[（(][^（()）]{1,4}[)）])?[：:\s]?(?=[一-龥]{2})"
)
_LONGEST_GROUND = 20  # characters
_WHOSE = re.compile("的[“「《]")  # without it there is none of the next
# 湖心美术馆的“湖风”画展将展出至5月3日
_OF = re.compile(
    rf"(?:(?<=[，。；,;\n])|(?<!.))(?P<place>{_NAME}{{2,16}}?(?:{_PLACE}))的[“「《][^“”「」《》\n]{{2,40}}[”」》]"
    r"[^，。；,;\n“]{0,16}?(?:展出|举行|举办|开展|上演|开幕|开讲)"
)
# 2月18日至23日，二楼展厅，馆藏年画展
_BETWEEN = re.compile(
    rf"[，,](?<=[日时午晚夜\d)）].)[在于]?(?P<place>[^，。；,;\n（）()]{{0,12}}?(?:{_PLACE}){_ROOM})(?=[，,]|[。；;]?(?:\n|$|[（(]))"
)
# 书画展（3月，望湖广场）: in brackets a hall or open ground; what may be a body is none
_ENCLOSED = re.compile(
    r"[，,;；](?<=[日月旬份时午晚)）\d].)(?P<place>[^，。；,;\n（）()]{0,12}?"
    r"(?:广场|公园|会议室|报告厅|礼堂|展厅|大厅|剧场|教室|操场|体育场|运动场))(?=[)）])"
)
# 荷塘广场将举办灯会: open ground hosts nothing, what is held there is held by others
_GROUND = re.compile(
    rf"(?:{any_of(_UNITS['open_ground'])})(?=(?:还|也|则|同时)?(?:将|拟)(?:还|同步|陆续|继续)?"
    r"(?:举办|举行|上演|开展|推出|迎来))"
)
_ANYWHERE = (_HELD_IN, _BETWEEN, _ENCLOSED)
_STARTS = re.compile("[，。；：,;:\\n、“”《》（()）\\d]|(?<=[日时午])(?=.)")
# 在柳堤区开展试点: how far work reaches, no place where it is held
_SCOPE = re.compile(
    r"(?![社小校园景展营街片厂库湖]区)[^\n][省市县區区旗州镇乡縣鎮鄉]"
    r"(?:开展|開展|试点|試點|推广|推行|建设|实施|建立|打造)"
)
_DAY_FIRST = re.compile(r"\d{1,2}日(?:[上下]午|晚[间間上]?)?")  # 於13日社教館舉行
_BARRED = re.compile(
    r"全[市县区省国]|各[市县区地级]|年[初中底末]|月[初中底末份]|[上中下]旬|我[市县区省]|范围内|领域|系统|工作|过程|方面|中心组|期间|基础|农村|城乡|基层|一线|社会$|民间|公众|举办|举行|召开|开展|星期[一二三四五六日天]|周[一二三四五六日末]$|活动中$|结束$|同时$|[馆局会院校社委]联合(?!会)"
    r"|^(?:元旦|春节|元宵节?|清明节?|五一|端午节?|七一|中秋节?|国庆节?|重阳节?|除夕|腊八|小年)$"
)


def find_places(text: str, start: int, end: int) -> list[Phrase]:
    """Places named in running text as 在X、Y举办, 到X开展, 以X为会场, 从X出发."""
    found: list[Phrase] = []
    for place in sorted(_named(simplified(text[start:end]))):
        begin = start + place.start
        day = _DAY_FIRST.match(text, begin, start + place.end)
        span = _owned(text, Span(day.end() if day else begin, start + place.end))
        words = text[slice(*span)]
        barred = _BARRED.search(simplified(words)) or _SCOPE.match(text, *_around(text, span))
        if len(words) > 1 and not barred and words not in {p.text for p in found}:
            found.append(Phrase(words, span, "prose"))
    return _each_once(_smallest(found))


def _around(text: str, span: Span) -> Span:
    """From the last character of a place on to the verb behind it."""
    return Span(span.end - 2, min(len(text), span.end + 2))


def _owned(text: str, span: Span) -> Span:
    """Without whose or what kind of place it is: 位于城东的望湖公园 is 望湖公园."""
    owner = text.rfind("的", *span) + 1
    return Span(owner, span.end) if span.start + 1 < owner < span.end - 2 else span


def _named(text: str) -> Iterator[Span]:
    owned = _WHOSE.search(text) is not None
    for pattern in (*_ANYWHERE, _OF) if owned else _ANYWHERE:
        yield from (Span(*m.span("place")) for m in pattern.finditer(text))
    yield from _grounds(text)
    for m in _SET.finditer(text):
        yield Span(*m.span(m.lastgroup or 0))
    for m in _IN.finditer(text):
        place: re.Match[str] | None = m
        while place:
            yield Span(*place.span("place"))
            place = _FURTHER.match(text, place.end())


def _grounds(text: str) -> Iterator[Span]:
    """What a clause names before the verb, where that is open ground."""
    for m in _GROUND.finditer(text):
        earliest = max(0, m.start() - _LONGEST_GROUND)
        starts = [s.end() for s in _STARTS.finditer(text, earliest, m.start())]
        begin = starts[-1] if starts else earliest
        if starts or not earliest:
            yield Span(begin, m.end())


def _smallest(places: list[Phrase]) -> list[Phrase]:
    """Of two that overlap, the shorter: 市文化馆, not 6月5日在市文化馆."""
    kept: list[Phrase] = []
    for place in places:
        if kept and place.span.start < kept[-1].span.end:
            kept[-1] = min(kept[-1], place, key=lambda p: len(p.text))
        else:
            kept.append(place)
    return kept


def _each_once(places: list[Phrase]) -> list[Phrase]:
    """Without 望湖公园 where 东湾望湖公园 is named as well."""
    endings = {place.text[at:] for place in places for at in range(1, len(place.text) - 1)}
    return [place for place in places if place.text not in endings]


_FOR_WHOM = re.compile(r"[（(](?:面向|仅限|限|僅限|暂定|暫定|拟定)[^（()）]*[)）]$")


_TWO = re.compile(
    rf"(?P<one>[^（(]{{2,20}}(?:{_PLACE}))(?:以及|[及和与])(?P<other>.{{2,20}}(?:{_PLACE}))"
)


def _each(words: str) -> tuple[str, ...]:
    """东湾展区及南湖展区 is two places; 一楼和二楼展厅 is said as one."""
    two = _TWO.fullmatch(simplified(words))
    return (words[: two.end("one")], words[two.start("other") :]) if two else (words,)


def _cut(words: str) -> str:
    """A place that runs straight into other text ends at a year or a comma."""
    if len(words) <= 30:
        return words
    stop = re.search(r"(?<=.{4})(?:20\d\d|[，,。！])", words)
    return words[: stop.start()] if stop else words


# 地点：市图书馆2026年读书季期间，…; 地点：望湖公园本次活动…: what follows tells of the event
_RUNS_ON = re.compile(
    r"20\d\d(?=[年一-龥])|(?:本次|此次|本届|届时|我们|期间)(?=[一-龥])|[。！](?=[^\n])"
)


def place_list(text: str, span: Span) -> list[Phrase]:
    """The places of a labelled value: parted by 、；or lines, brackets kept whole."""
    found, depth, begin = [], 0, span.start
    if runs_on := _RUNS_ON.search(text, min(span.start + 2, span.end), span.end):
        span = Span(span.start, runs_on.start())
    for i in range(span.start, span.end + 1):
        char = text[i] if i < span.end else "；"
        depth += (char in "（(") - (char in "）)")
        if i == span.end or (depth <= 0 and char in "；;\n\v、。"):
            said = text[begin:i].strip(" \t　，,")
            if day := _DAY_BEFORE.match(said):
                said = said[day.end() :]
            if depth < 0 and said.endswith(
                ("）", ")")
            ):  # opened before the label: （时间：…；地点：…）
                said = said[:-1]
            whole = _FOR_WHOM.sub("", _cut(said))
            for words in _each(whole) if whole and whole[0] not in "（(" else ():
                at = text.index(words, begin)
                found.append(Phrase(words, Span(at, at + len(words)), "label"))
            begin = i + 1
    return found[:6]
