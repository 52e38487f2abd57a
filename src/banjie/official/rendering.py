"""Blocks onto the sheet, in the order the standard gives them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from . import oxml
from .blocks import Heading, Paragraph
from .numbers import official_date
from .packing import empty_sheet, packed
from .pieces import Piece, Text
from .punctuation import punctuate
from .sections import set_sections
from .tables import TYPE_AREA, WIDE_AREA, table
from .title import break_title
from .writing import MARK_NOTE, Writer

if TYPE_CHECKING:
    from .document import OfficialDocument

CHARACTER = 315
"""One character as it is set, in twips: 16 pt less the 0.25 pt that make 28 fit."""

LINE = 28
"""Characters in a line."""
_LONGEST = 255
"""Characters in a core property."""

STOPS = ("。", "：", "？", "！")
RUN_IN = {1: "RunInHeading1", 2: "RunInHeading2"}


def render(document: OfficialDocument) -> bytes:
    """The finished DOCX."""
    sheet = empty_sheet()
    writer = Writer(sheet.part)
    opening = _opening(document)
    body = [_block(writer, block) for block in document.blocks]
    annexes = [_annex(writer, document, number) for number in range(len(document.annexes))]
    closing = _closing(document, writer.marked)
    if body:
        _keep_with_next(body[-1])
    parts = [[*opening, *body, *closing], *annexes]
    set_sections(sheet, parts, [False, *(annex.wide for annex in document.annexes)])
    section = sheet.element.body.sectPr
    for part in parts:
        for made in part:
            section.addprevious(made)
    _describe(sheet, document)
    return packed(sheet)


def _line(style: str, text: str = "", *properties: _Element) -> _Element:
    made = oxml.paragraph(style, *properties)
    if text:
        made.append(oxml.run(punctuate(text)))
    return made


def _keep_with_next(paragraph: _Element) -> None:
    """The signature never stands alone on a page."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.insert(1, oxml.element("w:keepNext"))


def _opening(document: OfficialDocument) -> list[_Element]:
    made = []
    if document.number:
        made += [_line("Number", document.number), _line("Normal")]
    made += [_line("Title", "\n".join(break_title(document.title))), _line("Normal")]
    if document.addressee:
        made.append(_line("Addressee", document.addressee.rstrip("：:") + "："))
    return made


def _block(writer: Writer, block: Heading | Paragraph) -> _Element:
    if isinstance(block, Paragraph):
        return writer.write(oxml.paragraph("BodyText"), block.words)
    if not block.running_on:
        made = oxml.paragraph(f"Heading{block.level}")
        return writer.write(made, (Text(block.number), *block.words))
    made = oxml.paragraph("BodyText")
    style = RUN_IN.get(block.level)
    made.append(oxml.run(block.number, style))
    writer.write(made, _stopped(block.words), style)
    return writer.write(made, block.running_on)


def _stopped(words: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A heading that runs on is closed by a full stop."""
    return words if words[-1].text.endswith(STOPS) else (*words, Text("。"))


def _closing(document: OfficialDocument, marked: bool) -> list[_Element]:
    made = []
    names = [*document.enclosures, *(annex.title for annex in document.annexes)]
    if names:
        made += [_blank_kept(), *_annex_list(names)]
    made += [_blank_kept(), *_signature(document)]
    if marked:
        made.append(_line("Note", MARK_NOTE))
    return made


def _blank_kept() -> _Element:
    return _line("Normal", "", oxml.element("w:keepNext"))


def _annex_list(names: list[str]) -> list[_Element]:
    if len(names) == 1:
        return [_line("AnnexOnly", f"附件：{names[0]}")]
    first, *others = names
    return [
        _line("AnnexFirst", f"附件：1.{first}"),
        *(_line("AnnexNext", f"{n}.{name}") for n, name in enumerate(others, 2)),
    ]


def _signature(document: OfficialDocument) -> list[_Element]:
    """Without a seal: two characters stay free at the right, and the date begins two
    characters right of the signature (GB/T 9704-2012, 7.3.5.2)."""
    signed, dated = punctuate(document.signature), official_date(document.dated)
    date_start = LINE - 2 - max(_width(dated), _width(signed) - 2)
    return [
        _line("Signature", signed, _left(max(0.0, date_start - 2))),
        _line("Date", dated, _left(date_start)),
    ]


def _left(characters: float) -> _Element:
    return oxml.element("w:ind", left=round(characters * CHARACTER))


def _width(text: str) -> float:
    """In characters of the grid; Latin letters and figures take half of one."""
    return sum(0.5 if east_asian_width(c) in {"Na", "H", "N"} else 1.0 for c in text)


def _annex(writer: Writer, document: OfficialDocument, index: int) -> list[_Element]:
    annex = document.annexes[index]
    before, tables = len(document.enclosures), len(document.annexes)
    label = f"附件{before + index + 1}" if before + tables > 1 else "附件"
    return [
        _line("AnnexLabel", label),
        _line("Normal"),
        _line("AnnexTitle", "\n".join(break_title(annex.title))),
        _line("Normal"),
        table(writer, annex.columns, annex.rows, WIDE_AREA if annex.wide else TYPE_AREA),
        _line("TableEnd"),
    ]


def _describe(sheet: Document, document: OfficialDocument) -> None:
    """Core properties from the document alone: no clock, no user name."""
    properties = sheet.core_properties
    properties.title = punctuate("".join(document.title.split("\n")))[:_LONGEST]
    properties.author = punctuate(document.signature)[:_LONGEST]
    properties.created = properties.modified = datetime.combine(document.dated, time(), UTC)
