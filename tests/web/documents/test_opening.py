"""What opens a file can hurt nothing but its own answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.documents import opening
from banjie.documents.attachments import look_into
from banjie.keeping.checks import State, around
from banjie_reader import ReadingError
from banjie_reader.inputs import open_source
from banjie_reader.model import Source
from tests.web import uploads

# The real program, with one second of time, and a parser that does this instead of its work.
PROGRAM = """
import os, runpy, socket
from banjie_reader import inputs
from banjie_reader.inputs import limits
limits.SECONDS = 1
def hostile(data, name):
    {hurt}
inputs.open_source = hostile
runpy.run_path({child!r}, run_name="__main__")
"""


@pytest.mark.parametrize(
    "hurt",
    [
        "while True: pass",
        "kept = [b'x' * n for n in range(10**7, 10**9)]",
        "os.abort()",
        "raise RuntimeError",
        "os.close(1)",
        "os._exit(0)",
        "os.write(1, b'{}\\n'); os._exit(0)",
        "os.write(1, b'{}\\n{}\\n'); os._exit(0)",
        "os.write(1, b'no json'); os._exit(0)",
        "os.write(1, b'[1]'); os._exit(0)",
        'os.write(1, b\'{"error": "os", "values": {}}\'); os._exit(0)',
        'os.write(1, b\'{"error": "nothing", "values": 1}\'); os._exit(0)',
    ],
)
def test_a_parser_that_runs_wild_is_cut_off_and_the_file_refused_in_words(
    hurt: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "hostile.py"
    program.write_text(PROGRAM.format(hurt=hurt, child=opening._CHILD))
    monkeypatch.setattr(opening, "_CHILD", str(program))
    with pytest.raises(ValidationError, match="复杂"):
        look_into(SimpleUploadedFile("名单.docx", uploads.docx("出席名单")))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", uploads.docx("出席名单")),
        ("a.xlsx", uploads.xlsx("流通册次")),
        ("a.html", "<html><body><p>举办读书会。</p></body></html>".encode()),
        ("a.txt", "举办读书会。".encode()),
        ("a.docx", b"PK\x03\x04 cut off"),
        ("a.xlsx", uploads.docx("出席名单")),
        ("a.txt", b"  "),
    ],
)
def test_a_file_opened_apart_says_what_it_says_otherwise(name: str, data: bytes) -> None:
    def told(opened: Callable[[bytes, str], Source]) -> object:
        try:
            return opened(data, name)
        except ReadingError as error:
            return error.code, error.say("zh-Hans")

    assert told(opening.open_apart) == told(open_source)


# unshare(2): EINVAL for a process of several threads.
CROWDED = """
import runpy, threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
runpy.run_path({child!r}, run_name="__main__")
"""


def test_a_network_that_could_not_be_cut_off_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "crowded.py"
    program.write_text(CROWDED.format(child=opening._CHILD))
    monkeypatch.setattr(opening, "_CHILD", str(program))
    assert not opening.network_is_off()
    assert opening.open_apart(uploads.docx("出席名单"), "a.docx").text
    assert around.opening().state is State.DOUBT
