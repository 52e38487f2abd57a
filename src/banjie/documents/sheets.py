"""A workbook as rows of words, with the place of every cell as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from banjie.common.files import clean_name
from banjie.common.scanning import require_harmless
from banjie.documents.opening import rows_apart
from banjie_reader import ReadingError


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
        found = rows_apart(data, upload.name or "")
    except ReadingError as error:
        raise NotASheet(error) from error
    if found is None:
        raise NotASheet
    return [SheetRow(number, cells) for number, cells in found]
