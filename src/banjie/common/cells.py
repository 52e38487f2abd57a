"""Words for the cells of a spreadsheet: never a formula, never what a workbook cannot hold."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_OPENERS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # a spreadsheet cuts a cell at 32 767 characters


def safe(words: str) -> str:
    """These words, with a ' before an opener that a spreadsheet would take for a formula."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", words)[:_LONGEST]
    return f"'{plain}" if plain.startswith(_OPENERS) else plain


def fill(
    sheet: Worksheet, title: str, heads: Sequence[str], widths: Sequence[int],
    rows: Sequence[Sequence[str | int | float]],
) -> None:  # fmt: skip
    """Heads that stay, then rows; words can never be a formula."""
    sheet.title, sheet.freeze_panes = title, "B2"
    for column, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        sheet.cell(1, column, safe(head)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, safe(value) if isinstance(value, str) else value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
