"""Task tables: a header row says what each column holds, every row below it is an activity."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest

from banjie_reader.activities.candidate import Candidate
from banjie_reader.model import Span
from banjie_reader.tables import Cell, Table
from banjie_reader.tables.columns import column_field, with_title

_TIME = re.compile(r"\d|[一二三四五六七八九十]+月|[年月季旬周]|全年|持续|长期|每|待定|假|节")


def table_rows(text: str, table: Table) -> list[Candidate]:
    """The rows of a task table; nothing when the header is not one of tasks."""
    header, body = (table.columns, 0) if table.columns else _header(text, table)
    if "title" not in header.values() or len(set(header.values()) - {"number", "other"}) < 2:
        return []
    found: list[Candidate] = []
    above: set[Span] = set()
    for row in _tasks(header, table.rows[body:]):
        if candidate := _candidate(text, header, row, above):
            found.append(candidate)
        above.update(span for cell in row for span in cell)
    return found if _columns_hold(text, found) else []


def _tasks(header: dict[int, str], rows: list[list[Cell]]) -> list[list[Cell]]:
    """One row for each task, where a title covers several rows (repeated or empty below).

    Each goes by its own content; rows without one are a single task with several times.
    """
    column = {field: c for c, field in reversed(header.items())}
    title, content = column["title"], column.get("content", -1)
    made: list[list[Cell]] = []
    shared = [_is_shared(*pair, title, content) for pair in pairwise(rows)]
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else []
        if _at(row, content) and any(shared[max(0, at - 1) : at + 1]):
            made.append([[] if c == content else cell for c, cell in enumerate(row)])
            made[-1][title] = row[content]
        elif made and _at(row, title) and _at(row, title) == _at(above, title):
            made[-1] = _joined(made[-1], row)
        else:
            made.append(row)
    return made


def _joined(row: list[Cell], below: list[Cell]) -> list[Cell]:
    empty: Cell = []
    pairs = zip_longest(row, below, fillvalue=empty)
    return [cell + [span for span in more if span not in cell] for cell, more in pairs]


def _at(row: list[Cell], column: int) -> Cell:
    return row[column] if 0 <= column < len(row) else []


def _is_shared(upper: list[Cell], lower: list[Cell], title: int, content: int) -> bool:
    """Whether two rows have one title cell and contents of their own."""
    if not _at(lower, content) or _at(upper, content) == _at(lower, content):
        return False
    return not _at(lower, title) or _at(upper, title) == _at(lower, title)


def _columns_hold(text: str, found: list[Candidate]) -> bool:
    """Whether the cells are in their columns: most of what stands under 时间 names a time."""
    times = [spans[0] for c in found if (spans := c.fields.get("when"))]
    told = sum(bool(_TIME.search(text[slice(*span)])) for span in times)
    return told * 2 >= len(times)


def _words(text: str, cell: list[Span]) -> str:
    return "".join(text[s.start : s.end] for s in cell)


def _header(text: str, table: Table) -> tuple[dict[int, str], int]:
    """Which column holds which field, and the first row below the header (of one or two rows)."""
    best: tuple[dict[int, str], int] = ({}, 0)
    for i, row in enumerate(table.rows[:4]):
        fields = {c: f for c, cell in enumerate(row) if (f := column_field(_words(text, cell)))}
        if len(set(fields.values())) > len(set(best[0].values())):
            best = (fields, i + 1)
        elif (
            best[0]
            and i == best[1]
            and len(fields) >= 2
            and not any(map(str.isdigit, "".join(_words(text, c) for c in row)))
        ):
            best = (best[0] | fields, i + 1)
    names = [_words(text, cell) for cell in table.rows[max(best[1] - 1, 0)]]
    return with_title(best[0], names), best[1]


def _candidate(
    text: str, header: dict[int, str], row: list[Cell], above: set[Span]
) -> Candidate | None:
    """The task of a row; `above` are the cells of the rows before it, merged ones among them."""
    fields: dict[str, list[Span]] = {}
    for column, cell in enumerate(row):
        if cell and (field := header.get(column)):
            fields.setdefault(field, []).extend(cell)
    title = fields.get("title")
    spans = [s for cell in row for s in cell]
    if not title or len(title[0]) == 0 or len({(s.start, s.end) for s in spans}) < 2:
        return None
    number = text[slice(*fields["number"][0])] if "number" in fields else None
    own = [span for span in spans if span not in above] or spans
    start, end = min(span.start for span in own), max(span.end for span in own)
    cells = {k: v for k, v in fields.items() if k in _KEPT}
    for kept in ("when", "where", "lead", "responsible", "cooperating"):
        if kept in header.values():
            cells.setdefault(kept, [])
    return Candidate(Span(start, end), _title(text, title), "table row", number, None, cells)


_KEPT = {"when", "where", "lead", "responsible", "cooperating", "participants", "target"}


def _title(text: str, cell: list[Span]) -> Span:
    """The first sentence of the task's cell."""
    start, end = cell[0]
    stop = re.search(r"[。；\n\v]", text[start:end])
    return Span(start, start + stop.start()) if stop and stop.start() > 3 else Span(start, end)
