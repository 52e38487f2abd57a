"""The text as scanning sees it: folded, without blanks inside words, and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right

from banjie_reader.model import Span, span_of
from banjie_reader.script import fold

_BLANKS = re.compile(  # its first character is quick to find
    r"[ \t\xa0\r\n](?<=\S.)"
    r"(?:(?<=[ \t\xa0])[ \t\xa0]*|(?<=[ \t])[ \t]*\r?\n|(?<=\r)\n|(?<=\n))(?=\S)",
    re.S,
)


class View:
    """`text` is the folded source without blanks beside a Chinese character.

    A line break is dropped as well unless a blank follows it: a paragraph begins with one.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        folded = fold(source)
        parts: list[str] = []
        self._kept: list[int] = [0]
        self._lost: list[int] = [0]
        at = lost = kept = 0
        for blank in _BLANKS.finditer(folded):
            start, end = blank.span()
            if folded[start - 1].isascii() and folded[end].isascii():
                continue
            parts.append(folded[at:start])
            kept += start - at
            lost += end - start
            self._kept.append(kept)
            self._lost.append(lost)
            at = end
        parts.append(folded[at:])
        self.text = "".join(parts)

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the source."""
        return span_of((self.back(start), self.back(end - 1) + 1))

    def words(self, start: int, end: int) -> str:
        """What the source has for `text[start:end]`, in its own script, without the blanks."""
        first, last = self.span(start, end)
        if last - first == end - start:
            return self.source[first:last]
        return "".join(self.source[self.back(at)] for at in range(start, end))

    def back(self, at: int) -> int:
        """Where `text[at]` stands in the source."""
        return at + self._lost[bisect_right(self._kept, at) - 1]
