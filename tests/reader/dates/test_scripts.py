"""Traditional script is read as well: every phrase row, turned character by character."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import banjie_reader
from banjie_reader.dates import find_dates
from tests.reader.dates.rows import Row, rows, shown

_PAIRS = json.loads(
    (Path(banjie_reader.__file__).parent / "data" / "script.json").read_text("utf-8")
)
_KEPT = set("里干谷征制准范布周后历")  # in words of dates these are written alike or have two forms
_TURN = {
    ord(b): a
    for a, b in zip(_PAIRS["traditional"], _PAIRS["simplified"], strict=True)
    if b not in _KEPT
} | {ord("后"): "後", ord("历"): "曆", ord("周"): "週"}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.kind}: {row.text}") for row in rows()])
def test_traditional_says_the_same(row: Row) -> None:
    text = row.text.translate(_TURN)
    found = find_dates(text, row.reference)
    assert [shown(w.start, w.end, w.recurrence) for w in found] == [
        days for _, days in row.expected
    ]
    assert all(text[w.span.start : w.span.end] == w.text for w in found)
