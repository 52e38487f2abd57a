"""What scanning finds before anyone knows the year: points, expressions, faults.

A long paper has thousands of them, and a named tuple is made three times as fast as a frozen
dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from banjie_reader.model import Span

Base = Literal["absolute", "reference", "running"]


class Anchor(NamedTuple):
    """A year or month as said: absolute, or so many away from the reference or the one in force."""

    base: Base
    value: int


class Point(NamedTuple):
    """A stretch of the calendar that may still lack its year or month.

    `kind` names the resolver that turns it into days, `values` and `name` are what that needs.
    """

    kind: str
    values: tuple[int, ...] = ()
    name: str = ""
    year: Anchor | None = None
    month: Anchor | None = None
    weekday: int | None = None


class Expression(NamedTuple):
    """One calendar expression in the text, not yet resolved.

    `modifier` is what changes its days (until, from, since, after, around, eve, following),
    `reach` how many days the last three go. `line` counts the lines of the text before it.
    """

    text: str
    span: Span
    first: Point | None = None
    last: Point | None = None
    modifier: str = ""
    reach: int = 7
    recurrence: str | None = None
    rule: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class DateFault:
    """A date that cannot be as written. `values` fill the sentence that says so."""

    code: Literal["impossible_date", "ends_before_start", "weekday_mismatch"]
    span: Span
    values: dict[str, object] = field(default_factory=dict)
