"""DOCX (ECMA-376, transitional and strict): paragraphs, lists, tables, text boxes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from banjie_reader.errors import DamagedDocument
from banjie_reader.inputs.archive import Archive
from banjie_reader.inputs.docx import names
from banjie_reader.inputs.docx.names import properties_of, val, w
from banjie_reader.inputs.docx.numbering import Numbering
from banjie_reader.inputs.docx.runs import mixed, plain_text, words_of
from banjie_reader.inputs.docx.styles import (
    Style,
    Styles,
    list_of,
    outline_level,
    without_tables,
)
from banjie_reader.inputs.docx.tables import TableReader
from banjie_reader.model import Source
from banjie_reader.source import PieceKind, Writer

_PARAGRAPH, _TABLE, _STYLE = w("p"), w("tbl"), w("pStyle")
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES, _DELETED = w("pPr"), w("rPr"), w("del")
_LEVELS = frozenset("012345678")
_WRAPPERS = {
    w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
}  # fmt: skip
_HEADING_LENGTH = 50
_SENTENCE_ENDS = tuple("。；;，,：:")
_NO_BOXES: list[etree._Element] = []


def read(archive: Archive, main: str) -> Source:
    """Read the body of a Word document, then its notes; headers and footers are left out."""
    related = archive.related(main)
    document = _part(archive, main)
    body = None if document is None else document.find(w("body"))
    if body is None:
        raise DamagedDocument(reason="missing", format="DOCX", part=main)
    reader = _Reader(
        Styles(_part(archive, related.get("styles"), without_tables)),
        Numbering.of(_part(archive, related.get("numbering"))),
    )
    reader.body(body)
    for kind in ("footnotes", "endnotes"):
        reader.notes(_part(archive, related.get(kind)))
    return reader.writer.source()


def _part(
    archive: Archive, name: str | None, prepared: Callable[[bytes], bytes] = bytes
) -> etree._Element | None:
    """The root of an XML part, in the transitional namespace; None if there is no such part."""
    if name is None or name not in archive.names:
        return None
    return archive.xml(name, [(names.STRICT, names.TRANSITIONAL)], prepared)


def blocks(element: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables directly in `element`, seen through content controls."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from blocks(child)
        else:
            yield child


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.writer = Writer("docx")
        self._styles = styles
        self._numbering = numbering
        # Words of paragraphs whose mark was deleted: they join the next paragraph.
        self._carried = ""
        self._mixed: set[etree._Element] = set()

    def body(self, body: etree._Element) -> None:
        """Write the paragraphs and tables of a document."""
        self._mixed = mixed(body)
        self.block(body)

    def block(self, element: etree._Element, kind: PieceKind = "paragraph") -> None:
        """Write the paragraphs and tables of a body, a text box or a note."""
        for child in blocks(element):
            if child.tag == _PARAGRAPH:
                text, found, boxes = self.paragraph(child)
                self.writer.paragraph(text, found if kind == "paragraph" else kind)
                for box in boxes:
                    self.block(box)
            elif child.tag == _TABLE:
                self.writer.table(TableReader(self.cell_text).cells(child))

    def paragraph(self, element: etree._Element) -> tuple[str, PieceKind, list[etree._Element]]:
        """The words of `w:p` with its list number, what it is, and its text boxes."""
        properties = properties_of(element, _PARAGRAPH_PROPERTIES)
        style = self._styles.of(val(properties.get(_STYLE)) if properties else "")
        if element in self._mixed:
            words = words_of(element, bold=style.bold)
            text, plain, boxes = words.text, words.plain, words.boxes
            if properties and _mark_deleted(properties):
                self._carried += text
                return "", "paragraph", boxes
        else:
            text, plain, boxes = plain_text(element), not style.bold, _NO_BOXES
        if self._carried:
            text, self._carried = self._carried + text, ""
        if not text or text.isspace():
            return "", "paragraph", boxes
        heading = style.heading
        if properties or style.number:
            text = self._label(properties, style) + text
            said = outline_level(properties)
            heading = heading if said is None else said
        heading = heading or (not plain and _is_short(text))
        return text, "heading" if heading else "paragraph", boxes

    def cell_text(self, cell: etree._Element) -> Iterator[str]:
        """The paragraphs of a table cell, those of a table inside it among them."""
        for child in blocks(cell):
            if child.tag == _PARAGRAPH:
                text, _, boxes = self.paragraph(child)
                yield text
                for box in boxes:
                    yield from self.cell_text(box)
            elif child.tag == _TABLE:
                for inner in TableReader(self.cell_text).cells(child):
                    yield inner.text

    def notes(self, root: etree._Element | None) -> None:
        """Write footnotes or endnotes; separators (with a `w:type`) are drawing, not words."""
        if root is None:
            return
        self._mixed = mixed(root)
        for note in root:
            if val(note, "type") in ("", "normal"):
                self.block(note, "note")

    def _label(self, properties: names.Properties, style: Style) -> str:
        number, level = list_of(properties)
        number, level = number or style.number, level or style.level or "0"
        return self._numbering.label(number, int(level)) if number and level in _LEVELS else ""


def _is_short(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not text.rstrip().endswith(_SENTENCE_ENDS)


def _mark_deleted(properties: names.Properties) -> bool:
    """Was the paragraph's own mark deleted, so that it runs on into the next?"""
    run = properties.get(_RUN_PROPERTIES)
    return run is not None and run.find(_DELETED) is not None
