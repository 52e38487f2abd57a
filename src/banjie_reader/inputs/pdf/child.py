"""What runs apart from the reader for each PDF: bytes on standard input, words on standard output.

A PDF is a program for a large C++ library. In a process of its own, with a limit on time and
memory, a hostile one can hurt nothing but its own reading. Run with `python -P child.py`; imports
nothing of the package. Answers in JSON: `{"pages": n}` and then, one line a page,
`{"size": [w, h], "words": [[left, right, base, size, bold, text], …], "rules": [[x0, y0, x1, y1],
…], "covered": c}`, in points from the top left corner of the page as shown; or `{"error": code}`.
`covered` is the part of the page that its largest picture covers.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

SECONDS = 20
MEMORY = 512 * 1024 * 1024
_PAGES = 300
_CHARACTERS = 10_000_000
_WORDS = 200_000  # in a document
_RULES = 1500  # on a page; beyond it is a drawing
_ALL_RULES = 40_000
_TOUCH = 0.15  # in ems; what counts as a gap between words is for the layout to say
_BOLD = 600
# Why the library gives no document. With no error at all, the document has no pages.
_REFUSALS = {0: "empty", 4: "encrypted"}
_THIN = 3.0


def limit_self(seconds: int, memory: int) -> None:
    """Take away what a reading may not use; where the system cannot, the parent's clock remains."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        with suppress(ValueError, OSError):  # a system may know the limit and not keep it
            resource.setrlimit(kind, (most, most))


def pages(data: bytes) -> Iterator[dict[str, Any]]:
    """The answers for one PDF."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        yield {"error": _REFUSALS.get(error.err_code, "damaged")}
        return
    yield {"pages": len(document)}
    if len(document) > _PAGES:
        return
    characters, rules_left, words_left = _CHARACTERS, _ALL_RULES, _WORDS
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            yield {"size": [0, 0], "words": [], "rules": [], "covered": 0}
            continue
        text = page.get_textpage()
        characters -= text.count_chars()
        place = _Place(page)
        words = [] if characters < 0 else list(islice(_words(text, place), words_left + 1))
        words_left -= len(words)
        if characters < 0 or words_left < 0:
            yield {"error": "characters"}
            return
        rules, covered = _drawn(page, place, min(_RULES, rules_left))
        rules_left -= len(rules)
        yield {"size": place.size, "words": words, "rules": rules, "covered": covered}


class _Place:
    """Turns a page's own coordinates into points from the top left of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.rotation = page.get_rotation()
        left, bottom, right, top = page.get_bbox()
        self._origin = (left, bottom, right, top)
        self.size = [round(side, 1) for side in page.get_size()]

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._origin
        return {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[self.rotation]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def upright(self, angle: float) -> bool:
        """Is a character set at `angle` upright on the page as shown?"""
        turned = (math.degrees(angle) + self.rotation) % 360
        return min(turned, 360 - turned) < 5


def _words(text: pdfium.PdfTextPage, place: _Place) -> Iterator[list[Any]]:
    """Runs of characters that touch each other on one line."""
    run: list[Any] = []
    for char, left, right, base, size, bold in _characters(text, place):
        if char.isspace():
            continue
        if run and _touches(run, left, base, size):
            run[1] = max(run[1], right)
            run[4] = run[4] and bold
            run[5] += char
            continue
        if run:
            yield run
        run = [left, right, base, size, bold, char]
    if run:
        yield run


def _touches(run: list[Any], left: float, base: float, size: float) -> bool:
    em = max(min(run[3], size), 1)
    return abs(base - run[2]) <= 0.2 * em and -0.3 * em <= left - run[1] <= _TOUCH * em


def _characters(
    text: pdfium.PdfTextPage, place: _Place
) -> Iterator[tuple[str, float, float, float, float, bool]]:
    """Each character with its left and right side, base line, size and weight."""
    raw = text.raw
    box, matrix = c.FS_RECTF(), c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = c.FPDFText_GetUnicode(raw, index)
        if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code & 0xFFFE == 0xFFFE:
            continue
        known = (
            c.FPDFText_IsGenerated(raw, index) == 0
            and c.FPDFText_GetLooseCharBox(raw, index, box)
            and c.FPDFText_GetCharOrigin(raw, index, x, y)
            and c.FPDFText_GetMatrix(raw, index, matrix)
        )
        if not known or not place.upright(math.atan2(matrix.b, matrix.a)):
            continue
        left, _, right, _ = place.box(box.left, box.bottom, box.right, box.top)
        size = c.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        bold = c.FPDFText_GetFontWeight(raw, index) >= _BOLD
        base = place.point(x.value, y.value)[1]
        yield chr(code), *(round(value, 1) for value in (left, right, base, size)), bold


def _drawn(page: pdfium.PdfPage, place: _Place, most: int) -> tuple[list[list[float]], float]:
    """The upright and level lines drawn on a page, and the part of it that a picture covers."""
    rules: list[list[float]] = []
    covered = 0.0
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        if item.type == c.FPDF_PAGEOBJ_IMAGE:
            covered = max(covered, _share(item, place))
        elif len(rules) < most:
            rules.extend(_rules(item, place))
    return rules[:most], covered


def _share(item: pdfium.PdfObject, place: _Place) -> float:
    """The part of the page that a picture covers; a little, when the picture does not tell."""
    try:
        left, bottom, right, top = item.get_bounds()
    except pdfium.PdfiumError:
        return 0.01
    whole = place.size[0] * place.size[1]
    return min(1.0, max(0.01, (right - left) * (top - bottom) / whole)) if whole else 0.01


def _rules(item: pdfium.PdfObject, place: _Place) -> Iterator[list[float]]:
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    shapes = [points]
    for index in range(min(c.FPDFPath_CountSegments(item.raw), _RULES)):
        segment = c.FPDFPath_GetPathSegment(item.raw, index)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO:
            points = []
            shapes.append(points)
        points.append(place.point(*matrix.on_point(x.value, y.value)))
    for shape in shapes:
        if len(shape) < 2:
            continue
        xs, ys = [at for at, _ in shape], [at for _, at in shape]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if width <= _THIN or height <= _THIN:
            yield _thin(min(xs), min(ys), max(xs), max(ys))
        else:
            for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
                if abs(ax - bx) <= 1 or abs(ay - by) <= 1:
                    yield _thin(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _thin(x0: float, y0: float, x1: float, y1: float) -> list[float]:
    """A drawn bar as the line along its middle."""
    if x1 - x0 < y1 - y0:
        x0 = x1 = (x0 + x1) / 2
    else:
        y0 = y1 = (y0 + y1) / 2
    return [round(value, 1) for value in (x0, y0, x1, y1)]


def main() -> None:
    limit_self(SECONDS, MEMORY)
    for answer in pages(sys.stdin.buffer.read()):
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
