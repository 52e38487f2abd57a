"""Traditional script is read as well: every sample document, turned character by character."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import banjie_reader
from banjie_reader import Activity, Phrase, read_text
from banjie_reader.wordlists import simplified

from .case import CASES, Case

_PAIRS = json.loads(
    (Path(banjie_reader.__file__).parent / "data" / "script.json").read_text("utf-8")
)
_MARKS = re.compile(r"[\W_]")
_KEPT = set("里干谷征制准范布周后台面几出只系获秋")  # written alike, or with others for others
_TURN = {
    ord(b): a
    for a, b in zip(_PAIRS["traditional"], _PAIRS["simplified"], strict=True)
    if b not in _KEPT
}


def shown(activity: Activity) -> list[object]:
    def words(phrases: tuple[Phrase, ...]) -> list[str]:
        return [simplified(phrase.text) for phrase in phrases]

    return [
        *words((activity.title,)), activity.span.start, [(w.start, w.end) for w in activity.when],
        *map(words, (activity.where, activity.lead, activity.responsible, activity.cooperating)),
    ]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_traditional_says_the_same(case: Case) -> None:
    text = case.text.translate(_TURN)
    plain, turned = read_text(case.text), read_text(text)
    assert [shown(a) for a in turned.activities] == [shown(a) for a in plain.activities]
    assert [(h.level, h.span) for h in turned.outline] == [(h.level, h.span) for h in plain.outline]
    assert [(q.value, q.span) for q in turned.figures] == [(q.value, q.span) for q in plain.figures]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_read_is_quoted_as_written(case: Case) -> None:
    text = case.text.translate(_TURN)
    said = _MARKS.sub("", text)
    reading = read_text(text)
    names = [
        phrase.text
        for a in reading.activities
        for phrase in (a.title, *a.where, *a.lead, *a.responsible, *a.cooperating)
    ]
    for words in (*names, *(heading.text for heading in reading.outline)):
        assert _MARKS.sub("", words) in said
