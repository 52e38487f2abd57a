"""The one door for opening what people sent: its parsers run in a process of their own.

There they have so much processor time and memory and no network, so a file made to hurt spoils
nothing but its own answer. What comes back is data, never code. PDF files, pictures and old Word
files come to such a process by the reader itself, and plain text needs no parser.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from banjie.common.files import clean_name
from banjie_reader import errors
from banjie_reader.inputs import kinds, open_source
from banjie_reader.inputs.apart import ask
from banjie_reader.inputs.limits import SECONDS, check_file
from banjie_reader.model import Piece, Source, Span

_CHILD = str(Path(__file__).with_name("child.py"))
_PARSED_HERE = ("zip", "html")
# The child's own limit counts processor time; this is for one that only waits.
_PATIENCE = 3 * SECONDS


def open_apart(data: bytes, name: str = "", *, scans: bool = True) -> Source:
    """As the reader's `open_source`, and raises nothing but `ReadingError` either."""
    check_file(len(data))
    if not data.strip() or kinds.kind_of(data, name) not in _PARSED_HERE:
        return open_source(data, name, scans=scans)
    spent = errors.OverLimit(reason="time", limit=SECONDS)
    [said] = [*ask([_CHILD, clean_name(name)], data, seconds=_PATIENCE, died=spent)] or [{}]
    if "error" in said:
        raise _error(said)
    return Source(
        text=said["text"],
        format=said["format"],
        pieces=tuple(Piece(Span(*span), *rest) for span, *rest in said["pieces"]),
        unread_pages=tuple(said["unread_pages"]),
    )


def _error(said: dict[str, Any]) -> errors.ReadingError:
    found: type[errors.ReadingError] = getattr(errors, said["error"])
    return found(**said["values"])
