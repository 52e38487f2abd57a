"""Scans: pages that are pictures, read by text recognition where `banjie[ocr]` is installed.

A process of its own does the work (see `child`); its answers have the shape of a text layer, so
that columns, paragraphs and tables are found as in any other PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from banjie_reader.errors import DamagedDocument, NoTextLayer, OverLimit
from banjie_reader.inputs.apart import ask
from banjie_reader.inputs.layout import Page, Rule, Word, write_pages
from banjie_reader.inputs.limits import SCAN_PAGES, SCAN_PIXELS, SCAN_SECONDS
from banjie_reader.model import Source
from banjie_reader.source import Writer

_CHILD = ("-m", "banjie_reader.inputs.scan.child")


def can_recognise() -> bool:
    """Is text recognition installed here?"""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read(data: bytes, *, scans: bool = True) -> Source:
    """Read a picture of one page, or a TIFF file of several."""
    if not (scans and can_recognise()):
        raise NoTextLayer(reason="picture")
    pages = list(_pages(data, ()))
    if not any(page.words for page in pages):
        raise NoTextLayer(reason="nothing", pages=len(pages))
    writer = Writer("picture")
    write_pages(pages, writer)
    return writer.source()


def recognise(data: bytes, numbers: Sequence[int]) -> Iterator[Page]:
    """The pages of a PDF with these numbers, counted from 1. Needs `can_recognise`."""
    _check_count(len(numbers))
    for number, page in zip(numbers, _pages(data, numbers), strict=True):
        page.number = number
        yield page


def _pages(data: bytes, numbers: Sequence[int]) -> Iterator[Page]:
    program = [*_CHILD, ",".join(map(str, numbers))]
    died = DamagedDocument(reason="scan")
    count = written = 0
    for answer in ask(program, data, seconds=SCAN_SECONDS, died=died):
        _check(answer)
        if "pages" in answer:
            count = int(answer["pages"])
            _check_count(count)
            continue
        written += 1
        words = [Word(*word) for word in answer["words"]]
        rules = [Rule(*rule) for rule in answer["rules"]]
        width, height = answer["size"]
        yield Page(written, width, height, words, rules)
    if written < count:
        raise died


def _check_count(count: int) -> None:
    if count > SCAN_PAGES:
        raise OverLimit(reason="scans", found=count, limit=SCAN_PAGES)


def _check(answer: dict[str, Any]) -> None:
    match answer.get("error"):
        case "damaged" | "costly":
            raise DamagedDocument(reason="scan")
        case "pixels":
            found, limit = (f"{n // 1_000_000}" for n in (answer["found"], SCAN_PIXELS))
            raise OverLimit(reason="pixels", found=found, limit=limit)
