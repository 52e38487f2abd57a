"""The empty sheet in, the finished file out, the same bytes every time."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can carry."""

UNIX = 3

COMMENT = re.compile(rb"<!--.*?-->\s*", re.DOTALL)
"""The comments under base/ are for those who read the source; no office suite needs them."""


def empty_sheet() -> Document:
    """A document without words: the files under base/, which hold page, grid, styles and fonts."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in sorted(_entries(files(__package__) / "base", "")):
            archive.writestr(name, COMMENT.sub(b"", content))
    packed.seek(0)
    return docx.Document(packed)


def _entries(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _entries(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


def packed(document: Document) -> bytes:
    """The file. Entries are stored, not compressed: what zlib makes differs between machines."""
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_STORED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, EPOCH)
            entry.create_system = UNIX
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
