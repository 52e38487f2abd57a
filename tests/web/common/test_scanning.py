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
from banjie.documents.sheets import read_rows

# The test file of the European Institute for Computer Antivirus Research, in two parts so that this
# file is none.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SILENT = "say nothing"


class Clamd(socketserver.StreamRequestHandler):
    """Answers one INSTREAM as clamd does, or with what the server was told to say."""

    def handle(self) -> None:
        if (asked := self.rfile.read(6)) == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        assert asked + self.rfile.read(4) == b"zINSTREAM\0"
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
    told: str, clamd: Server, settings: LazySettings, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr(scanning, "SECONDS", 0.2 if told == SILENT else 20)
    clamd.told = told
    if told == "away":
        settings.BANJIE_CLAMD = "127.0.0.1:1"
    with pytest.raises(ValidationError, match="检查"):
        check_upload(sent())
    settings.BANJIE_CLAMD_ABSENT = "admit"
    assert check_upload(sent()).name == "纪要.pdf"
    assert caplog.records == []  # its time would tell when an unnamed visitor was here


def test_a_workbook_of_a_plan_is_looked_into_as_well(clamd: Server) -> None:
    scanning.ping()
    with pytest.raises(ValidationError, match="病毒"):
        read_rows(SimpleUploadedFile("任务分解表.xlsx", b"PK\x03\x04" + EICAR))


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("/run/clamd.ctl", "/run/clamd.ctl"),
        ("scanner.example:3310", ("scanner.example", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        *((odd, None) for odd in ("localhost", "localhost:", ":3310", "a:b", "a:0", "a:65536")),
    ],
)
def test_a_scanner_is_named_by_a_socket_or_by_host_and_port(
    named: str, found: object, settings: LazySettings
) -> None:
    settings.BANJIE_CLAMD = named
    if found:
        assert scanning.place() == found
        return
    with pytest.raises(scanning.NoAnswer, match="host:port"):
        scanning.place()
