"""Whole documents in the shapes that offices write, each with what is to be found in it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from banjie_reader import Activity, Reading, When, read_text
from banjie_reader.export import as_dict, spans_of

from .case import CASES, Case

by_name = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def stating(name: str) -> pytest.MarkDecorator:
    """The cases that say what `name` is to be."""
    cases = [case for case in CASES if name in case.fields]
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


FIELDS = [
    pytest.param(case, name, id=f"{case.name}-{name}")
    for case in CASES
    for name in ("title", "issuer", "kind", "year")
    if name in case.fields
]


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


@by_name
def test_activities_are_those_of_the_document(case: Case, reading: Reading) -> None:
    found = [row(activity) for activity in reading.activities]
    for cells, expected in zip(found, case.activities, strict=False):
        cells[:] = [e if e == "*" else cell for cell, e in zip(cells, expected, strict=True)]
    assert found == case.activities


@pytest.mark.parametrize(("case", "name"), FIELDS)
def test_document_fields_are_as_stated(case: Case, reading: Reading, name: str) -> None:
    value = as_dict(reading)[name]
    assert norm(str(value if value is not None else "")) == norm(case.fields[name])


@stating("outline")
def test_outline_is_as_stated(case: Case, reading: Reading) -> None:
    found = [f"{h.level} {h.number or ''}{h.text}" for h in reading.outline]
    assert found == [line.strip() for line in case.fields["outline"].split(";")]


@stating("figures")
def test_figures_are_as_stated(case: Case, reading: Reading) -> None:
    found = "; ".join(f"{q.value:g}{q.unit}" for q in reading.figures if q.value is not None)
    assert found == case.fields["figures"]


@stating("findings")
def test_findings_include_those_stated(case: Case, reading: Reading) -> None:
    found = {finding.code for finding in reading.findings}
    assert found >= {code.strip() for code in case.fields["findings"].split(";")}


@by_name
def test_every_span_quotes_its_words(reading: Reading) -> None:
    for span, words in spans_of(reading):
        assert norm(reading.source.text[span.start : span.end]) == norm(words)


@by_name
def test_every_paragraph_has_a_use(case: Case, reading: Reading) -> None:
    covered = sum(use.span.end - use.span.start for use in reading.coverage)
    written = sum(len(line.strip()) for line in case.text.splitlines())
    assert covered >= 0.9 * written or written < 50


@by_name
def test_reading_twice_gives_the_same(case: Case, reading: Reading) -> None:
    assert as_dict(read_text(case.text)) == as_dict(reading)
