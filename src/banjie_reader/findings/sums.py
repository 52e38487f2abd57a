"""One thing counted twice with different results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banjie_reader.findings.fault import Fault
from banjie_reader.model import Quantity


def contradictions(figures: Sequence[Quantity]) -> Iterator[Fault]:
    """The later of two figures for the same thing in the same unit."""
    known: dict[tuple[str, str], Quantity] = {}
    for figure in figures:
        if not figure.of or figure.value is None or figure.unit == "%":
            continue
        first = known.setdefault((figure.of, figure.unit), figure)
        if first.value != figure.value:
            values = {"what": figure.of, "first": first.text, "second": figure.text}
            yield Fault("figures_differ", "note", figure.span, values)
