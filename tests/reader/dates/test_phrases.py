"""Every row of the phrase tables: the right words, at their place, and the right days."""

from __future__ import annotations

import pytest

from banjie_reader.dates import find_dates
from tests.reader.dates.rows import Row, rows, shown


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.kind}: {row.text}") for row in rows()])
def test_phrase_found_and_resolved(row: Row) -> None:
    found = find_dates(row.text, row.reference)
    assert [(w.text, shown(w.start, w.end, w.recurrence)) for w in found] == row.expected
    for when in found:
        assert row.text[when.span.start : when.span.end] == when.text
