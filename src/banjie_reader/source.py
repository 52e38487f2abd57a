"""The untouched text of a document, and where each piece of it sat.

`Writer` is the one way to make a `Source`: every input writes its lines and tables through it, so
spans are right by construction. A paragraph is one line of the text. A table is one line a row,
cells parted by a tab, paragraphs inside a cell parted by `CELL_BREAK`. A merged cell's words stand
once in the text, where the cell begins; its piece is repeated, with the same span, for every row
and column it covers, so that `tables` gives each row whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from banjie_reader.errors import EmptyDocument
from banjie_reader.inputs.limits import check_pieces, check_written
from banjie_reader.model import Piece, PieceKind, Source, Span, piece_of, span_of

CELL_BREAK = "\v"
Format = Literal["docx", "pdf", "html", "text", "xlsx", "ofd", "picture"]


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, from (`row`, `column`) over `rows` and `columns`."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Writer:
    """Writes a `Source` piece by piece."""

    def __init__(self, format: Format) -> None:  # noqa: A002 - the field of Source has this name
        self._format = format
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self, text: str, kind: PieceKind = "paragraph", page: int | None = None) -> None:
        """Add a paragraph on a line of its own; blank ones are counted and not written."""
        text = text.rstrip()
        if text:
            start = self._length
            self._length = start + len(text) + 1
            span = span_of((start, self._length - 1))
            self._parts.append(text)
            self._parts.append("\n")
            self._pieces.append(piece_of((span, kind, page, self._paragraphs, None, None, None)))
            check_written(self._length, len(self._pieces))
        self._paragraphs += 1

    def table(self, cells: Iterable[Cell], page: int | None = None) -> None:
        """Add a table, one line a row."""
        rows: dict[int, list[Cell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        if not rows:
            return
        placed: dict[tuple[int, int], Piece] = {}
        for row in range(max(rows) + 1):
            self._row(sorted(rows.get(row, ()), key=lambda cell: cell.column), placed, page)
        self._pieces += [placed[place] for place in sorted(placed)]
        self._tables += 1

    def source(self) -> Source:
        """What was written. Raises `EmptyDocument` when there is nothing but white space."""
        text = "".join(self._parts)
        if not text.strip():
            raise EmptyDocument()
        return Source(text, self._format, tuple(self._pieces))

    def _row(
        self, cells: Sequence[Cell], placed: dict[tuple[int, int], Piece], page: int | None
    ) -> None:
        line = ""
        column = 0
        for cell in cells:
            text = cell.text.strip()
            if not text:
                continue
            line += "\t" * (cell.column - column)
            column = cell.column
            start = self._length + len(line)
            line += text
            span = Span(start, start + len(text))
            check_pieces(len(self._pieces) + len(placed) + cell.rows * cell.columns)
            for at in range(cell.row, cell.row + cell.rows):
                for across in range(cell.column, cell.column + cell.columns):
                    placed[at, across] = Piece(span, "cell", page, None, self._tables, at, across)
        self._parts += (line, "\n")
        self._length += len(line) + 1
        check_written(self._length, len(self._pieces) + len(placed))


def tables(source: Source) -> list[list[list[Span | None]]]:
    """Every table as a grid of spans: `[table][row][column]`.

    A cell merged over several places has the same span in each of them; an empty cell is None.
    All rows of one table have the same number of columns.
    """
    places: dict[int, dict[tuple[int, int], Span]] = {}
    for piece in source.pieces:
        if piece.table is not None and piece.row is not None and piece.column is not None:
            places.setdefault(piece.table, {})[piece.row, piece.column] = piece.span
    return [_grid(places[table]) for table in sorted(places)]


def _grid(places: dict[tuple[int, int], Span]) -> list[list[Span | None]]:
    height = max(row for row, _ in places) + 1
    width = max(column for _, column in places) + 1
    return [[places.get((row, column)) for column in range(width)] for row in range(height)]
