"""Documents → `Source`, one door for every kind of file."""

from __future__ import annotations

from banjie_reader.errors import DamagedDocument, EmptyDocument, UnknownFormat
from banjie_reader.inputs import kinds
from banjie_reader.inputs.limits import check_file
from banjie_reader.model import Source


def open_source(data: bytes, name: str = "", *, scans: bool = True) -> Source:
    """Read a document of any known kind.

    The kind is decided by content; `name` only tells two kinds apart that look alike. Text
    recognition takes seconds a page; with `scans` False, scanned pages stay pictures.
    Raises nothing but `ReadingError`, whatever the bytes are. The readers are imported when they
    are needed: reading plain text loads no XML or PDF library.
    """
    check_file(len(data))
    if not data.strip():
        raise EmptyDocument()
    match kinds.kind_of(data, name):
        case "zip":
            return _open_archive(data, name)
        case "text":
            from banjie_reader.inputs import text

            return text.read(data)
        case "html":
            from banjie_reader.inputs import html

            return html.read(data)
        case "pdf":
            from banjie_reader.inputs import pdf

            return pdf.read(data, scans=scans)
        case "picture":
            from banjie_reader.inputs import scan

            return scan.read(data, scans=scans)
        case "doc":
            from banjie_reader.inputs import doc

            return doc.read(data)


def _open_archive(data: bytes, name: str) -> Source:
    """A ZIP is a document when it has the main part of one."""
    from banjie_reader.inputs import docx, ofd, xlsx
    from banjie_reader.inputs.archive import Archive

    promised = kinds.PROMISES.get(kinds.suffix_of(name))
    archive = Archive(data, promised or "ZIP")
    main = archive.main_part()
    for place, reader in (("word/", docx.read), ("xl/", xlsx.read), (ofd.MAIN, ofd.read)):
        if main.startswith(place):
            return reader(archive, main)
    if promised:
        raise DamagedDocument(reason="other", format=promised)
    raise UnknownFormat()
