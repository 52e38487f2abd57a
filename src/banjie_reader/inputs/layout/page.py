"""What is on a page of fixed layout (PDF, OFD): words with their places, and drawn lines.

Everything is in points, measured from the top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """Characters that touch each other on one base line."""

    left: float
    right: float
    base: float
    size: float
    bold: bool
    text: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, self.base - 0.35 * self.size


class Rule(NamedTuple):
    """A drawn line, level or upright."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between them."""

    left: float
    right: float
    text: str
    bold: bool


@dataclass(slots=True)
class Row:
    """A row of text. `frame` is the left and right edge of the column it is set in."""

    page: int
    base: float
    size: float
    segments: list[Segment]
    frame: tuple[float, float] = (0.0, 0.0)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def bold(self) -> bool:
        return all(segment.bold for segment in self.segments)
