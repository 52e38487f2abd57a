"""A workbook as rows of words, with the place of every cell as a person sees it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from django.core.files.uploadedfile import UploadedFile
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from banjie.common.files import clean_name
from banjie.common.scanning import require_harmless
from banjie.documents.opening import open_apart
from banjie_reader import ReadingError

ROWS_MOST = 20_000
COLUMNS_MOST = 100  # a sheet that says it has more (16 384 fit) would cost minutes of blank cells


class NotASheet(Exception):
    """The file cannot be read as a workbook; `error` is the reader's own where it has one."""

    def __init__(self, error: ReadingError | None = None) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the workbook, and its words by column letter; blank cells left out."""

    number: int
    cells: dict[str, str]


def read_rows(upload: UploadedFile) -> list[SheetRow]:
    """The rows of the first visible sheet that has any, blank ones left out.

    The file passes the reader's limits (size, entries, unpacked size) first, and the virus scanner.
    Raises `NotASheet`, or ValidationError for what the scanner says.
    """
    data = upload.read()
    require_harmless(data, clean_name(upload.name or ""))
    try:
        open_apart(data, upload.name or "")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        found = next((rows for sheet in shown if (rows := _rows(sheet))), None)
    except ReadingError as error:
        raise NotASheet(error) from error
    except (LookupError, ValueError, TypeError, SyntaxError, OSError, BadZipFile) as error:
        # openpyxl ends with any of these, depending on where a workbook is damaged, and reads the
        # cells only when asked for them.
        raise NotASheet from error
    if found is None:
        raise NotASheet
    return found


def _rows(sheet: Any) -> list[SheetRow]:
    found = []
    cut = sheet.iter_rows(values_only=True, max_row=ROWS_MOST, max_col=COLUMNS_MOST)
    for number, values in enumerate(cut, 1):
        cells = {
            get_column_letter(column): words
            for column, value in enumerate(values, 1)
            if (words := _words(value))
        }
        if cells:
            found.append(SheetRow(number, cells))
    return found


def _words(value: object) -> str:
    """What a person sees: days without a time of day, numbers without a needless fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
