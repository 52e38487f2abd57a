"""Pieces into paragraphs: words, links, bookmarks and the mark of a hand-typed figure."""

from __future__ import annotations

from collections.abc import Iterable

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.etree import _Element

from .oxml import element, run
from .pieces import BackLink, FigureLink, ManualFigure, Piece, Text
from .punctuation import punctuate

MARK = "〔手〕"
MARK_NOTE = f"（标{MARK}的数字为人工填写，未附来源记录）"
TOOLTIP = "查看这个数字的来源记录"


class Writer:
    """Writes pieces for one document; remembers bookmarks and whether the mark was used."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.bookmarks: dict[str, int] = {}
        self.marked = False

    def write(
        self, paragraph: _Element, pieces: Iterable[Piece], style: str | None = None
    ) -> _Element:
        """The paragraph with the pieces at its end; `style` dresses the plain words."""
        for piece in pieces:
            paragraph.extend(self._elements(piece, style))
        return paragraph

    def _elements(self, piece: Piece, style: str | None) -> list[_Element]:
        match piece:
            case Text(text):
                return [run(punctuate(text), style)]
            case ManualFigure(text):
                self.marked = True
                return [run(punctuate(text), "ManualFigure"), run(MARK, "ManualMark")]
            case BackLink(text, bookmark):
                return [element("w:hyperlink", run(punctuate(text), "Figure"), anchor=bookmark)]
            case FigureLink():
                return self._figure(piece)

    def _figure(self, figure: FigureLink) -> list[_Element]:
        link = element("w:hyperlink", run(punctuate(figure.text), "Figure"), tooltip=TOOLTIP)
        relation = self.part.relate_to(figure.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), relation)
        if figure.bookmark is None:
            return [link]
        if figure.bookmark in self.bookmarks:
            raise ValueError(f"two figures share the bookmark {figure.bookmark!r}")
        number = self.bookmarks[figure.bookmark] = len(self.bookmarks)
        start = element("w:bookmarkStart", id=number, name=figure.bookmark)
        return [start, link, element("w:bookmarkEnd", id=number)]
