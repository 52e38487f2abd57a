"""Lists that fill a field of an item: 主要内容：1、开幕；2、参观 below its 时间 and 地点."""

from __future__ import annotations

from banjie_reader.outline import Section
from banjie_reader.paper import Paper

_SET_BY = {"when", "where"}
_BLANK = " \t　\n*"


def items_with_contents(paper: Paper) -> frozenset[int]:
    """The items whose list is what happens at them: work is the item, not the list."""
    return frozenset(
        section.parent
        for section in paper.sections
        if section.number
        and section.value == 1
        and section.parent is not None
        and _fills_field(paper, paper.sections[section.parent], section)
    )


def _fills_field(paper: Paper, item: Section, first: Section) -> bool:
    """Whether a list stands right behind 内容：, with the item's time or place before that."""
    if not item.number or item.field:
        return False
    labels = paper.labels.within(item.text_end, first.start)
    if len(labels) < 2 or labels[-1].field != "content":
        return False
    between = paper.text[labels[-1].value : first.start].strip(_BLANK)
    return not between and any(label.field in _SET_BY for label in labels[:-1])
