"""Calendar expressions: found with their words, resolved to days or to a rule.

`scan` finds what the text says without knowing any year; `resolve` turns it into days, so a
caller who learns the year later need not read again. `find_dates` does both.
"""

from __future__ import annotations

from datetime import date

from banjie_reader.collection import paused
from banjie_reader.dates.points import Anchor, DateFault, Expression, Point
from banjie_reader.dates.resolving import resolve, resolve_with_faults
from banjie_reader.dates.scanning import scan, scan_view
from banjie_reader.dates.view import View
from banjie_reader.model import When

__all__ = [
    "Anchor", "DateFault", "Expression", "Point", "find_dates", "find_faults", "read_dates",
    "read_view", "resolve", "scan",
]  # fmt: skip


def find_dates(
    text: str, reference: date | None = None, year: int | None = None
) -> tuple[When, ...]:
    """Every calendar expression in `text`, in order.

    `reference` is the day of the document, `year` the year in force where the text begins (the
    reference's unless given). With neither, an expression without a year has no days.
    """
    return read_dates(text, reference, year)[0]


def find_faults(
    text: str, reference: date | None = None, year: int | None = None
) -> tuple[DateFault, ...]:
    """Dates that cannot be as written: no such day, an end before its start, another weekday."""
    return read_dates(text, reference, year)[1]


def read_dates(
    text: str, reference: date | None = None, year: int | None = None
) -> tuple[tuple[When, ...], tuple[DateFault, ...]]:
    """What `find_dates` and `find_faults` find, in one reading."""
    with paused:
        return read_view(View(text), reference, year)


def read_view(
    view: View, reference: date | None = None, year: int | None = None, *, roc: bool = False
) -> tuple[tuple[When, ...], tuple[DateFault, ...]]:
    """What `read_dates` finds in a text that is folded already (`roc`: see `scan_view`)."""
    return resolve_with_faults(scan_view(view, roc=roc), reference, year)
