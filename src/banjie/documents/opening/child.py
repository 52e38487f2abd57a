"""Opens one file: reads standard input, writes one line of JSON.

Its arguments are what is wanted, `words` or `rows` of a workbook, and the name of the file.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from banjie.documents.apart import confined
from banjie_reader.errors import OverLimit, ReadingError
from banjie_reader.inputs import open_source
from banjie_reader.inputs.limits import SECONDS

ROWS_MOST = 20_000
COLUMNS_MOST = 100  # a sheet that says it has more (16 384 fit) would cost minutes of blank cells


def answer(wanted: str, data: bytes, name: str) -> dict[str, Any]:
    try:
        found = open_source(data, name)
        if wanted == "rows":
            return {"rows": rows(data)}
    except MemoryError:
        return _refused(OverLimit(reason="time", limit=SECONDS))
    except ReadingError as error:
        return _refused(error)
    return {
        "text": found.text,
        "format": found.format,
        "pieces": found.pieces,
        "unread_pages": found.unread_pages,
    }


def rows(data: bytes) -> list[Any] | None:
    """The rows of the first visible sheet that has any: each its number and its words by column
    letter, blank ones left out. None for what is no workbook, or a damaged one.
    """
    from openpyxl import load_workbook  # costs a tenth of a second: not where words are wanted

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
        return next((found for sheet in shown if (found := list(_rows(sheet)))), None)
    except (LookupError, ValueError, TypeError, SyntaxError, OSError, BadZipFile):
        # openpyxl ends with any of these, depending on where a workbook is damaged, and reads the
        # cells only when asked for them.
        return None


def _rows(sheet: Any) -> Any:
    from openpyxl.utils import get_column_letter

    cut = sheet.iter_rows(values_only=True, max_row=ROWS_MOST, max_col=COLUMNS_MOST)
    for number, values in enumerate(cut, 1):
        cells = {
            get_column_letter(column): words
            for column, value in enumerate(values, 1)
            if (words := _words(value))
        }
        if cells:
            yield number, cells


def _words(value: object) -> str:
    """What a person sees: days without a time of day, numbers without a needless fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _refused(error: ReadingError) -> dict[str, Any]:
    return {"error": type(error).__name__, "values": error.values}


if __name__ == "__main__":
    network = {"network": "off" if confined(SECONDS) else "on"}
    found = answer(sys.argv[1], sys.stdin.buffer.read(), sys.argv[2])
    json.dump(network | found, sys.stdout, default=str)
