"""Names of WordprocessingML elements and attributes."""

from __future__ import annotations

from functools import cache

from lxml import etree

# The transitional and the strict form of ECMA-376 differ only in these addresses.
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
ON = ("", "1", "true", "on")
Properties = dict[str, etree._Element]
NONE: Properties = {}


@cache
def w(name: str) -> str:
    """The element `w:name`."""
    return f"{{{TRANSITIONAL}}}{name}"


_VAL = w("val")


def val(element: etree._Element | None, name: str = "val") -> str:
    """The attribute `w:name` of `element`, or an empty text."""
    if element is None:
        return ""
    return str(element.get(_VAL if name == "val" else w(name), ""))


def properties_of(element: etree._Element, tag: str) -> Properties:
    """What the property element `tag` (w:pPr, w:rPr) holds, by name; it comes first if at all."""
    for first in element:
        return {str(child.tag): child for child in first} if first.tag == tag else NONE
    return NONE


def is_on(properties: Properties, name: str) -> bool | None:
    """The switch `w:name` (bold, vanish …): on, off, or not said (None)."""
    child = properties.get(w(name))
    return None if child is None else val(child) in ON
