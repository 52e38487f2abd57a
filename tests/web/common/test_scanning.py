"""A virus scanner by clamd's protocol: it finds, it finds nothing, it is slow, broken or away."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.common import scanning
from banjie.common.files import check_upload

# The test file of the European Institute for Computer Antivirus Research, in two parts so that this
# file is none.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SILENT = "say nothing"


class Clamd(socketserver.StreamRequestHandler):
    """Answers one INSTREAM as clamd does, or with what the server was told to say."""

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        found = "stream: Eicar-Signature FOUND" if EICAR in data else "stream: OK"
        told = getattr(self.server, "told", "") or found
        if told == SILENT:
            self.rfile.read(1)  # until the other side gives up
            return
        self.wfile.write(told.encode() + b"\0")


class Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    told = ""


@pytest.fixture
def clamd(settings: LazySettings, tmp_path: Path) -> Iterator[Server]:
    server = Server(str(tmp_path / "clamd.sock"), Clamd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.BANJIE_CLAMD = str(tmp_path / "clamd.sock")
    yield server
    server.shutdown()
    server.server_close()


def sent(words: bytes = b"minutes " * 50_000) -> SimpleUploadedFile:
    return SimpleUploadedFile("纪要.pdf", b"%PDF-1.4 " + words)


def test_a_file_in_which_something_is_found_is_refused(clamd: Server) -> None:
    assert check_upload(sent()).name == "纪要.pdf"
    with pytest.raises(ValidationError, match="病毒"):
        check_upload(sent(EICAR))


@pytest.mark.parametrize("told", ["INSTREAM size limit exceeded. ERROR", "\0", SILENT, "away"])
def test_without_an_answer_the_setting_decides(
    told: str, clamd: Server, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SECONDS", 0.2 if told == SILENT else 20)
    clamd.told = told
    if told == "away":
        settings.BANJIE_CLAMD = "127.0.0.1:1"
    with pytest.raises(ValidationError, match="检查"):
        check_upload(sent())
    settings.BANJIE_CLAMD_ABSENT = "admit"
    assert check_upload(sent()).name == "纪要.pdf"
