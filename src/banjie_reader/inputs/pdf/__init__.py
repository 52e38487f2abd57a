"""PDF with a text layer, read in a process of its own (see `child`)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from banjie_reader.errors import (
    DamagedDocument,
    EmptyDocument,
    EncryptedDocument,
    NoTextLayer,
    OverLimit,
)
from banjie_reader.inputs.layout import Page, Rule, Word, write_pages
from banjie_reader.inputs.limits import CHARACTERS, SECONDS, check_pages
from banjie_reader.model import Source
from banjie_reader.source import Writer

_CHILD = Path(__file__).with_name("child.py")
_SPENT = (-9, -24)  # killed by the kernel: no memory left, no processor time left


def read(data: bytes) -> Source:
    """Read a PDF: 0 pages → `EmptyDocument`, pictures of pages only → `NoTextLayer`."""
    answers = _ask(data)
    first: dict[str, Any] = next(answers, {"error": "damaged"})
    _check(first)
    count = int(first["pages"])
    check_pages(count)
    if count == 0:
        raise EmptyDocument()
    pages, pictures = [], 0
    for number, answer in enumerate(answers, 1):
        _check(answer)
        width, height = answer["size"]
        words = [Word(*word) for word in answer["words"]]
        pages.append(Page(number, width, height, words, [Rule(*rule) for rule in answer["rules"]]))
        pictures += answer["pictures"]
    if len(pages) < count:
        raise DamagedDocument(reason="pdf")
    if pictures and not any(page.words for page in pages):
        raise NoTextLayer(pages=count)
    writer = Writer("pdf")
    write_pages(pages, writer)
    return writer.source()


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


def _ask(data: bytes) -> Iterator[dict[str, Any]]:
    """The child's answers. Its death is the document's fault: too costly, or damaged."""
    command = [sys.executable, "-P", str(_CHILD)]
    try:
        child = subprocess.run(  # noqa: S603 - our own file, no word of it from outside
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OverLimit(reason="time", limit=SECONDS) from error
    if child.returncode in _SPENT:
        raise OverLimit(reason="time", limit=SECONDS)
    if child.returncode != 0:
        raise DamagedDocument(reason="pdf")
    for line in child.stdout.splitlines():
        yield json.loads(line)
