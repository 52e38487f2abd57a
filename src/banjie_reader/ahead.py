"""Where a summary or a report turns to what is to come in mid-text, below no heading of its own.

下半年工作打算：一是…二是…, 新的一年，我们将做好以下工作：… hold to the end of their paragraph.
"""

from __future__ import annotations

import re

from banjie_reader.model import Span
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")["ahead"]
_TURN = re.compile(
    rf"(?<![^。；！\n　 ])(?:{any_of(_WORDS['times'])}|20\d\d年(?:度|上半年|下半年)?)"
    rf"[^。；：:\n]{{0,24}}?(?:{any_of(_WORDS['plans'])})(?![了过出])"
)
_PARAGRAPH = re.compile(r"(?<=[。！])[ \t　]*\n|\n[ \t　]*\n|$")
_HEADING = 3  # characters: what is left of a line that only turns, its list being below it


def stretches_ahead(text: str) -> list[Span]:
    """The paragraphs, or the rest of them, that tell of what is to come."""
    found: list[Span] = []
    for turn in _TURN.finditer(text):
        if found and turn.start() < found[-1].end:
            continue
        last = _PARAGRAPH.search(text, turn.end() + _HEADING)
        found.append(Span(turn.start(), last.start() if last else len(text)))
    return found
