"""How far a heading reaches where it runs into its body."""

from __future__ import annotations

import re

from banjie_reader.labels import Labels
from banjie_reader.outline.fields import OWNER, PREFIXES
from banjie_reader.outline.opening import Opening
from banjie_reader.outline.roles import KNOWN_HEADINGS
from banjie_reader.outline.section import Section
from banjie_reader.wordlists import any_of, wordlist

_KNOWN = any_of([*wordlist("headings")["openers"], *(w for w in KNOWN_HEADINGS if len(w) > 3)])
_KNOWN_START = re.compile(rf"{OWNER}(?:{_KNOWN})")  # 书展周活动时间 too
_PHASED = re.compile(r"第[一二三四五六]阶段[（(][^（()）\n]*[)）][：:]")  # its name follows
_TRAILING = re.compile(
    r"[（(〔\[【][^（()）〕\]】]*(?:\d|[月旬]|前|牵头|负责|责任|配合|承办)[^（()）〕\]】]*[)）〕\]】]$"
)
_UNITS_OPEN = re.compile(  # （牵头单位：市文旅局；责任单位：… is cut before its bracket
    r"(?<=\w\w)[（(〔\[【](?=[^：:]{0,6}(?:牵头|负责|责任|配合|承办|主办|时间|时限))[^（()）〕\]】]*$"
)
_LEFT_OPEN = re.compile(r"(?<=\w\w)[（(][^（()）]{0,20}[，,；;]$")
_PAUSES, _CLOSERS = tuple("，,；;"), tuple(")）〕]】")  # what the two above end with: quick to see
_LOOSE_ENDS = "，,、；;（(【 　"  # before a label that follows
_COMPOUND = {"comma": 6, "paren": 6}  # 论坛主题：a label of two words, not a title and a label
_GOES_ON = "和与及、，,的"
_LONGEST_KNOWN = 20  # characters of a line that may all be its heading, though it opens with one
_LONGEST_IN_LINE = 8


def section_of(opening: Opening, text: str, labels: Labels, stop: int) -> Section:
    """The section of an opening, with its heading; `stop` is where the next one opens."""
    start = opening.end
    while start < stop and text[start] in " \t　*|：:":
        start += 1
    compound = _COMPOUND.get(opening.style, 1)
    end = _heading_end(text, labels, start, min(stop, opening.limit), compound)
    return Section(opening.start, opening.words, opening.style, opening.value, start, end)


def _heading_end(text: str, labels: Labels, start: int, stop: int, compound: int) -> int:
    """Where a heading ends: its line, its first full stop, or the known words it opens with."""
    line_end = text.find("\n", start, stop)
    end = line_end if line_end >= 0 else stop
    for mark in "。；":
        cut = text.find(mark, start, end)
        end = cut if cut >= 0 else end
    label = _first_label(text, labels, start, end, compound)
    if label and text[start:label] not in PREFIXES:  # 参赛地点 is one label
        end = label
    if end - start > (_LONGEST_IN_LINE if line_end < 0 else _LONGEST_KNOWN):
        end = _known_end(text, start, end)
    words = text[start:end].rstrip(" \t　*：:")
    if text[end : end + 1] == "；" and (opened := _UNITS_OPEN.search(words)):
        words = words[: opened.start()].rstrip()
    if words.endswith(_PAUSES) and (opened := _LEFT_OPEN.search(words)):
        words = words[: opened.start()].rstrip()  # （6月9日，责任单位：… is cut before its bracket
    if words.endswith(_CLOSERS) and (bracket := _TRAILING.search(words)):
        words = words[: bracket.start()].rstrip()
    return start + len(words.rstrip(_LOOSE_ENDS))


def _first_label(text: str, labels: Labels, start: int, end: int, compound: int) -> int | None:
    """Where the first label behind a name begins; a blank before it parts it from a short name."""
    if own := labels.end_at(start):
        return labels.first(own, end)
    near = start + compound
    label = labels.first(start + 2, end)
    while label and label <= near and not text[label - 1].isspace():
        label = labels.first(label + 1, end)
    return label


def _known_end(text: str, start: int, end: int) -> int:
    """Where the known words end that a heading opens with, unless it goes on from them."""
    known = None if _PHASED.match(text, start, end) else _KNOWN_START.match(text, start, end)
    if known is None or known.end() >= end or text[known.end()] in _GOES_ON:
        return end
    return known.end()
