"""A fault before its place in the source is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from banjie_reader.model import Severity, Span


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a stretch of the working text.

    `values` fill its sentences; words of the text are given as phrases, which know their place.
    """

    code: str
    severity: Severity
    span: Span
    values: Mapping[str, object] = field(default_factory=dict)
    activity: int | None = None


def first_line(text: str) -> Span:
    """The place of a fault of the whole document."""
    end = text.find("\n")
    return Span(0, end if end > 0 else min(40, len(text)))
