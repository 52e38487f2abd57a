"""Whole documents in the shapes that offices write, each with what is to be found in it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from banjie_reader import Activity, Reading, When, read_text
from banjie_reader.export import as_dict, spans_of

from .case import CASES, Case


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def reading(case: Case) -> Reading:
    return read_text(case.text)


def norm(words: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words)).lower()


def said(when: When) -> str:
    if when.start or when.end:
        return f"{when.start or ''}..{when.end or ''}"
    return "rule" if when.recurrence else when.text


def row(activity: Activity) -> list[str]:
    def names(phrases):
        return "、".join(p.text for p in phrases)

    return [
        activity.number or "-",
        activity.title.text,
        ", ".join(said(when) for when in activity.when),
        names(activity.where),
        names(activity.lead),
        names(activity.responsible),
        names(activity.cooperating),
    ]


def test_activities_are_those_of_the_document(case: Case, reading: Reading) -> None:
    found = [row(activity) for activity in reading.activities]
    for cells, expected in zip(found, case.activities, strict=False):
        cells[:] = [e if e == "*" else cell for cell, e in zip(cells, expected, strict=True)]
    assert found == case.activities


@pytest.mark.parametrize("name", ["title", "issuer", "kind", "year"])
def test_document_fields_are_as_stated(case: Case, reading: Reading, name: str) -> None:
    if name not in case.fields:
        pytest.skip("not stated for this document")
    value = as_dict(reading)[name]
    assert norm(str(value if value is not None else "")) == norm(case.fields[name])


def test_outline_is_as_stated(case: Case, reading: Reading) -> None:
    if "outline" not in case.fields:
        pytest.skip("not stated for this document")
    found = [f"{h.level} {h.number or ''}{h.text}" for h in reading.outline]
    assert found == [line.strip() for line in case.fields["outline"].split(";")]


def test_figures_are_as_stated(case: Case, reading: Reading) -> None:
    if "figures" not in case.fields:
        pytest.skip("not stated for this document")
    found = "; ".join(f"{q.value:g}{q.unit}" for q in reading.figures if q.value is not None)
    assert found == case.fields["figures"]


def test_findings_include_those_stated(case: Case, reading: Reading) -> None:
    if "findings" not in case.fields:
        pytest.skip("not stated for this document")
    found = {finding.code for finding in reading.findings}
    assert found >= {code.strip() for code in case.fields["findings"].split(";")}


def test_every_span_quotes_its_words(reading: Reading) -> None:
    for span, words in spans_of(reading):
        assert norm(reading.source.text[span.start : span.end]) == norm(words)


def test_every_paragraph_has_a_use(case: Case, reading: Reading) -> None:
    covered = sum(use.span.end - use.span.start for use in reading.coverage)
    written = sum(len(line.strip()) for line in case.text.splitlines())
    assert covered >= 0.9 * written or written < 50


def test_reading_twice_gives_the_same(case: Case, reading: Reading) -> None:
    assert as_dict(read_text(case.text)) == as_dict(reading)
