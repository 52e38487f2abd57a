"""A letter of the Taiwan form: its 主旨 names the event, its 說明 only tells about it."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.outline import ancestors
from banjie_reader.paper import Paper, trimmed
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_NOUN = any_of(_WORDS["event_nouns"])
_SUBJECT = re.compile(r"(?<![^\n])[ \t　]*主[ 　]?旨[：:][ \t　]*\n?(?P<words>[^\n]+)")
_QUOTED = "[【「“《『][^】」”》』\\n]{2,40}[】」”》』]"
_NAMED = re.compile(
    rf"(?:{any_of(_WORDS['event_verbs'])})"
    rf"(?P<title>(?:[^，。；,;\n【「“《『]{{0,16}}?{_QUOTED}){{1,2}}[^，。；,;\n]{{0,16}}?(?:{_NOUN})"
    rf"|[^，。；,;\n【「“《『]{{0,16}}?[「“《『][^」”》』\n]{{2,60}}?(?:{_NOUN})[」”》』]"
    rf"|[^，。；,;\n【「“《『]{{2,30}}?(?:{_NOUN}))(?=[一乙]案|[，。；,;\s]|$)"
)

# 检送「X实施计画」1份, and what is said of it below: 旨揭竞赛，订…假…办理
_SENT = re.compile(
    r"(?:[检函][送转]|转[送知])[^「『\n]{0,30}[「『](?P<title>[^」』\n]{4,40}?)"
    r"(?:实施)?(?:计[画划]|简章|办法|要点|规程)?[」』][^\n]*"
)
_TOLD = re.compile(
    r"(?:旨揭|旨案|前揭|本案活动|本活动)(?:[^。\n]{0,12}[，,]?[订定拟于][^。\n]{4,80}(?:办理|举行|举办)[^。\n]*"
    r"|(?:比赛|竞赛|赛事|活动|研习)[^。\n]{0,20}办理)"  # 旨揭比赛分2阶段办理
)


def letter_subject(paper: Paper) -> Candidate | None:
    """The event that the letter's subject names as held by somebody."""
    if "旨" not in paper.text and "前揭" not in paper.text:
        return None
    subject = _SUBJECT.search(paper.text, 0, paper.body_end)
    named = subject and _NAMED.search(paper.text, *subject.span("words"))
    told = _TOLD.search(paper.text, 0, paper.body_end)
    if not named and told:
        subject = named = _SENT.search(paper.text, 0, told.start())
    if not subject or not named:
        return None
    span = trimmed(paper.text, subject.start(), _end(paper, subject, told))
    return Candidate(span, Span(*named.span("title")), "subject of a letter")


def _end(paper: Paper, subject: re.Match[str], told: re.Match[str] | None) -> int:
    """The event reaches on to where the letter says when it is, in a sentence or in fields."""
    if _is_dated(paper, subject):
        return subject.end()
    if told:
        return told.end()
    labels = paper.labels.within(subject.end(), paper.body_end)
    fields = [label for label in labels if label.field in {"when", "where"}]
    if sum(label.field == "when" for label in fields) != 1:
        return subject.end()
    return fields[-1].span(paper.text).end


def _is_dated(paper: Paper, subject: re.Match[str]) -> bool:
    return any(when.rule != "year" for when in paper.whens_in(*subject.span()))


def without_notes(paper: Paper, items: list[Candidate]) -> list[Candidate]:
    """The numbered notes of the letter tell about its event; only lists inside them hold steps."""
    return [
        item
        for item in items
        if item.section is not None
        and any(paper.sections[above].number for above in ancestors(paper.sections, item.section))
    ]
