"""Annex tables: full width, a heading row repeated on every page, rows never split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from .oxml import element, paragraph
from .pieces import Cell, Column, Content, pieces
from .writing import Writer

TYPE_AREA = 8845
"""Width between the margins in twips."""

STYLES = {"left": "TableText", "centre": "TableCentred"}
Row = Sequence[Content | Cell]


def table(writer: Writer, columns: Sequence[Column], rows: Sequence[Row]) -> _Element:
    """The table; ValueError if a row does not fill its columns exactly."""
    total = sum(column.width for column in columns)
    widths = [round(TYPE_AREA * column.width / total) for column in columns]
    made = element("w:tbl", _properties(), _grid(widths))
    head = [Cell(column.title) for column in columns]
    made.append(
        _row(writer, [(cell, False) for cell in head], ["TableHead"] * len(head), widths, head=True)
    )
    styles = [STYLES[column.align] for column in columns]
    for places in _laid_out(rows, len(columns)):
        made.append(_row(writer, places, styles, widths))
    return made


def _properties() -> _Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in sides]
    padding = {"top": 40, "left": 85, "bottom": 40, "right": 85}
    margins = [element(f"w:{side}", w=width, type="dxa") for side, width in padding.items()]
    return element(
        "w:tblPr",
        element("w:tblW", w=TYPE_AREA, type="dxa"),
        element("w:tblInd", w=0, type="dxa"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
    )


def _grid(widths: Sequence[int]) -> _Element:
    return element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))


def _laid_out(rows: Sequence[Row], count: int) -> Iterator[list[tuple[Cell, bool]]]:
    """Each row as (cell, whether it continues from above), left to right."""
    hanging: dict[int, tuple[Cell, int]] = {}
    for number, row in enumerate(rows, 1):
        given = iter(row)
        places: list[tuple[Cell, bool]] = []
        column = 0
        while column < count:
            if column in hanging:
                cell, left = hanging.pop(column)
                continued = True
            else:
                content = next(given, None)
                if content is None:
                    raise ValueError(f"row {number} is short of cells")
                cell = content if isinstance(content, Cell) else Cell(content)
                left, continued = cell.down, False
            if left > 1:
                hanging[column] = (cell, left - 1)
            places.append((cell, continued))
            column += cell.across
        if column > count or next(given, None) is not None:
            raise ValueError(f"row {number} has too many cells")
        yield places
    if hanging:
        raise ValueError("a cell reaches below the last row")


def _row(
    writer: Writer,
    places: Sequence[tuple[Cell, bool]],
    styles: Sequence[str],
    widths: Sequence[int],
    *,
    head: bool = False,
) -> _Element:
    properties = element("w:trPr", element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    column = 0
    for cell, continued in places:
        width = sum(widths[column : column + cell.across])
        made.append(_cell(writer, cell, styles[column], width, continued=continued))
        column += cell.across
    return made


def _cell(writer: Writer, cell: Cell, style: str, width: int, *, continued: bool) -> _Element:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if cell.across > 1:
        properties.append(element("w:gridSpan", val=cell.across))
    if cell.down > 1:
        properties.append(element("w:vMerge", val="continue" if continued else "restart"))
    properties.append(element("w:vAlign", val="center"))
    words = paragraph(style)
    if not continued:
        writer.write(words, pieces(cell.content))
    return element("w:tc", properties, words)
