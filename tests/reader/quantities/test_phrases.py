"""Every row of the quantity tables: the words, the amount, the unit, how exact, and of what."""

from __future__ import annotations

import pytest

from banjie_reader.quantities import find_quantities
from tests.reader.quantities.rows import Row, rows, shown


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.kind}: {row.text}") for row in rows()])
def test_quantity_read(row: Row) -> None:
    found = find_quantities(row.text)
    assert [(q.text, shown(q.value, q.low, q.high), q.approx) for q in found] == [
        (e.words, e.value, e.approx) for e in row.expected
    ]
    for quantity, expected in zip(found, row.expected, strict=True):
        assert row.text[quantity.span.start : quantity.span.end] == quantity.text
        assert (quantity.unit or "-") in expected.unit.split("/")
        assert not expected.things or any(
            quantity.of and (quantity.of in thing or thing in quantity.of)
            for thing in expected.things
        )
