"""Plain text: find the encoding, refuse what is not text."""

from __future__ import annotations

import codecs
import re
from functools import cache

from banjie_reader.errors import EmptyDocument, UnreadableText
from banjie_reader.inputs.limits import check_pieces, check_text
from banjie_reader.model import Piece, Source, Span

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The order decides between equals: GB18030 is the national standard.
_UNMARKED = ("gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be")
_LINE = re.compile(r"[^\n\r]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_SPARSE = 1000  # one lost character in so many is a scrape's slip, more is a wrong encoding
_ENOUGH = 12  # below this many characters a share says nothing
_LEGIBLE = 0.8  # real Chinese lies above 0.97, text in a wrong encoding below 0.7
_SAMPLE = 20_000


def read(data: bytes) -> Source:
    """Read plain text. `Source.text` is the file's own text, without BOM and control characters."""
    text = decode(data)
    check_text(len(text))
    pieces = []
    for number, line in enumerate(_LINE.finditer(text)):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words)
            pieces.append(Piece(Span(start, start + len(words)), "paragraph", None, number))
            check_pieces(len(pieces))
    if not pieces:
        raise EmptyDocument()
    return Source(text, "text", tuple(pieces))


def decode(data: bytes) -> str:
    """The text in `data`: by its BOM, else UTF-8, GB18030, Big5 or UTF-16.

    Raises `UnreadableText` for binary data, for bytes in no known encoding, and for text that was
    once saved in the wrong encoding (锟斤拷 and its kin).
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data, encoding))
    text = None if b"\0" in data else _strict(data, "utf-8")
    return _checked(_guess(data)) if text is None else _checked(text)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str | None:
    """The most legible reading of bytes that are not UTF-8, or None."""
    readings = [(0.0, "")]
    for encoding in _UNMARKED:
        text = _strict(data, encoding)
        if text is not None and "\0" not in text:
            sample = [char for char in text[:_SAMPLE] if char > "\x7f"]
            readings.append((_common_share(sample), text))
    share, text = max(readings, key=lambda reading: reading[0])
    return text if share >= _LEGIBLE else None


def _checked(text: str | None) -> str:
    if text is None:
        raise UnreadableText()
    lost = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if "\0" in text or lost * _SPARSE > len(text):
        raise UnreadableText()
    if "锟斤拷" in text or _twice_encoded(text[:_SAMPLE]):
        raise UnreadableText(reason="garbled")
    hanzi = _HANZI.findall(text[:_SAMPLE])
    if len(hanzi) >= _ENOUGH and _common_share(hanzi) < _LEGIBLE:
        raise UnreadableText(reason="garbled")
    # No page, paper or table can hold a control character; a space keeps every offset.
    return _CONTROL.sub(" ", text)


def _twice_encoded(sample: str) -> bool:
    """Is this UTF-8 or GB18030 that somebody once opened in the wrong encoding, and saved?"""
    for outer, inner in (("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"),
                         ("latin-1", "gb18030")):  # fmt: skip
        try:
            hanzi = _HANZI.findall(sample.encode(outer).decode(inner))
        except UnicodeError:
            continue
        if len(hanzi) >= _ENOUGH and _common_share(hanzi) >= _LEGIBLE:
            return True
    return False


def _common_share(characters: list[str]) -> float:
    """The share of `characters` that a Chinese document would use.

    Wrong decodings give rare ideographs and foreign letters; a document's own words are the
    common characters of the two national standards, with their punctuation.
    """
    return sum(char in _common() for char in characters) / max(len(characters), 1)


@cache
def _common() -> frozenset[str]:
    """The ideographs of GB 2312 and of the frequent half of Big5, and CJK punctuation."""
    found = set(map(chr, [*range(0x2000, 0x2600), *range(0x3000, 0x3020), *range(0xFF00, 0xFFF0)]))
    found |= set("\xa0\xb7×÷°±")
    for encoding, first, last in (("gb2312", 0xB0, 0xF7), ("big5", 0xA4, 0xC6)):
        for high in range(first, last + 1):
            for low in range(0x40, 0xFF):
                found |= set(bytes((high, low)).decode(encoding, "ignore"))
    return frozenset(found)
