"""How much of our own annotated documents the reader finds; it may only get better.

Each `*.txt` here has a `*.json` beside it that says what is in it. Run with `-s` to see the table
and, for every document that is not read perfectly, what it lost.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from banjie_reader import read_text
from banjie_reader.export import as_dict, spans_of

from .scoring import Data, Score, norm, score

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
# Precision and recall, as reached; raise them when the reader gets better.
FLOORS: dict[str, tuple[float, float]] = json.loads((HERE / "floors.json").read_text("utf-8"))


def written(name: str) -> str:
    return (HERE / f"{name}.txt").read_text("utf-8")


def wanted(name: str) -> Data:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))


@cache
def scores() -> dict[str, Score]:
    return {name: score(as_dict(read_text(written(name))), wanted(name)) for name in NAMES}


@pytest.fixture(scope="module")
def total() -> Score:
    return sum(scores().values(), Score())


def test_table_is_printed(total: Score) -> None:
    for name, one in scores().items():
        lost = [k for k, t in one.items() if t.right < max(t.given, t.wanted)]
        sys.stdout.write(f"\n{name:<32} {', '.join(lost) or 'all right'}")
    sys.stdout.write(f"\n\n{len(NAMES)} documents\n{total.table()}\n")
    assert set(total) == set(FLOORS)


@pytest.mark.parametrize("measure", FLOORS)
def test_measure_keeps_its_floor(total: Score, measure: str) -> None:
    precision, recall = FLOORS[measure]
    tally = total[measure]
    assert (tally.precision >= precision, tally.recall >= recall) == (True, True), tally


@pytest.mark.parametrize("name", NAMES)
def test_spans_quote_their_words(name: str) -> None:
    reading = read_text(written(name))
    for span, words in spans_of(reading):
        assert norm(reading.source.text[span.start : span.end]) == norm(words)


@pytest.mark.parametrize("name", NAMES)
def test_annotation_quotes_the_document(name: str) -> None:
    text, document = written(name), wanted(name)
    for entry in [*document.get("outline", []), *document.get("figures", [])]:
        start, end = entry["span"]
        assert norm(entry["text"]) in norm(text[start:end])
    for activity in document["activities"]:
        phrases = [activity["title"], *(when["text"] for when in activity.get("when", []))]
        for role in ("where", "lead", "responsible", "cooperating"):
            phrases += activity.get(role, [])
        assert [p for p in phrases if norm(p) not in norm(text)] == []
