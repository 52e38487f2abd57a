"""Old Word files: through LibreOffice where there is one, else with advice."""

from __future__ import annotations

import shutil

import pytest

from banjie_reader.errors import (
    EncryptedDocument,
    ForbiddenContent,
    OverLimit,
    UnknownFormat,
)
from banjie_reader.inputs import doc, open_source
from tests.reader.inputs.hostile.plain import ole_with

RTF = "{\\rtf1\\ansi\\deff0 \\u35835?\\u20070?\\u20250?\\par}".encode("ascii")


def test_without_converter_the_advice_is_to_save_as_docx(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnknownFormat, match=r"另存为 \.docx"):
        open_source(RTF, "a.doc")


def test_rich_text_is_read_where_there_is_a_converter():
    if shutil.which("soffice") is None:
        with pytest.raises(UnknownFormat):
            open_source(RTF, "a.doc")
        return
    source = open_source(RTF, "a.doc")
    assert source.text.strip() == "读书会"
    assert source.format == "docx"


def test_converter_that_does_not_end_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    monkeypatch.setattr(doc, "CONVERSION_SECONDS", 0.2)
    with pytest.raises(OverLimit):
        open_source(RTF, "a.rtf")


def test_converter_that_makes_nothing_means_damage(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/true")
    with pytest.raises(Exception, match="转换失败"):
        open_source(RTF, "a.rtf")


def test_old_file_with_macros_or_password_is_refused():
    with pytest.raises(ForbiddenContent):
        open_source(ole_with("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"))
    head = ole_with("WordDocument").ljust(512, b"\0")[:512]
    locked = head + b"\xec\xa5" + bytes(9) + b"\x01" + "WordDocument".encode("utf-16-le")
    with pytest.raises(EncryptedDocument):
        open_source(locked)
