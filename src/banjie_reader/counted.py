"""What a quantity counts, as the sentence names it.

The words right behind the unit (22个品牌, 20多次视察调研) name it unless a verb or a mark of
punctuation stands there; then the words before do (出车任务4096趟次). A run of quantities shares
what it counts (82批次、425趟次; 5大类36个项目).
"""

from __future__ import annotations

import re
from functools import cache

from banjie_reader.dates.words import any_of
from banjie_reader.measures import measures
from banjie_reader.model import Span

_BEHIND = re.compile(
    r'的?(?P<words>(?:《[^》\n]{1,20}》|"[^"\n]{1,12}"|[^\s,。;:、!?()\d"《》|/])+)'
)
_BEFORE = re.compile(r'(?:"[^"\n]{1,16}"|《[^》\n]{1,20}》|[^\s,、。;:!?()"《》|/\d%]){1,18}+$')
_CLAUSE = re.compile(
    r"(?:具有|拥有|能够|符合|适合|面向|来自|反映|体现|带有|涉及|关于|门类|紧跟|覆盖|参加|从事)"
    r"[^,。;:\n]{0,24}?的"
)
_SHARED = re.compile(
    r"[、,和及]?(?:共|约|近|计|合计)?|(?:提高|提升|增加|上升|增长|下降|降低|减少|扩大|压缩)?[到至]"
)
_LONGEST = 14


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = measures()
    cut = (
        "参加|参与|参展|到场|出席|报名|开展|进行|实现|完成|达到|分别|组成|前往|深入|走进|接受|获得|等"
        "|受益|同比|纳入|落地|的|共(?![享青建同])|均"
    )
    return {
        "keeps": re.compile(any_of(data["keeps"])),
        "stop": re.compile(any_of(data["stop"])),
        "cut": re.compile(cut),
        "verbs": re.compile(rf".*(?:{any_of(data['verbs'])})(?=..)"),
        "verb_end": re.compile(rf"(?:{any_of(data['verbs'])})$"),
        "tail": re.compile(rf"(?:{any_of(data['before_stop'])}|每.|每季度|每学期)+$"),
        "head": re.compile(
            r"^(?:全市|全区|全县|各类|各级|各|其中|以及|和|及|了|的|、|并|累计|计划|约?占)+"
        ),
    }


def _behind(text: str, end: int) -> Span | None:
    clause = _CLAUSE.match(text, end)  # 100项具有知名度的赛事
    match = _BEHIND.match(text, clause.end() if clause else end, end + 3 * _LONGEST)
    if match is None:
        return None
    said = match["words"]
    patterns = _patterns()
    if not patterns["keeps"].match(said) and patterns["stop"].match(said):
        return None
    cut = patterns["cut"].search(said, 1)
    return _part(
        match.start("words"), said, _plain((said[: cut.start()] if cut else said)[:_LONGEST])
    )


def _before(text: str, start: int, lowest: int) -> Span | None:
    match = _BEFORE.search(text, max(lowest, start - 30), start)
    if match is None:
        return None
    patterns = _patterns()
    said = patterns["tail"].sub("", match.group())
    last = patterns["verb_end"].search(said)
    if last and last.group() not in measures()["nounable"]:
        said = said[: last.start()]
        if said in measures()["verbs"] and said not in measures()["nounable"]:
            said = ""
    verb = patterns["verbs"].match(said)
    if verb:
        said = said[verb.end() :]
    said = _plain(patterns["head"].sub("", said)[-_LONGEST:])
    if len(said) == 1 and said in measures()["units"]:
        return None
    return _part(match.start(), match.group(), said)


def _plain(words: str) -> str:
    return words.strip('"《》、的')


def _part(start: int, words: str, part: str) -> Span | None:
    """Where `part` stands, `words` being at `start`."""
    at = start + words.rfind(part)
    return Span(at, at + len(part)) if part else None


def counted_things(text: str, places: list[tuple[int, int, str]]) -> list[Span | None]:
    """For each quantity (start, end, unit) in `text`, where it says what it counts."""
    named: list[Span | None] = []
    lowest = 0
    for start, end, unit in places:
        behind = None if unit == "%" and text[end : end + 1] != "的" else _behind(text, end)
        late = _behind(text, end) if unit == "%" else None
        named.append(behind or _before(text, start, lowest) or late)
        lowest = end
    for at in range(len(places) - 2, -1, -1):  # 5大类36个项目: what stands behind the last
        if not named[at] and places[at][1] == places[at + 1][0]:
            named[at] = named[at + 1]
    for at in range(1, len(places)):  # 82批次、425趟次: what stands before the first
        between = text[places[at - 1][1] : places[at][0]]
        if not named[at] and _SHARED.fullmatch(between):
            named[at] = named[at - 1]
    return named
