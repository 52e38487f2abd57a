"""Items whose own items are nothing but their fields: 四、大扫除 over 1.时间 2.地点 3.要求."""

from __future__ import annotations

from collections.abc import Sequence

from banjie_reader.outline.roles import role_of
from banjie_reader.outline.section import Section, heading_text

_TELLING = frozenset({"when", "where", "lead", "responsible"})


def described_items(sections: Sequence[Section], text: str) -> frozenset[int]:
    """The sections that name work, over sections that only say when, where, by whom and how."""
    below: dict[int, set[str | None]] = {}
    for section in sections:
        if section.number and section.parent is not None:
            aside = "content" if section.role == "requirements" else None
            below.setdefault(section.parent, set()).add(section.field or aside)
    return frozenset(
        index
        for index, fields in below.items()
        if None not in fields and fields & _TELLING and _names_work(sections[index], text)
    )


def _names_work(section: Section, text: str) -> bool:
    """A heading with words of its own: not 比赛安排, nor a field."""
    return bool(section.number) and not section.field and not role_of(heading_text(section, text))
