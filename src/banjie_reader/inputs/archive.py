"""ZIP containers and the XML inside them (DOCX, XLSX, OFD), opened without trusting either."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from lxml import etree

from banjie_reader.errors import DamagedDocument, EncryptedDocument, ForbiddenContent
from banjie_reader.inputs import limits

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
# The only two that these containers allow; others unpack megabytes before a first byte is seen.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What no plan, notice or task table needs inside it, by name and by first bytes.
_MACRO = re.compile(r"vbaProject|macrosheets/|\.(?:docm|dotm|xlsm|xltm)$", re.IGNORECASE)
_TYPES = "[Content_Types].xml"
_EMBEDDED = re.compile(r"(?:^|/)(?:embeddings|activeX)/|oleObject[^/]*\.bin$", re.IGNORECASE)
_NESTED = re.compile(r"\.(?:zip|rar|7z|gz|bz2|xz|tar|jar|docx|xlsx|ofd|exe)$", re.IGNORECASE)
_NESTED_MAGIC = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xfd7zXZ", b"MZ")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError,
    RuntimeError, UnicodeError,
)  # fmt: skip


class Archive:
    """A ZIP file within the limits, with nothing in it that a document must not carry."""

    def __init__(self, data: bytes, format: str) -> None:  # noqa: A002 - as in Source
        self.format = format
        self._packed = len(data)
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DamagedDocument(reason="zip", format=format) from error
        entries = self._zip.infolist()
        limits.check_entries(len(entries))
        limits.check_unpacked(sum(entry.file_size for entry in entries), self._packed)
        self.names = {entry.filename for entry in entries}
        for entry in entries:
            self._check(entry)
        if _TYPES in self.names and b"macroEnabled" in self.read(_TYPES):
            raise ForbiddenContent(reason="macro", part=_TYPES)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise EncryptedDocument(format=self.format)
        name = entry.filename
        if entry.compress_type not in _METHODS:
            raise DamagedDocument(reason="part", format=self.format, part=name)
        if _MACRO.search(name):
            raise ForbiddenContent(reason="macro", part=name)
        if _EMBEDDED.search(name):
            raise ForbiddenContent(reason="embedded", part=name)
        if _NESTED.search(name):
            raise ForbiddenContent(reason="nested", part=name)
        try:
            with self._zip.open(entry) as stream:
                head = stream.read(8)
        except _BROKEN as error:
            raise DamagedDocument(reason="part", format=self.format, part=name) from error
        if head.startswith(_NESTED_MAGIC):
            raise ForbiddenContent(reason="nested", part=name)
        if head.startswith(_OLE_MAGIC):
            raise ForbiddenContent(reason="embedded", part=name)

    def read(self, name: str) -> bytes:
        """The bytes of the part `name`, counted while they stream out."""
        try:
            with self._zip.open(name) as stream:
                return self._drain(stream)
        except KeyError as error:
            raise DamagedDocument(reason="missing", format=self.format, part=name) from error
        except _BROKEN as error:
            raise DamagedDocument(reason="part", format=self.format, part=name) from error

    def _drain(self, stream: IO[bytes]) -> bytes:
        chunks = []
        while chunk := stream.read(_CHUNK):
            self._unpacked += len(chunk)
            limits.check_unpacked(self._unpacked, self._packed)
            chunks.append(chunk)
        return b"".join(chunks)

    def xml(
        self,
        name: str,
        renamed: Iterable[tuple[str, str]] = (),
        prepared: Callable[[bytes], bytes] = bytes,
    ) -> etree._Element:
        """The root of the XML part `name`, after what `prepared` does to its bytes.

        `renamed` maps namespaces to those the reader knows.
        """
        data = prepared(self.read(name))
        for old, new in renamed:
            data = data.replace(old.encode(), new.encode())
        return parse_xml(data, self.format, name)

    def main_part(self) -> str:
        """The part the package names as its document ("" for a ZIP that is no document)."""
        if "OFD.xml" in self.names:
            return "OFD.xml"
        return self.related("").get("officeDocument", "")

    def related(self, part: str) -> dict[str, str]:
        """The parts that `part` refers to, by the last word of the relationship's type."""
        found: dict[str, str] = {}
        for item, target in self._relations(part):
            found.setdefault(item.get("Type", "").rpartition("/")[2], target)
        return found

    def related_by_id(self, part: str) -> dict[str, str]:
        """The parts that `part` refers to, by the relationship's own name."""
        return {item.get("Id", ""): target for item, target in self._relations(part)}

    def _relations(self, part: str) -> Iterator[tuple[etree._Element, str]]:
        """External targets are left out: nothing outside the file is ever opened."""
        folder, _, own = part.rpartition("/")
        name = f"{folder}/_rels/{own}.rels".lstrip("/")
        for item in self.xml(name) if name in self.names else ():
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                yield item, target.lstrip("/")


def parse_xml(data: bytes, format: str, part: str) -> etree._Element:  # noqa: A002 - as in Source
    """Parse XML without entities, network or DOCTYPE.

    Only UTF-8 and UTF-16 are read, whatever the declaration says: these containers allow no other,
    and a rare encoding is a way to hide a DOCTYPE from the search for it.
    """
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if wide else "utf-8"
    marks = data.count(b"<\0" if wide else b"<") + data.count(b"=\0" if wide else b"=")
    limits.check_marks(marks, part)
    declared = ("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
    if any(mark in data for mark in declared):
        raise ForbiddenContent(reason="doctype", part=part)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DamagedDocument(reason="xml", format=format, part=part) from error
