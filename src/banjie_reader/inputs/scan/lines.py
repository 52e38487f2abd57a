"""What text recognition found on a page → words with places, as a text layer would give them.

Recognition answers in lines, each with the four corners of its box. A sheet that lay askew is set
level by turning the corners; the size of the type, which a box only hints at, comes from how wide
the line is for its characters, and lines of nearly one size are taken for the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from banjie_reader.inputs.layout import Rule, Word

Point = tuple[float, float]

_LONG = 4.0  # in ems: a line whose width tells the size of its type
_AGREE = 0.25  # how far width and height may differ in what they tell
_SAME = 0.12  # sizes that differ no more are one
_ASKEW = math.radians(15)  # farther, the sheet was not laid down to be read
_BASE = 0.35  # of an em, from the middle of a line down to its base


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line: its corners from the top left, clockwise, and its characters."""

    corners: Sequence[Point]
    text: str

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])

    @property
    def ems(self) -> float:
        return sum(0.5 if char.isascii() else 1.0 for char in self.text)


def is_text(line: Line, sheet: tuple[float, float]) -> bool:
    """Is it a line, and not a picture that was taken for a huge sign or two?"""
    fills = line.width * line.height > sheet[0] * sheet[1] / 2
    return min(line.width, line.height) > 0 and not (fills and line.ems < 2)


def tilt_of(lines: Sequence[Line]) -> float:
    """The angle, in radians, that most lines of the page are turned by."""
    angles = []
    for line in lines:
        (x0, y0), (x1, y1) = line.corners[0], line.corners[1]
        if line.ems >= _LONG and line.width > line.height:
            angles.append(math.atan2(y1 - y0, x1 - x0))
    angle = median(angles) if angles else 0.0
    return angle if abs(angle) <= _ASKEW else 0.0


def words_of(lines: Sequence[Line], tilt: float, middle: Point, scale: float) -> list[Word]:
    """The lines, turned back by `tilt` around the `middle` of the page, in points."""
    sizes = _sizes(lines)
    words = []
    for line, size in zip(lines, sizes, strict=True):
        turned = [_turned(corner, tilt, middle) for corner in line.corners]
        xs = [x for x, _ in turned]
        y = sum(y for _, y in turned) / len(turned)
        left, right = (turned[0][0] + turned[3][0]) / 2, (turned[1][0] + turned[2][0]) / 2
        if left >= right:  # set upright, from the top down
            left, right = min(xs), max(xs)
        places = (left, right, y + _BASE * size, size)
        left, right, base, em = (round(place * scale, 1) for place in places)
        words.append(Word(left, right, base, em, False, line.text))
    return words


def parted(word: Word, rules: Sequence[Rule]) -> list[Word]:
    """A line that was read across the upright lines of a table, parted at them."""
    cuts = sorted(
        rule.x0
        for rule in rules
        if rule.x0 == rule.x1
        and rule.y0 <= word.middle[1] <= rule.y1
        and word.left + 0.5 * word.size < rule.x0 < word.right - 0.5 * word.size
    )
    parts, left, at = [], word.left, 0
    for cut in [*cuts, word.right]:
        end = len(word.text) if cut == word.right else _characters(word, cut)
        text = word.text[at:end].strip()
        if text:
            parts.append(word._replace(left=left, right=cut, text=text))
        left, at = cut, max(at, end)
    return parts


def _characters(word: Word, right: float) -> int:
    """How many characters of the word stand left of `right`."""
    ems = [0.5 if char.isascii() else 1.0 for char in word.text]
    room = (right - word.left) / (word.right - word.left) * sum(ems)
    count = 0
    while count < len(ems) and sum(ems[: count + 1]) <= room + 0.25:
        count += 1
    return count


def _turned(point: Point, angle: float, middle: Point) -> Point:
    x, y = point[0] - middle[0], point[1] - middle[1]
    cos, sin = math.cos(angle), math.sin(angle)
    return middle[0] + x * cos + y * sin, middle[1] - x * sin + y * cos


def _sizes(lines: Sequence[Line]) -> list[float]:
    """The size of each line's type, in the unit of its corners."""
    long = [line for line in lines if line.ems >= _LONG]
    ratio = median(line.height * line.ems / line.width for line in long) if long else 1.0
    rough = []
    for line in lines:
        high, wide = line.height / ratio, line.width / max(line.ems, 0.5)
        sure = line.ems >= _LONG and abs(wide - high) <= _AGREE * high
        rough.append(wide if sure else high)
    weighed = sorted(size for line, size in zip(lines, rough, strict=True) for _ in line.text)
    usual = weighed[len(weighed) // 2] if weighed else 1.0
    return [usual if abs(size - usual) <= _SAME * usual else size for size in rough]
