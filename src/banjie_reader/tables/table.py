"""A table as rows of cells, each cell the stretches of text that its lines are."""

from __future__ import annotations

from dataclasses import dataclass, field

from banjie_reader.model import Span

Cell = list[Span]  # none when it is empty


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, with spans into the working text."""

    rows: list[list[Cell]]
    columns: dict[int, str] = field(default_factory=dict)  # known without a header row
