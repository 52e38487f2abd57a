"""The outline: headings of every numbering style, and the tree of sections they open.

Depth follows the order in which styles appear (一、 above （一） above 1.), corrected by the usual
rank of a style when a document starts in the middle. A heading that runs into its body stops at
the first full stop. Unnumbered headings count when they are marked (markdown, bold, underlined)
or stand alone as a short line above a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from banjie_reader.clean.lines import FILLED_LINE
from banjie_reader.labels import first_label, own_label_end
from banjie_reader.numbering import Mark, find_marks
from banjie_reader.wordlists import any_of, simplified, wordlist

_RANK = {
    "chapter": 0, "annex": 0, "section": 1, "ordinal": 2, "plain": 2, "article": 3, "comma": 3,
    "paren": 4, "half": 5, "date": 5, "item": 6, "phase": 6, "month": 6, "badge": 6, "dot": 6,
    "digit-paren": 7, "digit-half": 8, "circled": 9,
}  # fmt: skip
_ROLES: dict[str, list[str]] = wordlist("headings")["roles"]
_ORDER: list[str] = wordlist("headings")["role_order"]
_KNOWN = sorted({w for words in _ROLES.values() for w in words}, key=len, reverse=True)
_KNOWN_START = re.compile(
    any_of(wordlist("headings")["openers"] + [w for w in _KNOWN if len(w) > 3])
)
_MARKED = re.compile(
    r"^(?P<hash>#{1,6})[ \t]*(?P<title>[^\n#|][^\n]*)$"
    r"|^[ \t]*\*\*(?P<bold>[^*\n|]{2,40})\*\*[ \t]*$"
    r"|^(?P<under>[^\n|=\-][^\n]*)\n(?P<line>={3,}|-{3,})[ \t]*$",
    re.M,
)
_TRAILING = re.compile(
    r"[（(〔][^（()）〕]*(?:\d|[月旬]|前|牵头|负责|责任|配合|承办)[^（()）〕]*[)）〕]$"
)
_COMPOUND = {"comma": 6, "paren": 6}  # 论坛主题：a label of two words, not a title and a label
_SHORT_ANNEX = 300  # a list of what is attached, not the annex itself
_SENTENCE_END = "。；，、！？;!?,."


@dataclass(slots=True)
class Section:
    """A heading and the stretch it governs; `parent` is an index into the same list."""

    start: int
    number: str | None
    style: str
    value: int
    text_start: int
    text_end: int
    level: int = 1
    parent: int | None = None
    end: int = 0
    role: str = ""
    shown: bool = True  # stands in the outline, not only in the tree


class _Opening(NamedTuple):
    start: int
    end: int
    style: str
    value: int
    words: str | None
    rank: int
    limit: int


def find_sections(text: str) -> list[Section]:
    """Every section of the text in order, with level, parent, extent and role."""
    openings = sorted([*_numbered(text), *_marked(text), *_standing(text)], key=lambda o: o.start)
    openings = _without_overlaps(openings)
    sections: list[Section] = []
    stack: list[int] = []
    for i, opening in enumerate(openings):
        stop = openings[i + 1].start if i + 1 < len(openings) else len(text)
        section = _section(opening, text, stop)
        ranks = [openings[k].rank for k in stack]
        same = [k for k, s in enumerate(stack) if _alike(openings[s], opening)]
        if same:
            del stack[same[-1] :]
        else:
            while ranks and ranks[-1] > opening.rank:
                ranks.pop()
                stack.pop()
        section.parent = stack[-1] if stack else None
        section.level = len(stack) + 1
        stack.append(i)
        sections.append(section)
    _close(sections, len(text))
    _assign_roles(sections, text)
    return sections


def heading_text(section: Section, text: str) -> str:
    return text[section.text_start : section.text_end]


def ancestors(sections: list[Section], index: int) -> list[int]:
    """The sections above one, the nearest first."""
    found = []
    above = sections[index].parent
    while above is not None:
        found.append(above)
        above = sections[above].parent
    return found


@lru_cache(maxsize=4096)
def role_of(words: str) -> str:
    """What a heading announces (aims, work, phases, requirements …), or "" when it says nothing."""
    plain = re.sub(r"\s|[（(].*?[)）]", "", simplified(words)).strip('：:*。“”"')
    if len(plain) > 16:
        return ""
    if plain.endswith("阶段"):
        return "phases"
    if _COMING.match(plain):
        return "next"
    if _DOING.match(plain) and plain not in _KNOWN_WORDS:
        return ""
    tests = (
        lambda word: plain == word,
        lambda word: plain.endswith(word) and (len(word) > 2 or word in _TELLING),
        lambda word: plain.startswith(word) and len(word) > 3,
    )
    hits = (role for test in tests for role in _ORDER if any(map(test, _ROLES[role])))
    return next(hits, "")


def _alike(one: _Opening, other: _Opening) -> bool:
    return one.style == other.style and one.rank == other.rank


def _numbered(text: str) -> list[_Opening]:
    marks = find_marks(text)
    found = []
    for i, mark in enumerate(marks):
        limit = marks[i + 1].start if i + 1 < len(marks) else len(text)
        if group := _group_above(text, mark):
            found.append(group)
        if before := _title_before(text, mark):
            found.append(before)
            continue
        found.append(
            _Opening(
                mark.start, mark.end, mark.style, mark.value, mark.words, _RANK[mark.style], limit
            )
        )
    return found


_GROUP = re.compile(r"(?<=[。；！）)])[一-龥]{2,8}(?:活动|项目|部分|课程|讲座|展览)$")
_TITLE_BEFORE = re.compile(
    r"(?:[“《][^”》\n]{2,24}[”》][一-龥]{0,8}|[^\s。；！，、：:\d”》]{2,20})$"
)


def _group_above(text: str, mark: Mark) -> _Opening | None:
    """A group's name glued before a count that starts again: …发布）线上活动01…."""
    if mark.leads or mark.value != 1 or mark.style not in {"badge", "dot"}:
        return None
    group = _GROUP.search(text, max(0, mark.start - 14), mark.start)
    if not group:
        return None
    return _Opening(group.start(), group.start(), "plain", 0, None, 5, mark.start)


def _title_before(text: str, mark: Mark) -> _Opening | None:
    """A badge that follows its title: “读书周”02活动时间…."""
    if mark.style != "badge" or first_label(text, mark.end, mark.end + 8) != mark.end:
        return None
    title = _TITLE_BEFORE.search(text, max(0, mark.start - 40), mark.start)
    if not title:
        return None
    start = title.start()
    return _Opening(start, start, "badge", mark.value, mark.words, _RANK["badge"], mark.start)


def _marked(text: str) -> list[_Opening]:
    """Markdown, bold and underlined headings."""
    found = []
    for m in _MARKED.finditer(text, _front_matter_end(text)):
        if m["hash"]:
            end, depth = m.end("hash"), len(m["hash"])
        elif m["bold"]:
            end, depth = m.start("bold"), 7
        else:
            end, depth = m.start("under"), 1 if m["line"][0] == "=" else 2
        while end < len(text) and text[end] in " \t　*":
            end += 1
        if not re.search(r"\w", text[end : m.end()]):
            continue
        limit = m.end("bold") if m["bold"] else m.end("under") if m["under"] else m.end()
        found.append(_Opening(end, end, "markdown", 0, None, depth - 20, limit))
    return found


def _front_matter_end(text: str) -> int:
    front = re.match(r"---\n(?:[^\n]*\n){1,30}?---\n", text)
    return front.end() if front else 0


def _standing(text: str) -> list[_Opening]:
    """Short lines that stand alone above a paragraph, when a text has two or more of them."""
    lines = [(m.start(), m.end()) for m in FILLED_LINE.finditer(text)]
    found: list[_Opening] = []
    known = []
    for i in range(1, len(lines) - 1):
        start, end = lines[i]
        line = text[start:end].strip()
        begin = start + text[start:end].index(line)
        opening = _Opening(begin, begin, "plain", 0, None, _RANK["plain"], begin + len(line))
        if _MONTH_LINE.match(line):
            known.append(opening._replace(style="date", rank=_RANK["date"]))
            continue
        if len(line.rstrip("：:")) <= 10 and line.rstrip("：:") in _KNOWN_WORDS:
            known.append(opening)
        elif (
            _stands_alone(line)
            and _is_paragraph(text, lines[i - 1])
            and _is_paragraph(text, lines[i + 1])
        ):
            found.append(opening)
    months = [opening for opening in known if opening.style == "date"]
    if len(months) == 1 and _RANGE.search(text, months[0].start, months[0].limit):
        known.remove(months[0])  # 4月—10月 alone is the value of the line above
    return known + (found if len(found) > 1 else [])


_RANGE = re.compile(r"[至到~～—-]")
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH_LINE = re.compile(
    rf"(?:(?:20\d\d年)?(?:{_MONTH}(?:月份?)?(?:[、和至到]|[-—~～]{{1,2}}))?{_MONTH}月份?"
    r"|第[一二三四]季度|[上下]半年)[：:]?$"
)
_KNOWN_WORDS = set(_KNOWN)
_COMING = re.compile(
    r"下一?步|下一?阶段|明年|来年|今后|(?:20\d\d年|[上下]半年)(?:工作)?(?:计划|安排|打算|思路|重点|要点)"
)
_DOING = re.compile(r"举办|举行|召开|开展|制定|编制|实施")
_TELLING: set[str] = set(wordlist("headings")["telling"])
_NOTES: list[str] = wordlist("headings")["note_lists"]


_NO_HEADING = re.compile(r"[:：|]|\d{4}[-/年]|https?:|第\d+页")


def _stands_alone(line: str) -> bool:
    return (
        6 <= len(line) <= 40
        and line[-1] not in _SENTENCE_END + "：:"
        and not _NO_HEADING.search(line)
    )


def _is_paragraph(text: str, line: tuple[int, int]) -> bool:
    words = text[line[0] : line[1]]
    return len(words) > 60 and words.rstrip()[-1] in "。！？：；"


def _without_overlaps(openings: list[_Opening]) -> list[_Opening]:
    """A numbered line inside a marked heading is one heading, not two."""
    kept: list[_Opening] = []
    for opening in openings:
        if kept and opening.start <= kept[-1].end + 3 and opening.start < kept[-1].limit:
            if kept[-1].style in {"markdown", "plain"} and opening.style not in {
                "markdown",
                "plain",
            }:
                kept[-1] = opening._replace(rank=kept[-1].rank) if kept[-1].rank < 0 else opening
            continue
        kept.append(opening)
    return kept


def _section(opening: _Opening, text: str, stop: int) -> Section:
    start = opening.end
    while start < stop and text[start] in " \t　*":
        start += 1
    end = _heading_end(text, start, min(stop, opening.limit), _COMPOUND.get(opening.style, 1))
    return Section(opening.start, opening.words, opening.style, opening.value, start, end)


def _heading_end(text: str, start: int, stop: int, compound: int) -> int:
    """Where a heading ends: its line, its first full stop, or the known words it opens with."""
    line_end = text.find("\n", start, stop)
    end = line_end if line_end >= 0 else stop
    for mark in "。；":
        cut = text.find(mark, start, end)
        end = cut if cut >= 0 else end
    if label := first_label(text, own_label_end(text, start) or start + compound + 1, end):
        end = label
    if end - start > (8 if line_end < 0 else 20) and (
        known := _KNOWN_START.match(text, start, end)
    ):
        goes_on = known.end() >= end or text[known.end()] in "和与及、，,的"
        end = end if goes_on else known.end()
    words = text[start:end].rstrip(" \t　*：:")
    if bracket := _TRAILING.search(words):
        words = words[: bracket.start()].rstrip()
    return start + len(words)


def _close(sections: list[Section], length: int) -> None:
    open_ones: list[Section] = []
    for section in sections:
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop().end = section.start
        open_ones.append(section)
    for section in open_ones:
        section.end = length


def _assign_roles(sections: list[Section], text: str) -> None:
    for section in sections:
        own = role_of(heading_text(section, text))
        above = sections[section.parent].role if section.parent is not None else ""
        if above == "phases" and own in {"requirements", "done"}:
            own = above
        if section.style == "annex" and section.end - section.start < _SHORT_ANNEX:
            own = "annex"
        section.role = above if above == "annex" else own or above
        section.shown = _is_shown(sections, section, text)


def _is_shown(sections: list[Section], section: Section, text: str) -> bool:
    """Lists of annexes and of notes, and words such as 说明 alone, are no headings."""
    if section.role == "annex" or section.text_start == section.text_end:
        return False
    if section.number:
        return not _is_note_list(sections, section, text)
    return section.style != "plain" or section.text_end - section.text_start > 2


def _is_note_list(sections: list[Section], section: Section, text: str) -> bool:
    """Notes under an unnumbered 备注, 说明 or 规定 are numbered, but no headings."""
    while section.parent is not None:
        section = sections[section.parent]
        words = heading_text(section, text)
        if section.number is None and any(word in words for word in _NOTES):
            return True
    return False
