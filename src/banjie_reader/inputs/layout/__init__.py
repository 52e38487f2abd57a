"""Pages of fixed layout → paragraphs and tables, for PDF and OFD."""

from __future__ import annotations

from banjie_reader.inputs.layout.aligned import aligned_tables
from banjie_reader.inputs.layout.furniture import without_furniture
from banjie_reader.inputs.layout.page import Page, Row, Rule, Word
from banjie_reader.inputs.layout.paragraphs import paragraphs_of, set_frames
from banjie_reader.inputs.layout.rows import in_reading_order, rows_of
from banjie_reader.inputs.layout.ruled import Grid, tables_of
from banjie_reader.source import Cell, Writer

__all__ = ["RULES", "Page", "Rule", "Word", "write_pages"]

# Lines worth looking at on a page, and in a document: finding what touches what costs the square
# of their number, and a page with more of them is a drawing.
RULES = 1500
_ALL_RULES = 20_000


def write_pages(pages: list[Page], writer: Writer) -> None:
    """Write the text of the pages in reading order."""
    grids: dict[int, list[Grid]] = {}
    rows: dict[int, list[Row]] = {}
    left = _ALL_RULES
    for page in pages:
        page.rules = list(dict.fromkeys(page.rules))[: min(RULES, left)]
        left -= len(page.rules)
        grids[page.number], words = tables_of(page)
        rows[page.number] = rows_of(words, page.number)
    rows = without_furniture(pages, rows)
    blocks: list[list[Row] | Grid] = []
    for page in pages:
        more, free = aligned_tables(rows[page.number])
        found = sorted([*grids[page.number], *more], key=lambda grid: grid.ys[0])
        _add_page(blocks, in_reading_order(free), found)
    flowing = [row for block in blocks if isinstance(block, list) for row in block]
    set_frames(flowing, {page.number: page.width for page in pages})
    for block in blocks:
        if isinstance(block, Grid):
            writer.table(block.cells, block.page)
            continue
        for paragraph in paragraphs_of(block, flowing):
            writer.paragraph(paragraph.text, paragraph.kind, paragraph.page)


def _add_page(blocks: list[list[Row] | Grid], rows: list[Row], grids: list[Grid]) -> None:
    """Put the rows and tables of one page behind what came before.

    Rows go on in the same block until a table interrupts them, so that a paragraph can go on over
    the page; a table that fills the top of a page goes on with the one that ended the page before.
    """
    for grid in grids:
        above = [row for row in rows if row.base < grid.ys[0]]
        rows = [row for row in rows if row.base >= grid.ys[0]]
        _add_rows(blocks, above)
        last = blocks[-1] if blocks else None
        if isinstance(last, Grid) and last.page != grid.page and _same_columns(last, grid):
            _go_on(last, grid)
        else:
            blocks.append(grid)
    _add_rows(blocks, rows)


def _add_rows(blocks: list[list[Row] | Grid], rows: list[Row]) -> None:
    if rows:
        if blocks and isinstance(blocks[-1], list):
            blocks[-1].extend(rows)
        else:
            blocks.append(list(rows))


def _same_columns(above: Grid, below: Grid) -> bool:
    return len(above.xs) == len(below.xs) and all(
        abs(a - b) <= 4 for a, b in zip(above.xs, below.xs, strict=True)
    )


def _go_on(above: Grid, below: Grid) -> None:
    """Append the rows of `below`, but for head rows that the page break repeated."""
    height = max(cell.row + cell.rows for cell in above.cells)
    repeated = 0
    while repeated < len(below.ys) - 1 and _row(below, repeated) == _row(above, repeated):
        repeated += 1
    above.cells.extend(
        Cell(cell.text, cell.row - repeated + height, cell.column, cell.rows, cell.columns)
        for cell in below.cells
        if cell.row >= repeated
    )
    above.page, above.ys = below.page, below.ys


def _row(grid: Grid, row: int) -> list[tuple[str, int]]:
    return [(cell.text, cell.column) for cell in grid.cells if cell.row == row]
