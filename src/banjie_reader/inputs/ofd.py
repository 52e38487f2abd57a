"""OFD (GB/T 33190): the text layer, laid out again as paragraphs and tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from banjie_reader.errors import DamagedDocument, EmptyDocument, NoTextLayer
from banjie_reader.inputs.archive import Archive
from banjie_reader.inputs.layout import RULES, Page, Rule, Word, write_pages
from banjie_reader.inputs.limits import check_pages, check_pieces
from banjie_reader.model import Source
from banjie_reader.source import Writer

MAIN = "OFD.xml"
_POINTS = 72 / 25.4  # OFD measures in millimetres
_NUMBER = re.compile(r"[-+]?(?:\d{1,9}\.?\d{0,12}|\.\d{1,12})(?:[eE]-?\d)?")
_BOLD = 600
_TOUCH = 0.15
_THIN = 1.0
_A4 = [0.0, 0.0, 210.0, 297.0]
_POINT = re.compile(r"([SMLC])\s*(?:(-?[\d.]{1,20})\s+(-?[\d.]{1,20}))?")


def read(archive: Archive, main: str) -> Source:
    """Read the documents in an OFD package, page by page."""
    root = archive.xml(main)
    pages: list[Page] = []
    pictures = words = 0
    for body in _all(root, "DocRoot"):
        for page, page_pictures in _pages(archive, _target(main, body.text), len(pages)):
            pages.append(page)
            check_pages(len(pages))
            words += len(page.words)
            check_pieces(words)
            pictures += page_pictures
    if not pages:
        raise EmptyDocument()
    if pictures and not words:
        raise NoTextLayer(pages=len(pages))
    writer = Writer("ofd")
    write_pages(pages, writer)
    return writer.source()


def _pages(archive: Archive, name: str, before: int) -> Iterator[tuple[Page, int]]:
    document = archive.xml(name)
    usual = next((_numbers(box.text) for box in _all(document, "PhysicalBox")), _A4)
    for number, item in enumerate(_all(document, "Page"), before + 1):
        if not item.get("BaseLoc"):
            continue
        content = archive.xml(_target(name, item.get("BaseLoc")))
        box = next((_numbers(box.text) for box in _all(content, "PhysicalBox")), usual)
        box = box if len(box) == 4 and box[2] > 0 and box[3] > 0 else _A4
        page = Page(number, box[2] * _POINTS, box[3] * _POINTS)
        for element in _all(content, "TextObject"):
            page.words.extend(_words(element))
        paths = (rule for element in _all(content, "PathObject") for rule in _rules(element))
        page.rules.extend(islice(paths, RULES))
        yield page, sum(1 for _ in _all(content, "ImageObject"))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements by their local name: producers disagree about the namespace."""
    return root.iter(f"{{*}}{name}", name)


def _target(part: str, location: str | None) -> str:
    """The part that `part` names by `location`, absolute from the package or beside itself."""
    place = (location or "").strip()
    if not place:
        raise DamagedDocument(reason="missing", format="OFD", part=part)
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), place)).lstrip("/")


def _words(item: etree._Element) -> Iterator[Word]:
    """The words of a text object: each code stands at (X, Y) in the object's box."""
    box, matrix = _numbers(item.get("Boundary")), _numbers(item.get("CTM"))
    if len(box) != 4 or item.get("Visible") == "false":
        return
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > 0.1 * abs(a):  # turned text is a stamp or a watermark
        return
    size = next(iter(_numbers(item.get("Size"))), 0.0)
    bold = next(iter(_numbers(item.get("Weight"))), 400.0) >= _BOLD
    wide = next(iter(_numbers(item.get("HScale"))), 1.0)
    x = y = 0.0
    for code in _all(item, "TextCode"):
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        for start, text, width in _stretches(code, size * wide):
            left = box[0] + a * (x + start) + c * y + e
            yield Word(
                left * _POINTS,
                (left + abs(a) * width) * _POINTS,
                (box[1] + b * (x + start) + d * y + f) * _POINTS,
                max(size * abs(d), 0.1) * _POINTS,
                bold,
                text,
            )


def _stretches(code: etree._Element, em: float) -> Iterator[tuple[float, str, float]]:
    """Characters that touch each other: where they begin, what they are, how wide they run."""
    steps = _steps(code.get("DeltaX") or "", len(code.text or ""))
    text, begun, at, end = "", 0.0, 0.0, 0.0
    for index, char in enumerate(code.text or ""):
        width = em * (0.5 if char.isascii() else 1.0)
        if text and (char.isspace() or at - end > _TOUCH * em):
            yield begun, text, end - begun
            text = ""
        if not char.isspace():
            begun = begun if text else at
            text += char
            end = at + width
        at += steps[index] if index < len(steps) else width
    if text:
        yield begun, text, end - begun


def _steps(written: str, most: int) -> list[float]:
    """`DeltaX`: numbers, and “g N V” for N times V."""
    steps: list[float] = []
    items = iter(written.split())
    for item in items:
        if item == "g":
            count, value = _numbers(next(items, "")), _numbers(next(items, ""))
            if count and value:
                steps.extend(value * min(int(max(count[0], 0)), most))
        else:
            steps.extend(_numbers(item))
        if len(steps) >= most:
            break
    return steps


def _rules(item: etree._Element) -> Iterator[Rule]:
    """The level and upright lines of a path: M x y, L x y, and C to close."""
    box = _numbers(item.get("Boundary"))
    data = next(_all(item, "AbbreviatedData"), None)
    if len(box) != 4 or data is None:
        return
    first = last = (0.0, 0.0)
    for found in _POINT.finditer(data.text or ""):
        here = first
        if found[2]:
            numbers = _numbers(f"{found[2]} {found[3]}")
            if len(numbers) != 2:
                return
            here = (box[0] + numbers[0], box[1] + numbers[1])
        if found[1] in "SM":
            first = here
        elif abs(here[0] - last[0]) <= _THIN or abs(here[1] - last[1]) <= _THIN:
            (x0, x1), (y0, y1) = sorted((last[0], here[0])), sorted((last[1], here[1]))
            yield Rule(x0 * _POINTS, y0 * _POINTS, x1 * _POINTS, y1 * _POINTS)
        last = here


def _numbers(text: str | None) -> list[float]:
    words = (text or "").split()
    return [float(word) for word in words] if all(map(_NUMBER.fullmatch, words)) else []
