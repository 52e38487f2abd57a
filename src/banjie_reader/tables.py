"""Tables as rows of cells: those of the source's format, and those drawn in text with |."""

from __future__ import annotations

import re
from dataclasses import dataclass

from banjie_reader.clean import View
from banjie_reader.model import Source, Span
from banjie_reader.source import tables as source_tables

_PIPE_LINE = re.compile(r"^[ \t　]*[|│┃].*[|│┃][ \t　]*$", re.M)
_RULE = re.compile(r"^[\s|│┃+\-:=─━┼├┤]+$")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell is the spans of its lines, none when it is empty."""

    rows: list[list[list[Span]]]

    @property
    def span(self) -> Span:
        spans = [s for row in self.rows for cell in row for s in cell]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def find_tables(text: str, source: Source, view: View) -> list[Table]:
    """Every table, with spans into the working text."""
    return [*_of_source(text, source, view), *_drawn(text)]


def _of_source(text: str, source: Source, view: View) -> list[Table]:
    found = []
    for grid in source_tables(source):
        rows = []
        for line in grid:
            cells = [_cell(view, span) for span in line]
            if any(cells):
                rows.append(cells)
        if len(rows) > 1:
            found.append(Table(rows))
    return found


def _cell(view: View, span: Span | None) -> list[Span]:
    if span is None:
        return []
    start, end = view.view_offset(span.start), view.view_offset(span.end)
    return [Span(start, end)] if start < end else []


def _drawn(text: str) -> list[Table]:
    """Tables drawn with |: a rule parts the rows where there are rules between them."""
    found: list[Table] = []
    block: list[re.Match[str]] = []
    for line in [*_PIPE_LINE.finditer(text), None]:
        if line is not None and (not block or line.start() - block[-1].end() <= 1):
            block.append(line)
            continue
        if len(block) > 2 and (table := _table(block)).rows:
            found.append(table)
        block = [line] if line is not None else []
    return found


def _table(lines: list[re.Match[str]]) -> Table:
    rules = [i for i, line in enumerate(lines) if _RULE.match(line[0])]
    by_rule = len(rules) > 2
    rows: list[list[list[Span]]] = []
    fresh = True
    for i, line in enumerate(lines):
        if i in rules:
            fresh = True
            continue
        cells = _cells(line)
        if rows and len(cells) == len(rows[-1]) and ((by_rule and not fresh) or not any(cells[:2])):
            for cell, more in zip(rows[-1], cells, strict=True):
                cell.extend(more)
        elif any(cells):
            rows.append(cells)
        fresh = False
    return Table(rows)


def _cells(line: re.Match[str]) -> list[list[Span]]:
    found = []
    words = line[0]
    bars = [m.start() for m in re.finditer(r"[|│┃]", words)]
    for left, right in zip(bars, bars[1:], strict=False):
        inner = words[left + 1 : right]
        plain = inner.strip(" \t　*")
        start = line.start() + left + 1 + inner.find(plain) if plain else 0
        found.append([Span(start, start + len(plain))] if plain else [])
    return found
