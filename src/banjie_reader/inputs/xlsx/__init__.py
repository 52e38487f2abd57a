"""XLSX: each visible sheet as a table, merged cells and dates as a person sees them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from banjie_reader.errors import DamagedDocument
from banjie_reader.inputs.archive import Archive
from banjie_reader.inputs.xlsx.formats import Formats
from banjie_reader.model import Source
from banjie_reader.source import CELL_BREAK, Cell, Writer

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = (
    ("http://purl.oclc.org/ooxml/spreadsheetml/main", _MAIN),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PHONETIC = "rPh"
# Control characters, as ECMA-376 22.9.2.19 writes them; in a cell they are line ends or noise.
_ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_")
_TRUTH = {"0": "FALSE", "1": "TRUE"}
Place = tuple[int, int]


def s(name: str) -> str:
    """The element `name` of SpreadsheetML."""
    return f"{{{_MAIN}}}{name}"


def read(archive: Archive, main: str) -> Source:
    """Read the visible sheets in order; a sheet is one table, blank rows and columns left out.

    A sheet's name is a heading above it where the workbook has several sheets with words.
    """
    book = _part(archive, main)
    if book is None:
        raise DamagedDocument(reason="missing", format="XLSX", part=main)
    sheets = archive.related_by_id(main)
    shared = _strings(archive, main)
    formats = Formats.of(_part(archive, archive.related(main).get("styles", "")))
    since_1904 = _is_on(book.find(s("workbookPr")), "date1904")
    found = []
    for sheet in book.iter(s("sheet")):
        part = sheets.get(sheet.get(_RELATION) or "", "")
        if sheet.get("state", "visible") == "visible" and part in archive.names:
            reader = _Sheet(shared, formats, since_1904=since_1904)
            cells = reader.cells(_part(archive, part))
            if cells:
                found.append((str(sheet.get("name") or ""), cells))
    writer = Writer("xlsx")
    for name, cells in found:
        if len(found) > 1:
            writer.paragraph(name, "heading")
        _write(cells, writer)
    return writer.source()


def _write(cells: list[Cell], writer: Writer) -> None:
    """Write a sheet: rows of one cell above and below the table are its title and its remarks."""
    alone = _rows_alone(cells)
    last = max(cell.row for cell in cells)
    first = next((row for row in range(last + 1) if row not in alone), last + 1)
    end = next((row for row in range(last, -1, -1) if row not in alone), -1) + 1
    for row in range(first):
        writer.paragraph(alone[row].text, "heading" if first <= last else "paragraph")
    writer.table(replace(cell, row=cell.row - first) for cell in cells if first <= cell.row < end)
    for row in range(max(first, end), last + 1):
        writer.paragraph(alone[row].text)


def _rows_alone(cells: list[Cell]) -> dict[int, Cell]:
    """The rows that hold one cell and no part of another, by their number."""
    counts: Counter[int] = Counter()
    for cell in cells:
        counts.update(range(cell.row, cell.row + cell.rows))
    return {cell.row: cell for cell in cells if cell.rows == 1 and counts[cell.row] == 1}


def _part(archive: Archive, name: str) -> etree._Element | None:
    return archive.xml(name, _STRICT) if name in archive.names else None


def _strings(archive: Archive, main: str) -> list[str]:
    root = _part(archive, archive.related(main).get("sharedStrings", ""))
    return [] if root is None else [_words(item) for item in root.iterchildren(s("si"))]


def _words(item: etree._Element) -> str:
    """The characters of a string item, without the reading aid (phonetic runs)."""
    words = "".join(
        text.text or ""
        for text in item.iter(s("t"))
        if (parent := text.getparent()) is None or parent.tag != s(_PHONETIC)
    )
    return _ESCAPED.sub("\n", words)


def _is_on(element: etree._Element | None, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true")


class _Sheet:
    def __init__(self, shared: list[str], formats: Formats, *, since_1904: bool) -> None:
        self._shared = shared
        self._formats = formats
        self._since_1904 = since_1904

    def cells(self, root: etree._Element | None) -> list[Cell]:
        """The cells with words, moved together over blank rows and columns."""
        if root is None:
            return []
        words = dict(self._placed(root))
        merges = {place: end for place, end in _merges(root) if place in words}
        rows = sorted({row for row, _ in words})
        columns = sorted({column for _, column in words})
        row_at = {row: index for index, row in enumerate(rows)}
        column_at = {column: index for index, column in enumerate(columns)}
        found = []
        for (row, column), text in words.items():
            last_row, last_column = merges.get((row, column), (row, column))
            found.append(
                Cell(
                    text,
                    row_at[row],
                    column_at[column],
                    max(bisect_right(rows, last_row) - row_at[row], 1),
                    max(bisect_right(columns, last_column) - column_at[column], 1),
                )
            )
        return found

    def _placed(self, root: etree._Element) -> Iterator[tuple[Place, str]]:
        row = 0
        for element in root.iter(s("row")):
            row = _number(element.get("r"), row + 1)
            column = 0
            for item in element.iterchildren(s("c")):
                place = _place(item.get("r") or "")
                column = place[1] if place else column + 1
                lines = (line.strip() for line in self._text(item).splitlines())
                text = CELL_BREAK.join(filter(None, lines))
                if text:
                    yield (row, column), text

    def _text(self, item: etree._Element) -> str:
        kind = item.get("t", "n")
        if kind == "inlineStr":
            return _words(item)
        stored = item.findtext(s("v")) or ""
        if kind == "s":
            index = _number(stored, -1)
            return self._shared[index] if 0 <= index < len(self._shared) else ""
        if kind == "n":
            style = _number(item.get("s"), 0)
            return self._formats.shown(stored, style, since_1904=self._since_1904)
        return _TRUTH.get(stored, "") if kind == "b" else stored


def _merges(root: etree._Element) -> Iterator[tuple[Place, Place]]:
    for item in root.iter(s("mergeCell")):
        first, _, last = (item.get("ref") or "").partition(":")
        start, end = _place(first), _place(last)
        if start and end:
            yield start, end


def _place(reference: str) -> Place | None:
    """B12 → (12, 2)."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
