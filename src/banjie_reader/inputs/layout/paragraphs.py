"""Rows → paragraphs, by what a reader sees: full lines, indents, gaps, sizes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from banjie_reader.inputs.layout.page import Row
from banjie_reader.inputs.layout.rows import head_width
from banjie_reader.source import PieceKind

_HEADING = re.compile(
    r"[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条部]"
)
_BULLET = re.compile(r"[●■◆□★▲•·☐○①-⒛]")
_SENTENCE_ENDS = frozenset("。！？；.!?;：:")
_CLOSERS = frozenset("，。、；：！？）》〉”’】〕」』,;)")
_INDENT = 1.2  # in ems, less than the two of a Chinese indent
_FULL = 2.2  # in ems: how much a full line may lack, since punctuation moves as a group
_LEADING = 1.45  # a gap so much wider than usual parts paragraphs
_LEAST = 2 / 3
_LARGER = 1.12
_HEADING_LENGTH = 50


@dataclass(slots=True)
class Paragraph:
    """Rows that make one paragraph."""

    text: str
    page: int
    kind: PieceKind


def set_frames(rows: list[Row], widths: Mapping[int, float]) -> None:
    """Give each row outside a column block the text edges that most rows of the document keep.

    `widths` are those of the pages: no office sets text that ends in the left two thirds of one.
    """
    free = [row for row in rows if row.frame == (0.0, 0.0)]
    if not free:
        return
    lefts = Counter(round(row.left) for row in free)
    # The left edge is the leftmost place that a fair share of the rows begins at.
    often = max(2, len(free) // 12)
    edge = min((at for at, count in lefts.items() if count >= often), default=min(lefts))
    ordered = sorted(row.right for row in free)
    right = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    for row in free:
        row.frame = (float(edge), max(right, _LEAST * widths[row.page]))


def paragraphs_of(rows: list[Row], flowing: list[Row]) -> Iterator[Paragraph]:
    """Join `rows` into paragraphs; what is usual is taken from all `flowing` rows."""
    body = _usual_size(flowing)
    leading = _usual_leading(flowing)
    current: list[Row] = []
    for row in rows:
        if current and not _goes_on(current, row, leading, body):
            yield _paragraph(current, body)
            current = []
        current.append(row)
    if current:
        yield _paragraph(current, body)


def _usual_size(rows: list[Row]) -> float:
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _usual_leading(rows: list[Row]) -> float:
    gaps = Counter(
        round(below.base - above.base)
        for above, below in pairwise(rows)
        if above.page == below.page and below.base > above.base
    )
    return float(gaps.most_common(1)[0][0]) if gaps else 0.0


def _goes_on(current: list[Row], row: Row, leading: float, body: float) -> bool:
    """Does `row` go on with the paragraph of the `current` rows?"""
    above = current[-1]
    em = max(above.size, 1.0)
    if abs(above.size - row.size) > 0.15 * em or len(row.segments) > 2:
        return False
    if _is_centred(above) and _is_centred(row):
        return above.size >= _LARGER * body and above.bold == row.bold
    if row.text[0] in _CLOSERS:
        return True
    if not _is_full(above, row) or _HEADING.match(row.text) or _BULLET.match(row.text):
        return False
    usual = _LEADING * max(leading, 1.15 * em)
    far = above.page == row.page and row.base - above.base > usual
    return not far and (row.left - row.frame[0] < _INDENT * em or _hangs(current, row, em))


def _hangs(current: list[Row], row: Row, em: float) -> bool:
    """Is `row` set under the text of a numbered item, to the right of its number?"""
    above = current[-1]
    if len(current) > 1:
        return abs(row.left - above.left) < 0.5 * em
    return row.left > above.left + 0.5 * em and _HEADING.match(above.text) is not None


def _is_full(row: Row, below: Row) -> bool:
    """Had the line no room for the beginning of the next?"""
    lacking = max(_FULL, head_width(below.text) + 0.2)
    return row.right >= row.frame[1] - lacking * max(row.size, 1.0)


def _is_centred(row: Row) -> bool:
    left, right = row.left - row.frame[0], row.frame[1] - row.right
    em = max(row.size, 1.0)
    return left > em and right > em and abs(left - right) < 2 * em


def _paragraph(rows: list[Row], body: float) -> Paragraph:
    text = rows[0].text
    for above, row in pairwise(rows):
        latin = _is_latin(above.text[-1]) and _is_latin(row.text[0])
        text += (" " if latin else "") + row.text
    short = len(text) <= _HEADING_LENGTH and text[-1] not in _SENTENCE_ENDS
    larger = rows[0].size >= _LARGER * body
    heading = short and (larger or rows[0].bold)
    return Paragraph(text, rows[0].page, "heading" if heading else "paragraph")


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
