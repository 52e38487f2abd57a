"""What a paragraph or a cell is made of: words, and figures that say where they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BOOKMARK = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
"""What word processors accept as the name of a bookmark."""


def _check_bookmark(name: str) -> None:
    if not BOOKMARK.fullmatch(name):
        raise ValueError(f"not a bookmark name: {name!r}")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words. A line feed breaks the line."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureLink:
    """A figure that opens the page listing its records; `bookmark` lets an annex point back."""

    text: str
    url: str
    bookmark: str | None = None

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")):
            raise ValueError(f"a figure links to a page of the site, not to {self.url!r}")
        if self.bookmark is not None:
            _check_bookmark(self.bookmark)


@dataclass(frozen=True, slots=True)
class ManualFigure:
    """A figure typed by hand, with no records behind it: printed with a visible mark."""

    text: str


@dataclass(frozen=True, slots=True)
class BackLink:
    """Words that lead to a bookmark in the same document."""

    text: str
    bookmark: str

    def __post_init__(self) -> None:
        _check_bookmark(self.bookmark)


Piece = Text | FigureLink | ManualFigure | BackLink
Content = str | Piece | Sequence[str | Piece]


def pieces(content: Content) -> tuple[Piece, ...]:
    """Content in its one form: a row of pieces."""
    if isinstance(content, str):
        return (Text(content),)
    if isinstance(content, Piece):
        return (content,)
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in content)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an annex table; widths are shares of the 156 mm of the type area."""

    title: str
    width: float = 1.0
    align: Literal["left", "centre"] = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell covering `down` rows and `across` columns; covered places are left out of the rows."""

    content: Content
    down: int = 1
    across: int = 1

    def __post_init__(self) -> None:
        if self.down < 1 or self.across < 1:
            raise ValueError("a cell covers at least one row and one column")
