"""Writes papers in the layout of GB/T 9704-2012: page, grid, type faces, headings, annexes.

    document = OfficialDocument(title="…工作总结", signature="…办公室", dated=date(2026, 12, 20))
    document.heading(1, "主要成效")
    document.paragraph(["全年举办读书会", FigureLink("6", "https://…/figures/3", "f3"), "期。"])
    document.annex("数据来源表", columns=["数据", "来源"], rows=[[BackLink("6期", "f3"), "…"]])
    document.save(stream)

Knows nothing of the site; `docs/official-layout.md` gives every measure and how it was checked.
"""

from .document import OfficialDocument
from .numbers import (
    check_document_number,
    chinese_numeral,
    document_number,
    official_date,
    official_quantity,
)
from .pieces import BackLink, Cell, Column, Content, FigureLink, ManualFigure, Piece, Text
from .punctuation import punctuate

__all__ = [
    "BackLink",
    "Cell",
    "Column",
    "Content",
    "FigureLink",
    "ManualFigure",
    "OfficialDocument",
    "Piece",
    "Text",
    "check_document_number",
    "chinese_numeral",
    "document_number",
    "official_date",
    "official_quantity",
    "punctuate",
]
