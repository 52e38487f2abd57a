"""Pages that lie on their side, for tables with many columns."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

# The upright sheet turned clockwise, so that its spine is above: GB/T 9704-2012, 8, has the head
# of a table at the spine. The page number keeps its distance from the type area.
_SIZE = {"w": 16838, "h": 11906, "orient": "landscape"}
_MARGINS = {"top": 1587, "right": 2097, "bottom": 1474, "left": 1980, "footer": 940}


def set_sections(sheet: Document, parts: Sequence[list[_Element]], wide: Sequence[bool]) -> None:
    """Give each run of upright or wide parts its own section; the last has the sheet's."""
    last = sheet.element.body.sectPr
    upright = deepcopy(last)
    for part, (lies, next_lies) in zip(parts, pairwise(wide), strict=False):
        properties = part[-1].find(qn("w:pPr"))
        if properties is not None and lies != next_lies:
            made = deepcopy(upright)
            properties.append(_laid_down(made) if lies else made)
    if wide[-1]:
        _laid_down(last)


def _laid_down(section: _Element) -> _Element:
    for tag, values in (("w:pgSz", _SIZE), ("w:pgMar", _MARGINS)):
        for found in section.findall(qn(tag)):
            for name, value in values.items():
                found.set(qn(f"w:{name}"), str(value))
    return section
