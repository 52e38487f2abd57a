"""What running text states: its sentences, and their parts that hold an event each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from banjie_reader.activities.naming import held, taking_place
from banjie_reader.activities.setting import COMING, NO_DAY
from banjie_reader.model import Span
from banjie_reader.paper import Paper, sentences, trimmed

_HOUR = r"(?:[上下]午|中午|晚上?|早上)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[:：点时]"
THAT_DAY = re.compile(r"当[天日晚]|同日|同一[天日]")
SAME_DAY = re.compile(
    rf"{THAT_DAY.pattern}|{_HOUR}|(?<=[。；;！])(?:[上下]午|中午|傍晚|晚上?)[，,]"
)
_OWN_HOUR = re.compile(  # where it begins; its first character is quick to find
    rf"[而上下中晚早同](?<=[，,、].)(?<=(?=而?{_HOUR}|同一?时间).)"
)
COMMA = re.compile("[，,。；;\\n]")
NEAR_DAY = 60  # characters
_APART = re.compile("[；;]")


def statements_in(paper: Paper, part: Span) -> Iterator[Span]:
    """Sentences, and their parts where ；parts several with a time each."""
    for sentence in sentences(paper.text, *part):
        parts = _parts(paper.text, sentence)
        if len(parts) == 1:
            yield from _days_in_turn(paper, sentence) or [sentence]
            continue
        dated = [p for p in parts if paper.whens_in(*p)]
        hours = sum(bool(SAME_DAY.search(paper.text, *p)) for p in parts)
        several = max(len(dated), hours) > 1 or len(COMING.findall(paper.text, *sentence)) > 1
        for piece in parts if several else [sentence]:
            yield from _days_in_turn(paper, piece) or [piece]


def _days_in_turn(paper: Paper, sentence: Span) -> list[Span]:
    """九日在A举行X，十一日举行Y: the parts of a sentence, each with its own day and event.

    An hour of its own will do as well (上午九时…，晚上七时…).
    """
    whens = paper.whens_in(*sentence)
    days = [w.span.start for w in whens if w.rule not in NO_DAY]
    hours = [m.start() for m in _OWN_HOUR.finditer(paper.text, *sentence)]
    starts = sorted({*(at for at in days if paper.text[at - 1] in "，,"), *hours})
    held = _held_parts(paper, sentence, starts)
    if whens and len(held) < 2:
        events = taking_place(paper.text, sentence)
        held = _held_parts(paper, sentence, [m.start() for m in events if _is_dated(paper, m)])
    return held if len(held) > 1 else []


def _is_dated(paper: Paper, event: re.Match[str]) -> bool:
    """Whether a day is said with an event, up to the comma behind it."""
    stop = event.end() + NEAR_DAY
    comma = COMMA.search(paper.text, event.end(), stop)
    return bool(paper.whens_in(event.start(), comma.start() if comma else stop))


def _held_parts(paper: Paper, sentence: Span, starts: Sequence[int]) -> list[Span]:
    """The parts of a sentence that begin there, as far as an event is held in them."""
    within = [at for at in starts if at > sentence.start]
    if not within:
        return []  # one part is the sentence itself
    edges = [sentence.start, *within, sentence.end]
    parts = [trimmed(paper.text, a, b) for a, b in pairwise(edges)]
    return [part for part in parts if next(held(paper.text, part), None)]


def _parts(text: str, sentence: Span) -> list[Span]:
    cuts = [m.end() for m in _APART.finditer(text, *sentence)]
    edges = [sentence.start, *cuts, sentence.end]
    return [trimmed(text, a, b) for a, b in pairwise(edges) if a < b]
