"""The one door: kinds by content, limits, and nothing but `ReadingError` for any bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banjie_reader
from banjie_reader.errors import DamagedDocument, ReadingError, UnknownFormat
from banjie_reader.inputs import open_source
from banjie_reader.source import tables
from tests.reader.inputs.build import PLAN, SENTENCE, docx, pdf, zipped
from tests.reader.inputs.hostile.cuts import mutated

_DATA = Path(banjie_reader.__file__).parent / "data"
_WORDS = f"{PLAN}\n{SENTENCE}"
KINDS = {
    "docx": docx(),
    "pdf": pdf([(90, 100, 16, PLAN)]),
    "html": f"<html><body><p>{PLAN}</p></body></html>".encode(),
    "text": _WORDS.encode(),
}


@pytest.mark.parametrize("name", ["", "plan", "plan.txt", "计划.PDF", "a.docx", "x.html", "\0.doc"])
@pytest.mark.parametrize("kind", ["docx", "pdf", "html"])
def test_kind_is_told_by_content_whatever_the_name(kind, name):
    assert open_source(KINDS[kind], name).format == kind


@pytest.mark.parametrize(
    ("name", "kind"), [("", "text"), ("a.txt", "text"), ("a.md", "text"), ("a.htm", "html")]
)
def test_name_settles_what_content_leaves_open(name, kind):
    assert open_source(_WORDS.encode(), name).format == kind


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ofd", "a.pdf", "a.doc"])
@pytest.mark.parametrize("data", [_WORDS.encode(), zipped({"a.txt": "a"})])
def test_name_that_promises_another_kind_is_damage(name, data):
    with pytest.raises(DamagedDocument) as caught:
        open_source(data, name)
    assert name.removeprefix("a.").upper() in caught.value.say() or name == "a.doc"


def test_zip_of_other_things_is_unknown():
    with pytest.raises(UnknownFormat):
        open_source(zipped({"a.txt": "a"}), "a.zip")


def sentences(language: str) -> dict[str, str]:
    return json.loads((_DATA / f"errors.{language}.json").read_text("utf-8"))


def test_every_refusal_has_a_sentence_in_each_language():
    keys = {language: set(sentences(language)) for language in ("zh-Hans", "zh-Hant", "en")}
    assert keys["zh-Hans"] == keys["zh-Hant"] == keys["en"]
    codes = {kind.code for kind in ReadingError.__subclasses__()}
    assert {f"error.{code}" for code in codes} <= keys["en"]


def test_sentences_use_the_same_values_in_each_language():
    import re

    def places(sentence: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)\}", sentence))

    first, *others = (sentences(language) for language in ("zh-Hans", "zh-Hant", "en"))
    for other in others:
        assert {key: places(words) for key, words in first.items()} == {
            key: places(words) for key, words in other.items()
        }


def read_or_refuse(data: bytes, name: str = "") -> None:
    try:
        source = open_source(data, name)
    except ReadingError as error:
        error.say()
        return
    assert source.text.strip()
    for piece in source.pieces:
        assert 0 <= piece.span.start < piece.span.end <= len(source.text)
        assert source.text[piece.span.start : piece.span.end].strip()
    tables(source)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "a.docx", "a.txt", "a.html", "a.xlsx"]))
def test_any_bytes_are_read_or_refused(data, name):
    read_or_refuse(data, name)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"<html>", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_magic_are_read_or_refused(magic, data):
    read_or_refuse(magic + data)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["docx", "html", "text"]))
def test_mutated_documents_are_read_or_refused(seed, kind):
    read_or_refuse(mutated(KINDS[kind], seed), f"a.{kind}")


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_mutated_pdf_is_read_or_refused(seed):
    read_or_refuse(mutated(KINDS["pdf"], seed), "a.pdf")
