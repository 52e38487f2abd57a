"""What a document consists of between its title and its signature, and after."""

from __future__ import annotations

from dataclasses import dataclass

from .pieces import Column, Piece
from .tables import Row


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    number: str
    words: tuple[Piece, ...]
    running_on: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False
