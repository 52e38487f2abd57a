"""What changes inside a line: spaces that part no words, widths, slips in its number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from banjie_reader.script import replacing
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("boilerplate")
_HANZI = "\u3400-\u9fff〇"
_PUNCTUATION = frozenset("，。：；、！？（）《》〈〉“”‘’【】〔〕「」『』—…")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\xad")
_BLANK = r"[\s\u200b-\u200d\u2060\ufeff\xad]"
_GAP = re.compile(f"{_BLANK}{_BLANK}*")  # not +: a class alone is quick to find
_BETWEEN_HANZI = re.compile(f"[ \u3000\xa0](?<=[{_HANZI}].)[ \u3000\xa0]*(?=[{_HANZI}])")
_FIGURE = re.compile(rf"[0-9０-９]{{1,8}}(?:[.．][0-9０-９]{{1,4}})? ?[{_WORDS['measures']}]")
_SLIP = re.compile(
    rf"([（(]?)({any_of(list(_WORDS['numbering_slips']))})(?=[）)、]|[.．] ?[{_HANZI}])"
)
_SLIPS = frozenset("（(").union(word[0] for word in _WORDS["numbering_slips"])
_INLINE = re.compile("|".join(_WORDS["inline"]))
_OPEN, _CLOSE = frozenset("【[（("), frozenset("】]）)")
_INLINE_WITHIN = 2000  # header lines are short; patterns are not run over whole documents
_SPACED_TOKENS = 6
_SPACED_LENGTH = 2.5


def numbering_slip(text: str) -> tuple[int, str] | None:
    """A misread number at a line's head (“—、” for 一、): where it stands and what it means.

    Text recognition takes strokes for one another: 一 for a dash, 1 for an l or a 丨.
    """
    found = _SLIP.match(text) if text[0] in _SLIPS else None
    return (found.start(2), _WORDS["numbering_slips"][found[2]]) if found else None


def edits(text: str) -> Iterable[tuple[int, int, str]]:
    """The stretches of a line to leave out or shorten, each with what stays of it."""
    blank = " " in text or not text.isprintable()  # no other blank is printable: quick to see
    told = len(text) < _INLINE_WITHIN and _INLINE.search(text)
    return _edits(text, list(_inline(text)) if told else []) if blank or told else ()


def _edits(text: str, inline: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    gaps = list(_GAP.finditer(text))
    spaced = bool(gaps) and _is_spaced_out(text)
    for gap in gaps:
        while inline and inline[0][0] <= gap.start():
            yield (*inline.pop(0), "")
        instead = _instead(text, gap.start(), gap.end(), spaced=spaced)
        if instead != gap.group():
            yield gap.start(), gap.end(), instead
    for start, end in inline:
        yield start, end, ""


def _inline(text: str) -> Iterator[tuple[int, int]]:
    """The site's words inside a line, with the blanks before them."""
    after = 0
    for found in _INLINE.finditer(text):
        start, end = found.span()
        if text[end - 1] in _CLOSE and text[start - 1 : start] in _OPEN:
            start -= 1
        yield after + len(text[after:start].rstrip()), end
        after = end


def _is_spaced_out(text: str) -> bool:
    """Is the line set with a space after every word or two, as some text layers are?"""
    gaps = sum(1 for _ in _BETWEEN_HANZI.finditer(text))
    return gaps + 1 >= _SPACED_TOKENS and len(text) - gaps <= _SPACED_LENGTH * (gaps + 1)


def _instead(text: str, start: int, end: int, *, spaced: bool) -> str:
    """What stays of the gap `text[start:end]`: one character of it, or nothing."""
    gap = text[start:end]
    if "\t" in gap or "\v" in gap:
        return gap
    if start == 0 or end == len(text) or _UNSEEN.issuperset(gap):
        return ""
    return "" if _parts_nothing(text, start, end, spaced=spaced) else gap[0]


def _parts_nothing(text: str, start: int, end: int, *, spaced: bool) -> bool:
    """Would the words be the same without this gap?"""
    left, right = text[start - 1], text[end]
    if left in _PUNCTUATION or right in _PUNCTUATION or right in ",;":
        return True
    if _is_hanzi(left) and _is_hanzi(right):
        before, after = text[start - 2 : start - 1], text[end + 1 : end + 2]
        return spaced or not (_is_hanzi(before) or _is_hanzi(after))
    if left in _DIGITS and right in _WORDS["measures"]:
        items_own = start <= 2 and right not in "年月日"  # “3 项目建设” at the head of a line
        return not items_own
    return _is_hanzi(left) and right in _DIGITS and _FIGURE.match(text, end) is not None


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def evened(text: str) -> str:
    """`text` with one width of letters, digits and spaces, and no look-alikes for characters."""
    return _evening()(text)


@cache
def _evening() -> Callable[[str], str]:
    """Full-width letters and digits, the spaces of many widths, small marks, look-alike radicals.

    Text layers of PDF files often say ⼀ (U+2F00, a radical) where the page shows 一; pages once
    kept in Big5 say ﹔ where others say ；.
    """
    wide = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05]
    table = {code: chr(code - 0xFEE0) for code in wide}
    table |= dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    table |= dict(
        zip(map(ord, "﹐﹑﹔﹕︰∶﹖﹗﹙﹚﹪〝〞"), "，、；：：：？！（）%“”", strict=True)
    )
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    return replacing(table)
