"""What kind of file is this? Its content decides; its name only settles a tie."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from banjie_reader.errors import DamagedDocument, EncryptedDocument, UnknownFormat

Kind = Literal["zip", "pdf", "html", "text", "doc", "picture"]

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS: tuple[tuple[tuple[bytes, ...], Kind], ...] = (
    (ZIP_MAGIC, "zip"),
    ((b"{\\rtf",), "doc"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*"), "picture"),  # PNG, JPEG, TIFF
)
# Kinds that are recognised in order to say what to do instead.
_PICTURES = (b"GIF8", b"BM", b"RIFF")
_OTHERS = (
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
    b"SQLite format 3",
    b"MIME-Version:",
)
_HEAD = 2048
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg)[\s>]", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
# Names that promise a kind; other bytes under such a name are damaged, not merely unknown.
PROMISES = {".docx": "DOCX", ".xlsx": "XLSX", ".ofd": "OFD", ".pdf": "PDF", ".doc": "DOC"}


def suffix_of(name: str) -> str:
    return PurePath(name.replace("\0", "")).suffix.lower()


def kind_of(data: bytes, name: str = "") -> Kind:
    """The kind of the bytes. Raises `UnknownFormat` and its kin for what is no document."""
    head = data[:_HEAD]
    promised = PROMISES.get(suffix_of(name))
    for beginnings, kind in _BEGINNINGS:
        if head.startswith(beginnings):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(OLE_MAGIC):
        return _inside_ole(data)
    if head.startswith(_PICTURES):
        raise UnknownFormat(reason="picture")
    if head.startswith(_OTHERS):
        raise UnknownFormat()
    flat = head.replace(b"\0", b"")  # UTF-16 markup reads like ASCII once its zeros are gone
    if _HTML.search(flat):
        return "html"
    if _XML.search(flat):
        raise UnknownFormat()
    if promised:
        raise DamagedDocument(reason="other", format=promised)
    return "html" if suffix_of(name) in _HTML_NAMES else "text"


def _inside_ole(data: bytes) -> Kind:
    """An OLE container: a password-protected Office file, an old Word file, or something else.

    Its directory holds the names of its streams in UTF-16.
    """
    for stream in ("EncryptedPackage", "EncryptionInfo"):
        if stream.encode("utf-16-le") in data:
            raise EncryptedDocument(format="Office")
    if "WordDocument".encode("utf-16-le") in data:
        if _is_locked_word(data):
            raise EncryptedDocument(format="DOC")
        return "doc"
    raise UnknownFormat(reason="old")


def _is_locked_word(data: bytes) -> bool:
    """Does the head of an old Word file say that it is encrypted ([MS-DOC] 2.5.2, fEncrypted)?

    The stream with the head begins in the container's first sector, which is where Word puts it.
    """
    return data[512:514] == b"\xec\xa5" and len(data) > 523 and bool(data[523] & 0x01)
