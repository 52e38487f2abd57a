"""A document in the layout of GB/T 9704-2012, gathered block by block and written in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from .blocks import Annex, Heading, Paragraph
from .numbers import check_document_number, heading_number
from .pieces import Column, Content, pieces
from .rendering import render
from .tables import Row


@dataclass(slots=True)
class OfficialDocument:
    """A paper without a red head: title, body, signature and date, annexes.

    `number` is a document number such as 临协办〔2026〕3号; ValueError if it is not one. A long
    title is broken by sense; line feeds break it by hand. Punctuation beside Chinese words becomes
    full-width throughout.
    """

    title: str
    signature: str
    dated: date
    addressee: str | None = None
    number: str | None = None
    blocks: list[Heading | Paragraph] = field(default_factory=list, init=False)
    enclosures: list[str] = field(default_factory=list, init=False)
    annexes: list[Annex] = field(default_factory=list, init=False)
    _counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0], init=False)

    def __post_init__(self) -> None:
        if self.number is not None:
            check_document_number(self.number)

    def heading(self, level: int, content: Content, running_on: Content | None = None) -> None:
        """A heading, numbered by its place; `running_on` follows it in the same paragraph.

        A new heading starts the levels below it afresh.
        """
        if not 1 <= level <= len(self._counts):
            raise ValueError(f"headings have levels 1 to 4, not {level}")
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        number = heading_number(level, self._counts[level - 1])
        rest = () if running_on is None else pieces(running_on)
        self.blocks.append(Heading(level, number, pieces(content), rest))

    def paragraph(self, content: Content) -> None:
        """A paragraph of the body."""
        self.blocks.append(Paragraph(pieces(content)))

    def enclose(self, name: str) -> None:
        """A file that travels beside the paper: named in the list of annexes, before the tables."""
        self.enclosures.append(name)

    def annex(
        self,
        title: str,
        *,
        columns: Sequence[str | Column],
        rows: Sequence[Row],
        wide: bool = False,
    ) -> None:
        """A table on pages of its own; annexes are numbered in order if there are several.

        The pages of a `wide` one lie on their side.
        """
        named = tuple(Column(column) if isinstance(column, str) else column for column in columns)
        self.annexes.append(Annex(title, named, tuple(tuple(row) for row in rows), wide))

    def to_bytes(self) -> bytes:
        """The DOCX file. The same document gives the same bytes."""
        return render(self)

    def save(self, stream: BinaryIO) -> None:
        stream.write(self.to_bytes())
