"""Reads Chinese plans, notices and summaries: who does what, when, where, and how much.

    >>> from banjie_reader import read_text
    >>> reading = read_text("一、举办读书会。5月8日在临湖市图书馆举办。（市文旅局负责）")

The public names are those of `__all__`. They are loaded when first used, so that a command that
needs only dates starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banjie_reader.errors import ReadingError
    from banjie_reader.inputs.scan import can_recognise
    from banjie_reader.model import (
        Activity,
        Finding,
        Heading,
        Phrase,
        Quantity,
        Reading,
        Source,
        Span,
        When,
    )  # fmt: skip
    from banjie_reader.reading import read, read_text
    from banjie_reader.roster import Roster

__all__ = [
    "Activity", "Finding", "Heading", "Phrase", "Quantity", "Reading", "ReadingError", "Roster",
    "Source", "Span", "When", "can_recognise", "read", "read_text",
]  # fmt: skip

_HOMES = dict.fromkeys(__all__, "banjie_reader.model") | {
    "ReadingError": "banjie_reader.errors",
    "Roster": "banjie_reader.roster",
    "can_recognise": "banjie_reader.inputs.scan",
    "read": "banjie_reader.reading",
    "read_text": "banjie_reader.reading",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
