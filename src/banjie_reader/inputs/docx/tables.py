"""The cells of a Word table with their true place: spans, vertical merges, deleted rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from banjie_reader.errors import DamagedDocument
from banjie_reader.inputs.docx.names import val, w
from banjie_reader.source import CELL_BREAK, Cell

_COLUMNS = 200  # Word itself stops at 63
_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins")}


class TableReader:
    """Reads `w:tbl`; `paragraphs` gives the paragraphs of a cell."""

    def __init__(self, paragraphs: Callable[[etree._Element], Iterable[str]]) -> None:
        self._paragraphs = paragraphs

    def cells(self, table: etree._Element) -> list[Cell]:
        """All cells; a cell that goes on into the rows below is one cell of several rows."""
        found: list[Cell] = []
        open_cells: dict[int, int] = {}  # column → index in `found` of the merge still running
        for row, element in enumerate(_rows(table)):
            column = _before(element)
            running: dict[int, int] = {}
            for item in _children(element, w("tc")):
                width, merge = _shape(item)
                if column + width > _COLUMNS:
                    raise DamagedDocument(reason="table", format="DOCX")
                if merge == "continue" and column in open_cells:
                    index = open_cells[column]
                    above = found[index]
                    found[index] = Cell(
                        above.text, above.row, above.column, row - above.row + 1, above.columns
                    )
                else:
                    index = len(found)
                    found.append(Cell(self._text(item), row, column, 1, width))
                if merge:
                    running[column] = index
                column += width
            open_cells = running
        return found

    def _text(self, cell: etree._Element) -> str:
        lines = (" ".join(line.split()) for text in self._paragraphs(cell) for line in
                 text.replace(CELL_BREAK, "\n").split("\n"))  # fmt: skip
        return CELL_BREAK.join(line for line in lines if line)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _children(table, w("tr")):
        properties = row.find(w("trPr"))
        if properties is None or properties.find(w("del")) is None:
            yield row


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _before(row: etree._Element) -> int:
    """How many grid columns the row leaves free at its left."""
    properties = row.find(w("trPr"))
    skipped = None if properties is None else properties.find(w("gridBefore"))
    return 0 if skipped is None else _number(val(skipped), 0)


def _shape(cell: etree._Element) -> tuple[int, str]:
    """How many columns a cell covers, and its part in a vertical merge ("" for none)."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        return 1, ""
    span, merge = properties.find(w("gridSpan")), properties.find(w("vMerge"))
    width = 1 if span is None else _number(val(span), 1)
    return width, "" if merge is None else val(merge) or "continue"


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise
