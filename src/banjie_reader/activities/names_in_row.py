"""Names in a row, of which a sentence says once that they are to come.

将举办“甲”音乐会、“乙”汇演; “甲”展、“乙”集市，将在A广场、B广场举办; or which it lists with ；
behind 系列活动，即.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.naming import QUOTED, VAGUE_NAME
from banjie_reader.activities.setting import NO_DAY
from banjie_reader.model import Span
from banjie_reader.paper import Paper, trimmed
from banjie_reader.places import find_places
from banjie_reader.wordlists import any_of, wordlist

_NOUN = any_of(wordlist("activities")["event_nouns"])
_WORDS = r"[^，。；：、,;:\s“”「」《》（()）等将]"
_ENDS = r"(?=[、，,。；;等]|以及|和|及|将|$)"
_PROPER = (  # “湖风”画展, 第三届湖城灯会
    rf"(?:{QUOTED}{_WORDS}{{0,20}}?(?:{_NOUN})"
    rf"|(?:第[\d一二三四五六七八九十]{{1,3}}届|首届|20\d\d)(?:{QUOTED}|{_WORDS}){{2,30}}?(?:{_NOUN})){_ENDS}"
)
_NAME = rf"(?:{_PROPER}|{_WORDS}{{4,24}}?(?:{_NOUN}){_ENDS})"
_ROW = re.compile(rf"{_PROPER}(?:(?:、|以及|和|及){_NAME})+")
_PROPER_MARK = re.compile("[“「《『届2]")  # one of them is in every such name
_EACH = re.compile(_NAME)
_HELD = "举办|举行|推出|开展|上演|带来|迎来|登场|启幕|亮相"
_SAID_BEFORE = re.compile(rf"(?:将|拟|计划)[^，。；：、“]{{0,24}}(?:{_HELD})$")
_SAID_AFTER = re.compile(
    rf"(?:等[^，。；]{{0,12}})?[，,]?[^，。；]{{0,4}}将[^。；]{{0,60}}?(?:{_HELD})"
)
_LISTED = re.compile(
    r"活动[^，。；：]{0,6}[，,：:]?(?:即|包括|主要有|分别[是为])[：:]?(?=[^。\n]{4,80}?[；;])"
)
_ON_A_DAY = re.compile(  # 5月3日有“听湖”、“观鸟”和“拓印”等活动
    rf"有(?P<row>{QUOTED}(?:[、和及与]{QUOTED})+)等[^，。；“]{{0,4}}(?:活动|节目|演出|展览|课程)"
)
_VERB = any_of(wordlist("activities")["event_verbs"])
_HELD_NAME = rf"(?:{_PROPER}|{_WORDS}{{2,24}}?(?:{_NOUN})(?=与|{_ENDS[3:]})"
_IN_TURN = re.compile(  # 先后举办甲分享会和乙大赛
    rf"(?:先后|相继|陆续|依次|接连|分别)(?:{_VERB})了?"
    rf"(?P<row>{_HELD_NAME}(?:(?:、|以及|和|及|与){_HELD_NAME})+)(?=[，。；,;]|等|$)"
)
_EACH_HELD = re.compile(_HELD_NAME)
_JOIN = re.compile("以及|[和及与]")
_IN_QUOTES = re.compile(QUOTED)
_PIECE = re.compile("[^；;。\\n]+")
_EVENT = re.compile(rf"(?:{QUOTED}|[^，：,“”]){{2,30}}?(?:{_NOUN})等?")
_FEWEST_LISTED = 3
_NEAR = 60  # characters before a row
_COMMA = re.compile("[，,；;。]")


def names_in_row(paper: Paper, sentence: Span) -> list[Candidate]:
    """The events of each such row in a sentence."""
    return (
        _listed(paper, sentence)
        or _on_a_day(paper, sentence)
        or _in_turn(paper, sentence)
        or [
            candidate
            for m in _rows(paper.text, sentence)
            for candidate in _events(paper, sentence, Span(*m.span()))
        ]
    )


def _rows(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """Most sentences have no name to begin a row with, which is quick to see."""
    return _ROW.finditer(text, *sentence) if _PROPER_MARK.search(text, *sentence) else iter(())


def _listed(paper: Paper, sentence: Span) -> list[Candidate]:
    """开展了系列活动，即甲会；乙展；丙赛: each piece, where all of them name an event."""
    opening = _LISTED.search(paper.text, *sentence)
    if opening is None:
        return []
    pieces = [Span(*m.span()) for m in _PIECE.finditer(paper.text, opening.end(), sentence.end)]
    named = all(_EVENT.fullmatch(paper.text, *piece) for piece in pieces)
    if not named or len(pieces) < _FEWEST_LISTED:
        return []
    return [Candidate(piece, piece, "event in a list") for piece in pieces]


def _on_a_day(paper: Paper, sentence: Span) -> list[Candidate]:
    """Names in quotes that a day right before them holds for."""
    row = _ON_A_DAY.search(paper.text, *sentence)
    if row is None:
        return []
    begin = max(sentence.start, row.start() - _NEAR)
    days = [w.span for w in paper.whens_in(begin, row.start()) if w.rule not in NO_DAY]
    if not days:
        return []
    names = [Span(*m.span()) for m in _IN_QUOTES.finditer(paper.text, *row.span("row"))]
    fields = {"when": days[-1:]}
    return [Candidate(name, name, "event in a list", fields=fields) for name in names]


def _in_turn(paper: Paper, sentence: Span) -> list[Candidate]:
    """Names that one verb behind a day holds in turn."""
    row = _IN_TURN.search(paper.text, *sentence)
    days = [] if row is None else _days(paper, sentence, sentence, Span(*row.span("row")))
    if row is None or not days:
        return []
    names: list[Span] = []
    for name in _EACH_HELD.finditer(paper.text, *row.span("row")):
        join = _JOIN.match(paper.text, name.start()) if names else None
        names.append(Span(join.end() if join else name.start(), name.end()))
    if any(VAGUE_NAME.match(paper.text, *name) for name in names):
        return []
    said = (p.span for p in find_places(paper.text, sentence.start, row.start()))
    places = [span for span in said if paper.text[span.start - 1] in "在于"]  # no host's name
    fields = {"when": days, "where": places}
    return [Candidate(name, name, "event in a list", fields=fields) for name in names]


def _events(paper: Paper, sentence: Span, row: Span) -> Iterator[Candidate]:
    """Each name; the words around the row belong to the first and to the last."""
    begin = max(sentence.start, row.start - _NEAR)
    commas = [m.end() for m in _COMMA.finditer(paper.text, begin, row.start)]
    opening = Span(commas[-1] if commas else begin, row.start)
    before = _SAID_BEFORE.search(paper.text, *opening)
    after = None if before else _SAID_AFTER.match(paper.text, row.end, sentence.end)
    if not before and not after:
        return
    names = [Span(*m.span()) for m in _EACH.finditer(paper.text, *row)]
    told = trimmed(paper.text, opening.start, after.end() if after else row.end)
    places = [place.span for place in find_places(paper.text, *told)]
    fields = {"when": _days(paper, sentence, told, row)}
    for at, name in enumerate(names):
        span = Span(name.start if at else told.start, name.end if at < len(names) - 1 else told.end)
        where = {"where": _own(places, at, len(names))}
        yield Candidate(span, name, "event in a list", fields=fields | where)


def _days(paper: Paper, sentence: Span, told: Span, row: Span) -> list[Span]:
    """The days said with the row, or the only one of the sentence; none out of the names."""
    said = (w.span for w in paper.whens_in(*sentence) if w.rule not in NO_DAY)
    days = [day for day in said if not row.start <= day.start < row.end]
    within = [day for day in days if told.start <= day.start < told.end]
    return within or (days if len(days) == 1 else [])


def _own(places: Sequence[Span], at: int, names: int) -> list[Span]:
    """As many places as names are one for each, in their order."""
    return [places[at]] if len(places) == names else list(places)
