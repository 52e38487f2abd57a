"""The names of a list: A、B和C等 is A, B, C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banjie_reader.model import Phrase, Span
from banjie_reader.parties.order import FIRST_LEADS
from banjie_reader.parties.units import is_unit
from banjie_reader.wordlists import any_of, simplified, wordlist

_UNITS = wordlist("units")
_NOT_NAMES = frozenset(_UNITS["not_names"])
_TAIL = re.compile(
    rf"(?:{any_of(_UNITS['tails'])}|等[^、，；等]{{2,6}}(?:单位|部门|科室|处室|机构))[。.]?$"
)
_LEAD_IN = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,2}[、.．]|\d{1,2}[)）]|由|以及|及|和|与|并|会同|联合"
    r"|[^由]{2,}(?<![自理])由(?!于))"
)
_JOINS = re.compile(r"以及|及其|及|和|与|会同|并")
_MARK = re.compile(r"[（(〈《“【\[〔「）)〉》”】\]〕」、，,;；/／|\n\t\v 　]")
OPEN, CLOSE = "（(〈《“【[〔「", "）)〉》”】]〕」"
# what may stand beside the units: 12月, 6月底前完成
_TIME = re.compile(
    r"[\d一二三四五六七八九十年月日至—\-底前上下中旬季度完成]+|全年|(?:持续|长期|常态化?)(?:推进|坚持|开展|实施)?"
)
_ASKED = re.compile(  # 以高中职教师为主，亦欢迎各级学校教师参与: who may come, not who works
    r"[亦也]?欢迎|诚邀|以.{1,12}(?:教师|学生|人员|群众|青年|市民|居民)$"
)
_BLANKS = " 　"


def split_names(text: str, span: Span, rule: str = "", *, plain: str | None = None) -> list[Phrase]:
    """The names of a list. Brackets that belong to a name stay.

    `plain` is the text in simplified characters, from a caller who has it.
    """
    return worded(text, names_in(simplified(text) if plain is None else plain, span, rule))


def worded(text: str, names: Sequence[Phrase]) -> list[Phrase]:
    """Names found in simplified characters, as the text words them."""
    return [Phrase(text[slice(*name.span)], name.span, name.rule) for name in names]


def names_in(plain: str, span: Span, rule: str) -> list[Phrase]:
    """The names of a list, in simplified characters."""
    found = []
    for start, end in _pieces(plain, span):
        name = _trimmed(plain, start, end)
        words = plain[name.start : name.end]
        no_name = words in _NOT_NAMES or _TIME.fullmatch(words) or _ASKED.match(words)
        no_name = no_name or FIRST_LEADS.search(words)
        if words and not no_name:
            found.append(Phrase(words, name, rule))
    return found


def _pieces(plain: str, span: Span) -> Iterator[tuple[int, int]]:
    """What the marks of a list part, outside brackets."""
    depth, begin = 0, span.start
    for mark in _MARK.finditer(plain, *span):
        char, at = mark[0], mark.start()
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (char not in _BLANKS or _apart(plain, begin, at)):
            yield from _halves(plain, begin, at)
            begin = mark.end()
    yield from _halves(plain, begin, span.end)


def _apart(plain: str, begin: int, at: int) -> bool:
    """White space parts two names only where a whole name stands before it."""
    return is_unit(plain[begin:at].strip()) or at - begin in {2, 3}


def _halves(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at 及／和／与 where a complete name stands on both sides."""
    words = plain[start:end]
    for join in _JOINS.finditer(words):
        left, right = words[: join.start()].strip(), words[join.end() :].strip()
        if join[0] != "及其" and is_unit(left) and is_unit(_TAIL.sub("", right)) and len(right) > 1:
            yield start, start + join.start()
            yield from _halves(plain, start + join.end(), end)
            return
    yield start, end


def _trimmed(plain: str, start: int, end: int) -> Span:
    """A name without numbers before it, 等 behind it, and punctuation around it."""
    while start < end and plain[start] in " \t　\n。：:*":
        start += 1
    while end > start and plain[end - 1] in " \t　\n。：:.*":
        end -= 1
    if (lead := _LEAD_IN.match(plain[start:end])) and end - start > lead.end() + 1:
        start += lead.end()
    while tail := _TAIL.search(plain[start:end]):
        if tail.start() == 0 and tail[0] not in _NOT_NAMES:
            return Span(start, start)
        end = start + tail.start()
        if start == end:
            break
    return Span(start, end)
