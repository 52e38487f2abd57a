"""Words for the cells of a spreadsheet: never a formula, never what a workbook cannot hold."""

from __future__ import annotations

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_OPENERS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # a spreadsheet cuts a cell at 32 767 characters


def safe(words: str) -> str:
    """These words, with a ' before an opener that a spreadsheet would take for a formula."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", words)[:_LONGEST]
    return f"'{plain}" if plain.startswith(_OPENERS) else plain
