"""Names of WordprocessingML elements and attributes."""

from __future__ import annotations

from lxml import etree

# The transitional and the strict form of ECMA-376 differ only in these addresses.
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
ON = ("", "1", "true", "on")


def w(name: str) -> str:
    """The element `w:name`."""
    return f"{{{TRANSITIONAL}}}{name}"


def val(element: etree._Element, name: str = "val") -> str:
    """The attribute `w:name` of `element`, or an empty text."""
    return str(element.get(w(name), ""))


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """The switch `w:name` in `parent` (bold, vanish …): on, off, or not said (None)."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else val(child) in ON
