"""Scans: how many characters text recognition gets right, and what a page costs."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator

from tests.reader.inputs.scans import scanned_pdf, sheet

from banjie_reader.inputs import open_source
from bench import corpus
from bench.measuring import children

# Name → size of the type in points, dots an inch, degrees askew: 公文 body text to a table's print.
_SETTINGS = {
    "16 pt, 200 dpi, 1° askew": (16.0, 200, 1.0),
    "16 pt, 150 dpi, 1° askew": (16.0, 150, 1.0),
    "12 pt, 150 dpi, 2° askew": (12.0, 150, -2.0),
    "10.5 pt, 200 dpi, straight": (10.5, 200, 0.0),
}
_PAGES = 2
_SPACE = re.compile(r"\s+")


def figures() -> Iterator[tuple[str, float, str]]:
    """For each setting: characters right, seconds a page on the clock and of processor time."""
    whole = _SPACE.sub("", corpus.once())
    for name, (size, dpi, tilt) in _SETTINGS.items():
        across, down = int(430 / size), int(680 / (1.75 * size))
        lines = [whole[at : at + across] for at in range(0, across * down * _PAGES, across)]
        drawn = [
            [(82, 80 + 1.75 * size * row, size, line) for row, line in enumerate(page)]
            for page in (lines[down * number : down * (number + 1)] for number in range(_PAGES))
        ]
        data = scanned_pdf(*(sheet(page, dpi=dpi, tilt=tilt) for page in drawn), dpi=dpi)
        clock, processor = time.perf_counter(), children()
        found = open_source(data).text
        yield f"scan.{name}.characters right", _right("".join(lines), found), "%"
        yield f"scan.{name}.page", (time.perf_counter() - clock) / _PAGES, "s on the clock"
        yield f"scan.{name}.page.processor", (children() - processor) / _PAGES, "s"


def _right(truth: str, found: str) -> float:
    """The part of the characters that no edit touches; width of punctuation does not count."""
    a, b = (_SPACE.sub("", unicodedata.normalize("NFKC", text)) for text in (truth, found))
    row = list(range(len(b) + 1))
    for number, char in enumerate(a, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(b, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (char != other))
    return 100 * (1 - row[-1] / len(a))
