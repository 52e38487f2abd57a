"""The working text: what the recognisers read, with every character tied to the source.

`view` drops what is no part of the document (site menus, page marks, preview lines), joins lines
that were cut to fit a width, and evens out white space and character widths. Each character of the
view stands for one character of the source, so a stretch of the view is a stretch of the source;
what the source says in between is white space and boilerplate only.

It leaves things alone when in doubt: a heading must stay on its own line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from banjie_reader.clean.lines import Line, joins, page_marks, real_lines, wrap_width
from banjie_reader.clean.words import edits, evened, numbering_slip
from banjie_reader.model import Span, span_of

__all__ = ["View", "view"]


@dataclass(frozen=True, slots=True)
class View:
    """The working text and the way back to the source.

    Run `i` of the view begins at `_at[i]` and is the stretch of the source that begins at
    `_from[i]`.
    """

    text: str
    _at: list[int]
    _from: list[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that says `text[start:end]`."""
        at = self._at
        run = bisect_right(at, start) - 1
        first = self._from[run] + start - at[run]
        if run + 1 < len(at) and at[run + 1] < end:
            run = bisect_right(at, end - 1, run) - 1
        last = self._from[run] + end - at[run]
        return span_of((first, last if last > first else first))

    def view_offset(self, source: int) -> int:
        """Where the view goes on from `source`: the same character, or the next one kept."""
        run = bisect_right(self._from, source) - 1
        if run < 0:
            return 0
        after = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return min(self._at[run] + source - self._from[run], after)


def view(source_text: str) -> View:
    """The working text of a document; the words above say what it changes."""
    lines = real_lines(source_text)
    marks = page_marks(lines)
    width = wrap_width(lines)
    builder = _Builder(source_text)
    for number, line in enumerate(lines):
        mark = marks.get(number, 0)
        if number:
            previous = lines[number - 1]
            joined = (mark > 0 and number > min(marks)) or joins(previous, line, width, number)
            builder.separate(previous, line, joined=joined)
        builder.line(line, mark)
    return builder.view()


class _Builder:
    """Collects the characters of the view and where each run of them came from.

    What the source says without a change is taken from it in one piece, over many lines at best:
    `_begun` is where the piece began, `_goes_on` where it goes on.
    """

    def __init__(self, source_text: str) -> None:
        self._source = source_text
        self._parts: list[str] = []
        self._at: list[int] = []
        self._from: list[int] = []
        self._length = 0
        self._begun = self._goes_on = 0

    def separate(self, before: Line, after: Line, *, joined: bool) -> None:
        """What stands between two lines: a line feed, or nothing where they are joined."""
        if not joined:
            self._add("\n", before.end)
        elif _in_latin(before.text[-1]) and _in_latin(after.text[0]):
            self._add(" ", before.end)

    def line(self, line: Line, mark: int) -> None:
        """The words of a line after the page mark of length `mark` at its head."""
        start = line.start
        position = mark
        slip = None if mark else numbering_slip(line.text)
        if slip:
            at, number = slip
            self._add(line.text[:at] + number, start)
            position = at + len(number)
        for begin, end, instead in edits(line.text):
            if begin >= position:
                self._keep(start + position, start + begin)
                self._add(instead, start + begin)
                position = end
        self._keep(start + position, line.end)

    def view(self) -> View:
        self._close()
        return View(evened("".join(self._parts)), self._at or [0], self._from or [0])

    def _keep(self, start: int, end: int) -> None:
        """What the source says there."""
        if start >= end:
            return
        if start != self._goes_on:
            self._close()
            self._begun = start
        self._goes_on = end

    def _add(self, text: str, at: int) -> None:
        """Words in the place of as many that the source says there; often the same."""
        if self._source.startswith(text, at):
            self._keep(at, at + len(text))
            return
        self._close()
        self._write(text, at)
        self._begun = self._goes_on = at + len(text)

    def _close(self) -> None:
        if self._begun < self._goes_on:
            self._write(self._source[self._begun : self._goes_on], self._begun)
        self._begun = self._goes_on

    def _write(self, text: str, at: int) -> None:
        if not self._from or self._from[-1] - self._at[-1] != at - self._length:
            self._at.append(self._length)
            self._from.append(at)
        self._parts.append(text)
        self._length += len(text)


def _in_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
