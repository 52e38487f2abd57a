"""Events named in a row in one sentence.

将举办甲赛，…；开展乙展，…, or 甲展（5月1日）、乙展（5月3日）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from banjie_reader.activities.candidate import Candidate
from banjie_reader.activities.names_in_row import names_in_row
from banjie_reader.activities.naming import QUOTED, VAGUE_NAME
from banjie_reader.activities.setting import NO_DAY
from banjie_reader.document import header_end
from banjie_reader.model import Span
from banjie_reader.paper import Paper, sentences, trimmed
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_VERB = any_of(_WORDS["event_verbs"])
_NOUN = any_of(_WORDS["event_nouns"])
_CLAUSE = re.compile(rf"(?:{QUOTED}|[^，,；;。：:、\n]|、(?!{_VERB}))+")
_OPENS = re.compile(  # 其间将举办…, 进社区开展…, 组织志愿者开展…
    rf"(?:[^“「《]{{0,10}}?(?:将|还|并)(?:[在于][^“「《，]{{2,20}}?)?|(?:进|赴|到)[^“「《]{{1,8}}"
    rf"|(?:{any_of(_WORDS['setting_to_work'])})[^“「《，]{{2,40}}?)?"
    rf"(?:{_VERB}|进行)了?(?:一[场次个])?"
    rf"(?P<title>(?:{QUOTED}|[^“「《]){{3,46}}(?:{_NOUN}))"
)
_COMING = re.compile("包[括含]|期间|将|计划|拟|如下|以下")
_COUNTED = re.compile(r"等[\d一二三四五六七八九十]{1,3}[项场个]")  # 开展甲、举办乙等15项活动
_LAST = re.compile(r"等[^、等]{0,12}$")
_FEWEST = 3  # verbs in a row; fewer are a sentence like any other
_FEWEST_APART = 2  # when ；parts them, and the first is to come
_BRACKETED = re.compile(
    rf"(?P<title>(?:{QUOTED}|[^，,。；;、：:（()）\n“”]){{3,40}}"
    r"(?<=[”》」会展赛礼式营课节坊班剧训座动出演]))[（(](?P<when>[^（()）\n]{2,24})[)）]"
)
_BRACKET = re.compile("[（(]")
_LONGEST = 26  # characters of such a bracket
_LEAD_IN = re.compile(rf"(?:[^“「《]*?(?:{_VERB})[:：]?)?(?:了|和|及|以及)?")
_APART = re.compile("[；;]")
_HELD = re.compile(r"进行|举行|举办|开展")
_HOUR = re.compile(r"\d[:：时]\d?|[上下]午|晚上")
_AROUND_DAY = 3  # characters beside the day in its bracket


def events_in_lists(paper: Paper) -> list[Candidate]:
    """The events of every such list."""
    found: list[Candidate] = []
    for sentence in sentences(paper.text, header_end(paper.text), paper.body_end):
        found += (
            names_in_row(paper, sentence)
            or _by_verbs(paper, sentence)
            or _by_brackets(paper, sentence)
        )
    return found


def _by_verbs(paper: Paper, sentence: Span) -> list[Candidate]:
    """Clauses that each open with a verb and end with an event, where it is said to come."""
    if not (_COMING.search(paper.text, *sentence) or _COUNTED.search(paper.text, *sentence)):
        return []
    clauses = [Span(*m.span()) for m in _CLAUSE.finditer(paper.text, *sentence)]
    hits = [m for clause in clauses if (m := _OPENS.fullmatch(paper.text, *_bare(paper, clause)))]
    hits = [m for m in hits if not (VAGUE_NAME.match(m["title"]) or _HELD.search(m["title"]))]
    if len(hits) < _FEWEST and not _are_apart(paper, sentence, hits):
        return []
    if not (
        _COMING.search(paper.text, sentence.start, hits[1].start())
        or _COUNTED.search(paper.text, hits[-1].end(), sentence.end)
    ):
        return []
    days = (w for w in paper.whens_in(hits[0].start(), sentence.end) if w.rule not in NO_DAY)
    if any(days) or _HOUR.search(paper.text, *sentence):
        return []  # days and hours tell them apart better
    edges = [*(m.start() for m in hits), sentence.end]
    spans = (trimmed(paper.text, *edge) for edge in pairwise(edges))
    return [
        Candidate(span, Span(*m.span("title")), "event in a list")
        for span, m in zip(spans, hits, strict=True)
    ]


def _bare(paper: Paper, clause: Span) -> Span:
    """A clause without 等活动 behind the last of a list."""
    last = _LAST.search(paper.text, *clause)
    return Span(clause.start, last.start()) if last else clause


def _are_apart(paper: Paper, sentence: Span, hits: list[re.Match[str]]) -> bool:
    """将举办甲赛，…；召开乙会，…: two that are to come, in parts of a sentence of their own."""
    if len(hits) < _FEWEST_APART:
        return False
    coming = paper.text.find("将", sentence.start, hits[0].end())
    return coming >= 0 and _APART.search(paper.text, coming, hits[1].start()) is not None


def _by_brackets(paper: Paper, sentence: Span) -> list[Candidate]:
    """Names with their days in brackets, where two or more stand, or one has its line alone."""
    made = list(_with_days(paper, sentence)) if _has_day_in_bracket(paper, sentence) else []
    alone = bool(made) and made[0].span == trimmed(paper.text, *sentence)
    return made if alone or len(made) > 1 else []


def _has_day_in_bracket(paper: Paper, sentence: Span) -> bool:
    """Most sentences have none, which is quick to see."""
    brackets = _BRACKET.finditer(paper.text, *sentence)
    return any(paper.whens_in(m.start(), m.start() + _LONGEST) for m in brackets)


def _with_days(paper: Paper, sentence: Span) -> Iterator[Candidate]:
    for m in _BRACKETED.finditer(paper.text, *sentence):
        times = paper.whens_in(*m.span("when"))
        said = sum(w.span.end - w.span.start for w in times)
        if not times or len(m["when"]) - said > _AROUND_DAY:
            continue
        lead = _LEAD_IN.match(paper.text, *m.span("title"))
        start = lead.end() if lead else m.start("title")
        if m.end("title") - start < _FEWEST:
            continue
        fields = {"when": [Span(*m.span("when"))]}
        title = Span(start, m.end("title"))
        yield Candidate(Span(start, m.end()), title, "event in a list", fields=fields)
