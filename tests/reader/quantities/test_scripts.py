"""Traditional script is read as well: every quantity row, turned character by character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import banjie_reader
from banjie_reader.quantities import find_quantities
from tests.reader.quantities.rows import Row, rows, shown

_PAIRS = json.loads(
    (Path(banjie_reader.__file__).parent / "data" / "script.json").read_text("utf-8")
)
_KEPT = set("里干谷征制准范布周后台面几出")  # written alike, or with other characters for others
_TURN = {
    ord(b): a
    for a, b in zip(_PAIRS["traditional"], _PAIRS["simplified"], strict=True)
    if b not in _KEPT
}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.kind}: {row.text}") for row in rows()])
def test_traditional_says_the_same(row: Row) -> None:
    text = row.text.translate(_TURN)
    found = find_quantities(text)
    assert [(shown(q.value, q.low, q.high), q.approx) for q in found] == [
        (e.value, e.approx) for e in row.expected
    ]
    for quantity in found:
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert not quantity.of or quantity.of == "人" or quantity.of in text.replace(" ", "")
