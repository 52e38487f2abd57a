"""A section: a heading and what stands below it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Section:
    """A heading and the stretch it governs; `parent` is an index into the same list.

    `role` is what the heading announces (aims, work, phases …), `field` the field of an event that
    it names (活动时间, 参加对象), if it names one.
    """

    start: int
    number: str | None
    style: str
    value: int
    text_start: int
    text_end: int
    level: int = 1
    parent: int | None = None
    end: int = 0
    role: str = ""
    field: str | None = None
    shown: bool = True  # stands in the outline, not only in the tree
    noted: bool = False  # below an unnumbered 备注, 说明 or 规定


def heading_text(section: Section, text: str) -> str:
    return text[section.text_start : section.text_end]


def ancestors(sections: list[Section], index: int) -> list[int]:
    """The sections above one, the nearest first."""
    found = []
    above = sections[index].parent
    while above is not None:
        found.append(above)
        above = sections[above].parent
    return found
