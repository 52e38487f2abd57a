"""JSON lines in, JSON lines out: one answer for each line, in order, flushed as it is made.

A line that is no JSON object with a `text` answers with an `error` and the next one is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any, TextIO

from banjie_reader.dates import find_dates
from banjie_reader.quantities import find_quantities

Answer = list[dict[str, Any]]


class _BadLineError(Exception):
    """What is wrong with a line of input."""


def when_lines(stdin: TextIO, stdout: TextIO) -> None:
    """Dates: `{"text", "reference"}` to `{"found": [{"text", "offset", "start", "end", ...}]}`."""
    _each(stdin, stdout, _when)


def quantity_lines(stdin: TextIO, stdout: TextIO) -> None:
    """Quantities: `{"text"}` to `{"found": [{"text", "offset", "value", "low", "high", ...}]}`."""
    _each(stdin, stdout, _quantities)


def _each(stdin: TextIO, stdout: TextIO, answer: Callable[[dict[str, Any], str], Answer]) -> None:
    for stream in (stdin, stdout):  # bytes that are no UTF-8 spoil their line, not the run
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for line in stdin:
        try:
            said = _object(line)
            out: dict[str, Any] = {"found": answer(said, said["text"])}
        except _BadLineError as error:
            out = {"found": [], "error": str(error)}
        stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
        stdout.flush()


def _object(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"not JSON: {error}") from error
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        raise _BadLineError('not an object with a "text"')
    return said


def _reference(said: dict[str, Any]) -> date | None:
    given = said.get("reference")
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise _BadLineError('"reference" is not a day like 2026-03-01') from error


def _when(said: dict[str, Any], text: str) -> Answer:
    return [
        {
            "text": found.text,
            "offset": found.span.start,
            "start": found.start.isoformat() if found.start else None,
            "end": found.end.isoformat() if found.end else None,
            "recurrence": found.recurrence,
        }
        for found in find_dates(text, _reference(said))
    ]


def _quantities(_said: dict[str, Any], text: str) -> Answer:
    return [
        {
            "text": found.text,
            "offset": found.span.start,
            "value": found.value,
            "low": found.low,
            "high": found.high,
            "approx": found.approx,
            "unit": found.unit,
            "of": found.of,
        }
        for found in find_quantities(text)
    ]
