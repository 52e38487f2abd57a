"""Openings without a number: marked (markdown, bold, underlined) or a short line alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banjie_reader.model import Span
from banjie_reader.outline.opening import RANK, Opening
from banjie_reader.outline.roles import KNOWN_HEADINGS
from banjie_reader.wordlists import wordlist

_MARKED = re.compile(
    r"^(?P<hash>#{1,6})[ \t]*(?P<title>[^\n#|][^\n]*)$"
    r"|^[ \t]*\*\*(?P<bold>[^*\n|]{2,40})\*\*[ \t]*$"
    r"|^(?P<under>[^\n|=\-][^\n]*)\n(?P<line>={3,}|-{3,})[ \t]*$",
    re.M,
)
_MARKS = ("#", "**", "===", "---")
_FRONT_MATTER = re.compile(r"---\n(?:[^\n]*\n){1,30}?---\n")
_WORD = re.compile(r"\w")
_BOLD_DEPTH = 7  # below the six levels of markdown
_ABOVE_ALL = -20
_RANGE = re.compile(r"[至到~～—-]")
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH_LINE = re.compile(
    r"(?=[\d一二三四五六七八九十第上下])"  # the first characters, told first: most lines end here
    rf"(?:(?:20\d\d年)?(?:{_MONTH}(?:月份?)?(?:[、和至到]|[-—~～]{{1,2}}))?{_MONTH}月份?"
    r"|第[一二三四]季度|[上下]半年)[：:]?$"
)
_FIELD = re.compile(  # 地点：二楼会议室 above 主要内容：
    r"[ \t　]*\w{0,4}(?:[时時][间間限]|日期|地[点點址]|[单單]位|[对對]象|人[员員])"
    r"[：:][ \t　]?[^\s：:]"
)
_COUPLET = re.compile(r"(?:[一-龥“”、]{4,14}[ 　]){1,2}[一-龥“”、]{4,14}")  # 凝聚侨力 助力招商
_NOTES = frozenset(wordlist("headings")["note_lists"])
_NO_HEADING = re.compile(r"[:：|]|\d{4}[-/年]|https?:|第\d+页")
_ENDS = "。；，、！？;!?,.：:"
_SHORTEST, _LONGEST = 6, 40
_KNOWN = 10  # characters of a known heading at most
_PARAGRAPH = 60


def marked(text: str) -> Iterator[Opening]:
    """Markdown, bold and underlined headings."""
    if not any(mark in text for mark in _MARKS):
        return
    front = _FRONT_MATTER.match(text)
    for m in _MARKED.finditer(text, front.end() if front else 0):
        if m["hash"]:
            end, depth, limit = m.end("hash"), len(m["hash"]), m.end()
        elif m["bold"]:
            end, depth, limit = m.start("bold"), _BOLD_DEPTH, m.end("bold")
        else:
            end, depth, limit = m.start("under"), 1 if m["line"][0] == "=" else 2, m.end("under")
        while end < len(text) and text[end] in " \t　*":
            end += 1
        if _WORD.search(text, end, m.end()):
            yield Opening(end, end, "markdown", 0, None, depth + _ABOVE_ALL, limit)


def standing(text: str, lines: Sequence[Span]) -> list[Opening]:
    """Short lines that stand alone above a paragraph, when a text has two or more of them.

    A month, or a heading that every office knows, opens a section wherever it has a line.
    """
    found: list[Opening] = []
    known: list[Opening] = []
    for above, here, below in zip(lines, lines[1:], lines[2:], strict=False):
        line = text[slice(*here)].strip()
        if len(line) > _LONGEST:
            continue
        start = text.index(line, here.start)
        if _MONTH_LINE.match(line):
            known.append(_opening(start, line, "date"))
        elif line in _NOTES and _MONTH_LINE.match(text[slice(*below)].strip()):
            continue  # the last column of a calendar, above its first month
        elif _is_known(line) and not (line[-1] in "：:" and _FIELD.match(text, *above)):
            known.append(_opening(start, line))
        elif _is_paragraph(text, below) and (
            _COUPLET.fullmatch(line) or (_is_paragraph(text, above) and _stands_alone(line))
        ):
            found.append(_opening(start, line))
    months = [opening for opening in known if opening.style == "date"]
    if len(months) == 1 and _RANGE.search(text, months[0].start, months[0].limit):
        known.remove(months[0])  # 4月—10月 alone is the value of the line above
    return known + (found if len(found) > 1 else [])


def _opening(start: int, line: str, style: str = "plain") -> Opening:
    return Opening(start, start, style, 0, None, RANK[style], start + len(line))


def _is_known(line: str) -> bool:
    words = line.rstrip("：:")
    return len(words) <= _KNOWN and words in KNOWN_HEADINGS


def _stands_alone(line: str) -> bool:
    return (
        _SHORTEST <= len(line) <= _LONGEST
        and line[-1] not in _ENDS
        and not _NO_HEADING.search(line)
    )


def _is_paragraph(text: str, line: Span) -> bool:
    long = line.end - line.start > _PARAGRAPH
    return long and text[slice(*line)].rstrip()[-1] in "。！？：；"
