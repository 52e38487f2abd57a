"""What a paragraph inherits from its style: outline level, bold type, list number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from banjie_reader.inputs.docx.names import NONE, Properties, is_on, val, w

_OUTLINE_LEVEL, _NUMBERED, _NUMBER, _LEVEL = map(w, ("outlineLvl", "numPr", "numId", "ilvl"))
_LEVELS = frozenset("012345678")
_DEPTH = 12  # Word itself allows eleven styles based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """The part of a style that matters for reading."""

    heading: bool = False
    bold: bool = False
    number: str = ""
    level: str = ""


PLAIN = Style()
_OF_TABLES = re.compile(
    rb'<w:style w:type="table"[^<>]*(?<!/)>[^<]*+(?:<(?!/?w:style[ >])[^<]*+)*+</w:style>'
)


def without_tables(part: bytes) -> bytes:
    """`word/styles.xml` without the styles of tables, in which no paragraph is written.

    They are nine tenths of it in some templates, and parsing them takes longer than reading a
    short paper. What is worded in other ways than Word's stays in.
    """
    return _OF_TABLES.sub(b"", part)


class Styles:
    """The styles of one document, each with what it takes from the styles it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in () if root is None else root.iterchildren(w("style")):
            name = val(element, "styleId")
            self._elements.setdefault(name, element)
            if val(element, "default") in ("1", "true") and val(element, "type") == "paragraph":
                self._default = name

    def of(self, name: str) -> Style:
        """The style `name`; the default paragraph style when a paragraph names none."""
        name = name or self._default
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> Style:
        heading: bool | None = None
        bold: bool | None = None
        number = level = ""
        for _ in range(_DEPTH):
            element = self._elements.get(name)
            if element is None:
                break
            properties = _inside(element, "pPr")
            heading = _outlined(properties, element) if heading is None else heading
            bold = is_on(_inside(element, "rPr"), "b") if bold is None else bold
            own_number, own_level = list_of(properties)
            number, level = number or own_number, level or own_level
            name = val(element.find(w("basedOn")))
        return Style(bool(heading), bool(bold), number, level)


def _inside(style: etree._Element, name: str) -> Properties:
    found = style.find(w(name))
    return NONE if found is None else {str(child.tag): child for child in found}


def outline_level(properties: Properties) -> bool | None:
    """Does `w:pPr` make the paragraph a heading (levels 0 to 8) or body text (9)?"""
    level = properties.get(_OUTLINE_LEVEL)
    return None if level is None else val(level) in _LEVELS


def _outlined(properties: Properties, style: etree._Element) -> bool | None:
    said = outline_level(properties)
    if said is not None:
        return said
    title = val(style.find(w("name"))).lower()
    return True if title.startswith(("heading ", "标题 ")) or title in ("title", "标题") else None


def list_of(properties: Properties) -> tuple[str, str]:
    """The list number and level that `w:pPr` names, as written ("" where not said)."""
    listed = properties.get(_NUMBERED)
    if listed is None:
        return "", ""
    return val(listed.find(_NUMBER)), val(listed.find(_LEVEL))
