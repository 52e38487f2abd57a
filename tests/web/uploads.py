"""Small files of each kind that the intake takes."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pypdfium2 as pdfium
from docx import Document as Docx
from openpyxl import Workbook


@cache
def pdf() -> bytes:
    """One blank page."""
    out, paper = BytesIO(), pdfium.PdfDocument.new()
    paper.new_page(200, 200)
    paper.save(out)
    return out.getvalue()


def docx(text: str) -> bytes:
    out, paper = BytesIO(), Docx()
    paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def xlsx(text: str) -> bytes:
    out, book = BytesIO(), Workbook()
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()
