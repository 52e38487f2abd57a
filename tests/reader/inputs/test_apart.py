"""A program that opens a file apart: what it is told, and what it may say."""

from __future__ import annotations

import pytest

from banjie_reader.errors import DamagedDocument
from banjie_reader.inputs.apart import ask

_DIED = DamagedDocument(reason="pdf")


def test_a_program_is_told_no_key_of_whoever_calls_it(monkeypatch):
    kept = ("BANJIE_SECRET_KEY", "BANJIE_CONTACT_KEY", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY")
    for name in kept:
        monkeypatch.setenv(name, "tell nobody")
    monkeypatch.setenv("LC_TIME", "C.UTF-8")
    program = ["-c", "import json, os; print(json.dumps(dict(os.environ)))"]
    [told] = ask(program, b"", seconds=60, died=_DIED)
    assert "tell nobody" not in told.values()
    assert told["LC_TIME"] == "C.UTF-8"
    assert "PATH" in told


@pytest.mark.parametrize("said", ["no json", "[1]", "7", "{"])
def test_words_that_are_no_answer_are_the_fault_of_the_file(said):
    with pytest.raises(DamagedDocument):
        list(ask(["-c", f"print({said!r})"], b"", seconds=60, died=_DIED))
