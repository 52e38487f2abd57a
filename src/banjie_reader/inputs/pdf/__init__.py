"""PDF, its text layer read in a process of its own (see `child`); scanned pages are recognised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from banjie_reader.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    NoTextLayer,
    OverLimit,
)
from banjie_reader.inputs import scan
from banjie_reader.inputs.apart import ask
from banjie_reader.inputs.layout import Page, Rule, Word, write_pages
from banjie_reader.inputs.limits import CHARACTERS, SECONDS, check_pages
from banjie_reader.model import Source
from banjie_reader.source import Writer

_CHILD = str(Path(__file__).with_name("child.py"))
_STAMPED = 30  # characters that a scanning program adds to a page that is a picture
_COVERED = 0.6  # the part of a page that a scan covers


def read(data: bytes, *, scans: bool = True) -> Source:
    """Read a PDF: 0 pages → `EmptyDocument`; scanned pages go through text recognition.

    Without text recognition (installed and wanted) they are named in `unread_pages`; where there
    are no others → `NoTextLayer`.
    """
    pages, scanned = _text_layer(data)
    unread = [] if scans and scan.can_recognise() else scanned
    if unread:
        if not any(page.words for page in pages if page.number not in unread):
            raise NoTextLayer(reason="missing", pages=len(pages))
    elif scanned:
        for page in scan.recognise(data, scanned):
            pages[page.number - 1] = page
        if not any(page.words for page in pages):
            raise NoTextLayer(reason="nothing", pages=len(pages))
    writer = Writer("pdf")
    write_pages(pages, writer)
    return replace(writer.source(), unread_pages=tuple(unread))


def _text_layer(data: bytes) -> tuple[list[Page], list[int]]:
    """The pages with the words of their text layer, and the numbers of those that are scans."""
    answers = ask([_CHILD], data, seconds=SECONDS, died=DamagedDocument(reason="pdf"))
    first: dict[str, Any] = next(answers, {"error": "damaged"})
    _check(first)
    count = int(first["pages"])
    check_pages(count)
    if count == 0:
        raise EmptyDocument()
    pages: list[Page] = []
    scanned: list[int] = []
    for number, answer in enumerate(answers, 1):
        _check(answer)
        words = [Word(*word) for word in answer["words"]]
        rules = [Rule(*rule) for rule in answer["rules"]]
        width, height = answer["size"]
        pages.append(Page(number, width, height, words, rules))
        if _is_scan(words, answer["covered"]):
            scanned.append(number)
    if len(pages) < count:
        raise DamagedDocument(reason="pdf")
    return pages, scanned


def _is_scan(words: list[Word], covered: float) -> bool:
    """Is a page with these words, the part `covered` of it by a picture, a picture of a page?"""
    characters = sum(len(word.text) for word in words)
    return covered > 0 and (characters == 0 or (characters <= _STAMPED and covered >= _COVERED))


def _check(answer: dict[str, Any]) -> None:
    match answer.get("error"):
        case "encrypted":
            raise EncryptedDocument(format="PDF")
        case "characters":
            raise OverLimit(reason="characters", found=CHARACTERS, limit=CHARACTERS)
        case "empty":
            raise EmptyDocument()
        case "damaged":
            raise DamagedDocument(reason="pdf")
