"""The few elements of WordprocessingML that this package writes by hand."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element


def element(tag: str, /, *children: _Element, **attributes: str | int) -> _Element:
    """`element("w:ind", right=200)` is `<w:ind w:right="200"/>`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, *properties: _Element) -> _Element:
    """An empty paragraph in one of the styles of base/word/styles.xml."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties))


def run(text: str, style: str | None = None) -> _Element:
    """A run of words; line feeds become line breaks."""
    made = element("w:r")
    if style:
        made.append(element("w:rPr", element("w:rStyle", val=style)))
    for index, line in enumerate(text.split("\n")):
        if index:
            made.append(element("w:br"))
        words = element("w:t")
        words.text = line
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    return made
