"""PDF files: their pages carried over into a new file, in a process of their own."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from banjie_reader.errors import DamagedDocument, EmptyDocument, EncryptedDocument
from banjie_reader.inputs.apart import ask
from banjie_reader.inputs.limits import SECONDS, check_pages

_CHILD = str(Path(__file__).with_name("child.py"))


def redrawn(data: bytes) -> bytes:
    """The same pages without title, author, times and remarks. Raises `ReadingError`."""
    damaged = DamagedDocument(reason="pdf")
    answer: dict[str, Any] = next(
        ask([_CHILD], data, seconds=SECONDS, died=damaged), {"error": "damaged"}
    )
    check_pages(answer.get("pages", 0))
    match answer.get("error"):
        case "encrypted":
            raise EncryptedDocument(format="PDF")
        case "empty":
            raise EmptyDocument()
        case None:
            return base64.b64decode(answer["pdf"])
    raise damaged
