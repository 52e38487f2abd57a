"""Tables as rows of cells: those of the source's format, those drawn in text, those stacked."""

from __future__ import annotations

from banjie_reader.clean import View
from banjie_reader.model import Source, Span
from banjie_reader.source import tables as source_tables
from banjie_reader.tables.drawn import drawn_tables
from banjie_reader.tables.gapped import headed_tables, nameless_tables
from banjie_reader.tables.plain import plain_tables
from banjie_reader.tables.table import Cell, Table

__all__ = ["Cell", "Table", "find_tables"]


def find_tables(text: str, source: Source, view: View) -> list[Table]:
    """Every table, with spans into the working text."""
    formal = _of_source(source, view)
    if formal:
        return formal
    plain = list(drawn_tables(text)) or list(plain_tables(text))
    gaps = plain or list(headed_tables(source.text, view))
    return gaps or list(nameless_tables(source.text, view))


def _of_source(source: Source, view: View) -> list[Table]:
    found = []
    for grid in source_tables(source):
        rows = [[_cell(view, span) for span in line] for line in grid]
        rows = [cells for cells in rows if any(cells)]
        if len(rows) > 1:
            found.append(Table(rows))
    return found


def _cell(view: View, span: Span | None) -> Cell:
    if span is None:
        return []
    start, end = view.view_offset(span.start), view.view_offset(span.end)
    return [Span(start, end)] if start < end else []
