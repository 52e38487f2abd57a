"""Text in wrong encodings, binary files, and files of no known kind."""

from __future__ import annotations

import codecs
import random
import zlib
from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, SENTENCE

WORDS = (PLAN + "\n" + SENTENCE) * 3
_MEGABYTE = 1024 * 1024


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield from _empty()
    yield from _wrong_encodings()
    yield from _large()
    yield from _other_kinds()


def _empty() -> Iterator[tuple[str, bytes, str | None]]:
    yield "empty.txt", b"", "empty"
    yield "empty.docx", b"", "empty"
    yield "blanks.txt", b" \r\n\t \n" * 50, "empty"
    yield "wide-blanks.txt", "\u3000\n\u3000".encode(), "empty"
    yield "bom-only.txt", codecs.BOM_UTF8, "empty"
    yield "bom16-only.txt", codecs.BOM_UTF16_LE, "empty"


def _wrong_encodings() -> Iterator[tuple[str, bytes, str | None]]:
    utf8, gbk = WORDS.encode(), WORDS.encode("gb18030")
    yield "nul.txt", b"\0" * 4096, "unreadable_text"
    yield "nul-inside.txt", utf8[:30] + b"\0" + utf8[30:], "unreadable_text"
    yield "utf8-read-as-gbk.txt", utf8.decode("gb18030", "ignore").encode(), "unreadable_text"
    yield "utf8-read-as-latin.txt", utf8.decode("latin-1").encode(), "unreadable_text"
    yield "gbk-read-as-latin.txt", gbk.decode("latin-1").encode(), "unreadable_text"
    yield "gbk-read-as-utf8.txt", gbk.decode("utf-8", "replace").encode(), "unreadable_text"
    yield "kuntaokao.txt", ("锟斤拷" * 40).encode(), "unreadable_text"
    yield "utf16-odd.txt", WORDS.encode("utf-16")[:-1], "unreadable_text"
    yield "utf32-cut.txt", WORDS.encode("utf-32")[:-3], "unreadable_text"
    yield "surrogates.txt", WORDS.encode() + b"\xed\xa0\x80\xed\xb0\x80", "unreadable_text"
    yield "overlong.txt", b"\xc0\xaf\xe0\x80\xaf" * 40, "unreadable_text"
    yield "half-cut-character.txt", utf8[:-1], None
    yield "mixed.txt", utf8 + gbk, "unreadable_text"
    yield "shift-jis.txt", ("これは計画ではありません。" * 20).encode("shift_jis"), None
    yield "korean.txt", ("이것은 계획이 아닙니다. " * 20).encode("euc-kr"), None
    yield "controls.txt", bytes(range(1, 32)) * 40, "unreadable_text"
    yield "utf7.txt", WORDS.encode("utf-7"), None
    yield "bom-lies.txt", codecs.BOM_UTF16_LE + utf8, None
    for seed in range(6):
        noise = random.Random(seed).randbytes(3000 + 997 * seed)
        yield f"noise-{seed}.txt", noise, "unreadable_text"
    yield "noise.docx", random.Random(9).randbytes(5000), "damaged"


def _large() -> Iterator[tuple[str, bytes, str | None]]:
    yield "too-large.txt", b"a" * (21 * _MEGABYTE), "over_limit"
    yield "thirty-megabytes.docx", b"PK\x03\x04" + bytes(30 * _MEGABYTE), "over_limit"
    yield "eleven-million-characters.txt", b"a" * 11_000_000, "over_limit"
    yield "one-line.txt", ("市" * 1_500_000).encode(), None
    yield "many-lines.txt", b"a\n" * 1_000_000, "over_limit"
    yield "blank-lines.txt", b"\n" * 5_000_000 + b"a", None
    yield "spaces.txt", "市".encode() + b" " * 3_000_000 + "局".encode(), None
    yield "brackets.txt", "（".encode() * 500_000, None
    yield "numbers.txt", b"1" * 2_000_000, None
    yield "digits-dots.txt", b"1." * 1_000_000, None
    yield "commas.txt", "市、".encode() * 500_000, None
    yield "quotes.txt", "“".encode() * 500_000, None


def _other_kinds() -> Iterator[tuple[str, bytes, str | None]]:
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"
    yield "picture.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "damaged"
    yield "picture.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"
    yield "picture.gif", b"GIF89a" + bytes(100), "unknown_format"
    yield "scan.tiff", b"II*\0" + bytes(100), "damaged"
    yield "program.exe", b"MZ" + bytes(500), "unknown_format"
    yield "program.docx", b"\x7fELF" + bytes(500), "unknown_format"
    yield "packed.gz", b"\x1f\x8b\x08" + zlib.compress(b"a" * 1000), "unknown_format"
    yield "packed.rar", b"Rar!\x1a\x07\x01\0" + bytes(100), "unknown_format"
    yield "packed.7z", b"7z\xbc\xaf\x27\x1c" + bytes(100), "unknown_format"
    yield "table.sqlite", b"SQLite format 3\0" + bytes(500), "unknown_format"
    yield (
        "drawing.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "unknown_format",
    )
    yield "data.xml", b"<?xml version='1.0'?><plan/>", "unknown_format"
    yield "old.doc", _ole("\0W\0o\0r\0k\0b\0o\0o\0k"), "unknown_format"
    yield "locked.docx", ole_with("EncryptedPackage"), "encrypted"
    yield "locked.xlsx", ole_with("EncryptionInfo"), "encrypted"
    yield "garbage.doc", ole_with("WordDocument"), None
    yield "nested.rtf", b"{\\rtf1" + b"{" * 50_000, None


def ole_with(stream: str) -> bytes:
    """The magic of an OLE container and the name of one stream, as in its directory."""
    return _ole("\0" * 1000) + stream.encode("utf-16-le") + bytes(1000)


def _ole(inside: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + inside.encode("latin-1")
