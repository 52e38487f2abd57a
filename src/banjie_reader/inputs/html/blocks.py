"""The blocks of a page, in order: paragraphs, headings, list items, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from banjie_reader.inputs.limits import check_pieces
from banjie_reader.source import CELL_BREAK, Cell, PieceKind, Writer
from banjie_reader.wordlists import wordlist

_BLOCKS = frozenset(wordlist("html")["blocks"])
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WHITE = re.compile(r"[ \x00-\x1f\ufffe\uffff]+")  # with what a character reference can smuggle in
_HEADING_LENGTH = 50
_SENTENCE_ENDS = tuple("。；;，,：:")
_COLUMNS, _ROWS = 200, 5000
_CELL_LENGTH = 3000


class _Paragraphs:
    """Collects inline words until a block begins or ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._plain = False
        self._bold_depth = 0
        self._set_depth = 0  # inside <pre>, where line feeds count
        self._heading = False
        self._items: dict[etree._Element, int] = {}
        self.done: list[tuple[str, PieceKind]] = []

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS or tag == "br":
            self.flush()
        self._heading = self._heading or tag in _HEADINGS
        self._bold_depth += _is_bold(element)
        self._set_depth += tag == "pre"
        if tag == "li":
            self._parts.append(self._item_number(element))
        self.words(element.text)

    def end(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self.flush()
        if element.tag in _HEADINGS:
            self._heading = False
        self._bold_depth -= _is_bold(element)
        self._set_depth -= element.tag == "pre"

    def words(self, words: str | None) -> None:
        first, *lines = (words or "").split("\n") if self._set_depth else [words or ""]
        self._add(first)
        for line in lines:
            self.flush()
            self._add(line)

    def _add(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._plain = self._plain or (self._bold_depth == 0 and not words.isspace())

    def _item_number(self, item: etree._Element) -> str:
        """The number a browser shows before an item of `<ol>`."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = parent.get("start") or "1"
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
        self._items[parent] = self._items.get(parent, first - 1) + 1
        return f"{self._items[parent]}. "

    def flush(self) -> None:
        text = _WHITE.sub(" ", "".join(self._parts)).strip()
        if text:
            short = len(text) <= _HEADING_LENGTH and not text.endswith(_SENTENCE_ENDS)
            heading = self._heading or (short and not self._plain)
            self.done.append((text, "heading" if heading else "paragraph"))
            check_pieces(len(self.done))
        self._parts.clear()
        self._plain = False


def write_blocks(main: etree._Element, writer: Writer) -> None:
    """Write what `main` shows, top to bottom."""
    paragraphs = _Paragraphs()
    walk = etree.iterwalk(main, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element.tag == "table" and _is_data(element):
            paragraphs.flush()
            _write(paragraphs, writer)
            writer.table(_cells(element))
            walk.skip_subtree()
        elif event == "start":
            paragraphs.start(element)
        else:
            paragraphs.end(element)
            if element is not main:
                paragraphs.words(element.tail)
    paragraphs.flush()
    _write(paragraphs, writer)


def _write(paragraphs: _Paragraphs, writer: Writer) -> None:
    for text, kind in paragraphs.done:
        writer.paragraph(text, kind)
    paragraphs.done.clear()


def _is_bold(element: etree._Element) -> bool:
    style = element.get("style")
    return element.tag in _BOLD or bool(style and _BOLD_STYLE.search(style))


def _is_data(table: etree._Element) -> bool:
    """Does the table hold a table, rather than lay out the page?"""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    widths = [sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    cells = list(table.iter("td", "th"))
    return all(sum(map(len, cell.itertext())) <= _CELL_LENGTH for cell in cells)


def _cells(table: etree._Element) -> Iterator[Cell]:
    """The cells with their place, by the table model of HTML (spans push later cells right)."""
    taken: dict[int, int] = {}  # column → first row in which it is free again
    rows = list(table.iter("tr"))[:_ROWS]
    for row, element in enumerate(rows):
        column = 0
        for item in element:
            if item.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > row:
                column += 1
            wide = min(_span(item, "colspan"), _COLUMNS - column)
            if wide < 1:
                break
            high = min(_span(item, "rowspan") or len(rows), len(rows) - row)
            taken |= dict.fromkeys(range(column, column + wide), row + high)
            yield Cell(_cell_text(item), row, column, high, wide)
            column += wide


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return number if name == "rowspan" else max(number, 1)


def _cell_text(cell: etree._Element) -> str:
    paragraphs = _Paragraphs()
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            paragraphs.start(element)
        else:
            paragraphs.end(element)
            if element is not cell:
                paragraphs.words(element.tail)
    paragraphs.flush()
    return CELL_BREAK.join(text for text, _ in paragraphs.done)
