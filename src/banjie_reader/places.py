"""Where: the smallest complete place phrase as worded."""

from __future__ import annotations

import re

from banjie_reader.model import Phrase, Span
from banjie_reader.wordlists import any_of, wordlist

_UNITS = wordlist("units")
_PLACE = any_of(_UNITS["places"])
_IN = re.compile(
    rf"(?:(?<![存所旨现正意放站处])在|于(?=[^，。]{{2,16}}(?:举行|举办|召开|开展))|(?<![达得来])到|赴|走进|前往|地点[设为在]{{1,2}})"
    rf"(?P<place>[^，。；：,;:\n、“”《》（()）]{{0,24}}?(?:{_PLACE})(?:[一二三四五六七八九十\d]{{1,2}}[楼层号]{{1,2}}[^，。；,;]{{0,8}}(?:室|厅|馆))?)"
    rf"(?=[，。；,;、（(）)]|举行|举办|召开|开展|组织|进行|参观|拉开|开幕|启动|设|召開|舉行|舉辦|開展|开班|隆重|顺利|成功|正式|集中|走访|联合|与|鸣枪|启幕|上演|亮相|开赛|开讲|展出|揭幕|揭牌|成立|签|祭扫|慰问|宣讲|调研|考察|瞻仰|植树|踏青|体验|集合|集中|出发|如期|圆满)"
)
_HELD_IN = re.compile(
    r"(?<![存所旨现正意放站处])(?:在|假)(?P<place>[^，。；：,;:\n、“”《》（()）\d]{1,16}[^，。；：,;:\n、“”《》（()）下中上内间后前时里际夕])"
    r"(?=举办|举行|召开|集合|开幕|开赛|开讲|开班|上演|鸣枪|舉辦|舉行|办理|辦理)"
)
# 2月18日至23日，二楼展厅，馆藏年画展
_BETWEEN = re.compile(
    rf"(?<=[日时午\d)）])[，,](?P<place>[^，。；,;\n（）()]{{0,12}}?(?:{_PLACE}))(?=[，,])"
)
_BARRED = re.compile(
    r"全[市县区省国]|各[市县区地级]|我[市县区省]|范围内|领域|系统|工作|过程|方面|中心组|期间|基础|农村|城乡|基层|一线|社会$|民间|公众|活动中$"
)


def find_places(text: str, start: int, end: int) -> list[Phrase]:
    """Places named in running text as 在X举办, 到X开展, 地点设在X."""
    found: list[Phrase] = []
    hits = [m for pattern in (_IN, _HELD_IN, _BETWEEN) for m in pattern.finditer(text, start, end)]
    for m in sorted(hits, key=lambda m: m.start("place")):
        words = m["place"]
        if len(words) > 1 and not _BARRED.search(words) and words not in {p.text for p in found}:
            found.append(Phrase(words, Span(*m.span("place")), "prose"))
    return _smallest(found)


def _smallest(places: list[Phrase]) -> list[Phrase]:
    """Of two that overlap, the shorter: 市文化馆, not 6月5日在市文化馆."""
    kept: list[Phrase] = []
    for place in places:
        if kept and place.span.start < kept[-1].span.end:
            kept[-1] = min(kept[-1], place, key=lambda p: len(p.text))
        else:
            kept.append(place)
    return kept


def _cut(words: str) -> str:
    """A place that runs straight into other text ends at a year or a comma."""
    if len(words) <= 30:
        return words
    stop = re.search(r"(?<=.{4})(?:20\d\d|[，,。！])", words)
    return words[: stop.start()] if stop else words


def place_list(text: str, span: Span) -> list[Phrase]:
    """The places of a labelled value: parted by 、；or lines, brackets kept whole."""
    found, depth, begin = [], 0, span.start
    for i in range(span.start, span.end + 1):
        char = text[i] if i < span.end else "；"
        depth += (char in "（(") - (char in "）)")
        if i == span.end or (depth <= 0 and char in "；;\n\v、。"):
            words = _cut(text[begin:i].strip(" \t　，,"))
            if words and words[0] not in "（(":
                at = text.index(words, begin)
                found.append(Phrase(words, Span(at, at + len(words)), "label"))
            begin = i + 1
    return found[:6]
