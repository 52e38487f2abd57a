"""Words → rows in reading order, columns of text one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import median

from banjie_reader.inputs.layout.page import Row, Segment, Word

# A word or figure, or one ideograph; then the marks that cannot begin a line.
_HEAD = re.compile(r"(?:[“‘（(《〈【]*(?:[A-Za-z0-9.%-]+|.))[，。、；：！？）》〉”’】,;:)]*")
_SAME_BASE = 0.4  # in ems
_GAP = 1.0  # in ems: wider than justification makes it, so two cells or columns
_SPACE = 0.2
_FEWEST = 4  # rows that two columns must share
_FULL = 0.75  # how far prose fills its column; cells of a table do not


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """The rows of a page from top to bottom, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if rows and word.base - rows[-1][-1].base <= _SAME_BASE * min(
            max(word.size, 1), max(rows[-1][-1].size, 1)
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        Row(page, median(word.base for word in row), max(word.size for word in row), segments)
        for row in rows
        if (segments := list(_segments(sorted(row))))
    ]


def _segments(words: list[Word]) -> Iterator[Segment]:
    segment: Segment | None = None
    for word in words:
        em = max(word.size, 1)
        gap = 0.0 if segment is None else word.left - segment.right
        if segment is None or gap > _GAP * em:
            if segment is not None:
                yield segment
            segment = Segment(word.left, word.right, word.text, word.bold)
            continue
        apart = gap > _SPACE * em and segment.text[-1].isascii() and word.text[0].isascii()
        segment.text += (" " if apart else "") + word.text
        segment.right = max(segment.right, word.right)
        segment.bold = segment.bold and word.bold
    if segment is not None:
        yield segment


def head_width(text: str) -> float:
    """How wide, in ems, the part of `text` is that no line break can part from its beginning."""
    found = _HEAD.match(text)
    return sum(0.5 if char.isascii() else 1.0 for char in found[0]) if found else 1.0


def in_reading_order(rows: list[Row]) -> list[Row]:
    """The rows with side-by-side columns of prose put one after the other."""
    ordered: list[Row] = []
    at = 0
    while at < len(rows):
        gutter, end = _columns_at(rows, at)
        if end - at < _FEWEST:
            ordered.append(rows[at])
            at += 1
            continue
        block = rows[at:end]
        for side in (_side(block, gutter, left=True), _side(block, gutter, left=False)):
            ordered.extend(side)
        at = end
    return ordered


def _columns_at(rows: list[Row], start: int) -> tuple[float, int]:
    """The gutter of a two-column block that begins at row `start`, and where the block ends."""
    segments = rows[start].segments
    if len(segments) != 2:
        return 0.0, start
    gutter = (segments[0].right + segments[1].left) / 2
    end = start
    while end < len(rows) and not any(
        segment.left < gutter < segment.right for segment in rows[end].segments
    ):
        end += 1
    block = rows[start:end]
    sides = [_side(block, gutter, left=True), _side(block, gutter, left=False)]
    both = sum(len(row.segments) == 2 for row in block)
    prose = both >= _FEWEST and all(_fills(side) for side in sides)
    return (gutter, end) if prose else (0.0, start)


def _side(block: list[Row], gutter: float, *, left: bool) -> list[Row]:
    halves = []
    for row in block:
        segments = [part for part in row.segments if (part.right <= gutter) == left]
        if segments:
            halves.append(Row(row.page, row.base, row.size, segments))
    frame = (min(row.left for row in halves), max(row.right for row in halves))
    for half in halves:
        half.frame = frame
    return halves


def _fills(side: list[Row]) -> bool:
    left, right = side[0].frame
    return median(row.right - row.left for row in side) >= _FULL * (right - left)
