"""Annex tables: full width, a heading row repeated on every page, rows never split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from .oxml import element, paragraph
from .pieces import Cell, Column, Content, pieces
from .writing import Writer

TYPE_AREA = 8845
"""Width between the margins in twips."""

WIDE_AREA = 12761
"""The same where the page lies on its side: the length of the upright type area."""

KEPT_TOGETHER = 4
"""Rows of a merged cell that a page break may not part."""

STYLES = {"left": "TableText", "centre": "TableCentred"}
Row = Sequence[Content | Cell]


class Place(NamedTuple):
    """A cell in one of its rows; `left` counts the rows it still covers, this one included."""

    cell: Cell
    left: int

    @property
    def continued(self) -> bool:
        return self.left < self.cell.down

    @property
    def kept(self) -> bool:
        """Whether this row stays on a page with the next: small merged groups are not torn."""
        return self.left > 1 and self.cell.down <= KEPT_TOGETHER


def table(
    writer: Writer, columns: Sequence[Column], rows: Sequence[Row], area: int = TYPE_AREA
) -> _Element:
    """The table, `area` wide; ValueError if a row does not fill its columns exactly."""
    total = sum(column.width for column in columns)
    widths = [round(area * column.width / total) for column in columns]
    made = element("w:tbl", _properties(area), _grid(widths))
    head = [Place(Cell(column.title), 1) for column in columns]
    made.append(_row(writer, head, ["TableHead"] * len(head), widths, head=True))
    styles = [STYLES[column.align] for column in columns]
    for places in _laid_out(rows, len(columns)):
        made.append(_row(writer, places, styles, widths))
    return made


def _properties(area: int) -> _Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(f"w:{side}", val="single", sz=4, space=0, color="auto") for side in sides]
    padding = {"top": 40, "left": 85, "bottom": 40, "right": 85}
    margins = [element(f"w:{side}", w=width, type="dxa") for side, width in padding.items()]
    return element(
        "w:tblPr",
        element("w:tblW", w=area, type="dxa"),
        element("w:tblInd", w=0, type="dxa"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *margins),
    )


def _grid(widths: Sequence[int]) -> _Element:
    return element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))


def _laid_out(rows: Sequence[Row], count: int) -> Iterator[list[Place]]:
    """Each row with the cells that reach into it from above, left to right."""
    reaching: dict[int, Place] = {}
    for number, row in enumerate(rows, 1):
        given = iter(row)
        places: list[Place] = []
        above, reaching = reaching, {}
        column = 0
        while column < count:
            place = above.pop(column, None) or _next(given, number)
            if place.left > 1:
                reaching[column] = Place(place.cell, place.left - 1)
            places.append(place)
            column += place.cell.across
        if above or column > count or next(given, None) is not None:
            raise ValueError(f"row {number} has too many cells")
        yield places
    if reaching:
        raise ValueError("a cell reaches below the last row")


def _next(given: Iterator[Content | Cell], number: int) -> Place:
    content = next(given, None)
    if content is None:
        raise ValueError(f"row {number} is short of cells")
    cell = content if isinstance(content, Cell) else Cell(content)
    return Place(cell, cell.down)


def _row(
    writer: Writer,
    places: Sequence[Place],
    styles: Sequence[str],
    widths: Sequence[int],
    *,
    head: bool = False,
) -> _Element:
    properties = element("w:trPr", element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    kept = any(place.kept for place in places)
    column = 0
    for place in places:
        reach = column + place.cell.across
        words = paragraph(styles[column], *([element("w:keepNext")] if kept else []))
        if not place.continued:
            writer.write(words, pieces(place.cell.content))
        made.append(element("w:tc", _cell_properties(place, sum(widths[column:reach])), words))
        column = reach
    return made


def _cell_properties(place: Place, width: int) -> _Element:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if place.cell.across > 1:
        properties.append(element("w:gridSpan", val=place.cell.across))
    if place.cell.down > 1:
        properties.append(element("w:vMerge", val="continue" if place.continued else "restart"))
    properties.append(element("w:vAlign", val="center"))
    return properties
