"""Where the last item of a list ends: what is said to all stands below it, not in it."""

from __future__ import annotations

import re

from banjie_reader.paper import Paper
from banjie_reader.wordlists import any_of, wordlist

_TO_ALL = re.compile(rf"\n[ \t　]*(?:{any_of(wordlist('headings')['below_lists'])})")
_SAID = 8  # characters: an item that says less of itself goes on below


def before_closing_words(paper: Paper, start: int, end: int) -> int:
    """Where a line begins that speaks to all: 请各单位…, 以上活动…, 注：…; else the end."""
    told = _TO_ALL.search(paper.text, start + _SAID, end)
    if told is None or not _is_told(paper.text[start : told.start()]):
        return end
    return end if paper.parties_in(told.start(), end) else told.start()


def _is_told(item: str) -> bool:
    """Whether an item says more than its heading, and so needs no lines below."""
    return "\n" in item or item.endswith(("。", "；", "）", ")")) or "：" in item
