"""The one door for opening what people sent: its parsers run in a process of their own.

There they have so much processor time and memory, none of the site's keys, and no network where the
kernel lets them do without, so a file made to hurt spoils nothing but its own answer. What comes
back is data, never code, and whatever is no such data counts as a file that is too costly. PDF
files, scans and old Word files come to processes of their own by the reader itself, and plain text
needs no parser.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    said = _answer("words", data, clean_name(name))
    try:
        return _source(said)
    except (LookupError, TypeError, ValueError):
        raise _spent() from None


def rows_apart(data: bytes, name: str = "") -> list[tuple[int, dict[str, str]]] | None:
    """The rows of a workbook's first visible sheet that has any: each its number and its words by
    column letter, blank ones left out. None for what is none; raises `ReadingError`.
    """
    check_file(len(data))
    if not data.strip() or kinds.kind_of(data, name) != "zip":
        return None
    said = _answer("rows", data, clean_name(name))
    try:
        rows = said["rows"]
        return None if rows is None else [(int(number), _cells(cells)) for number, cells in rows]
    except (LookupError, TypeError, ValueError, AttributeError):
        raise _spent() from None


def network_is_off() -> bool:
    """Whether such a process starts on this machine and has no network there."""
    try:
        return [said["network"] for said in _asked("words", b"<html>", "")] == ["off"]
    except (errors.ReadingError, LookupError):
        return False


def _asked(wanted: str, data: bytes, name: str) -> Iterator[dict[str, Any]]:
    return ask([_CHILD, wanted, name], data, seconds=_PATIENCE, died=_spent())


def _answer(wanted: str, data: bytes, name: str) -> dict[str, Any]:
    """What the program says; raises what it refuses the file with, and `OverLimit` where it says
    what it never says when it is itself.
    """
    try:
        [said] = _asked(wanted, data, name)
        refused = _error(said) if "error" in said else None
    except (LookupError, TypeError, ValueError):
        raise _spent() from None
    if refused:
        raise refused
    return said


def _cells(said: dict[str, Any]) -> dict[str, str]:
    return {str(letter): str(words) for letter, words in said.items()}


def _source(said: dict[str, Any]) -> Source:
    return Source(
        text=said["text"],
        format=said["format"],
        pieces=tuple(Piece(Span(*span), *rest) for span, *rest in said["pieces"]),
        unread_pages=tuple(said["unread_pages"]),
    )


def _error(said: dict[str, Any]) -> errors.ReadingError:
    found = vars(errors)[said["error"]]
    if not issubclass(found, errors.ReadingError):
        raise TypeError(said["error"])
    return found(**said["values"])


def _spent() -> errors.OverLimit:
    return errors.OverLimit(reason="time", limit=SECONDS)
