"""What a reading is made of. Frozen, plain, and every piece knows the words it came from.

Offsets are character offsets into `Source.text`, `[start, end)`. For every `Span` anywhere in a
`Reading`, `source.text[span.start:span.end]` is exactly what the document says there.
Dates are days; `end` is exclusive; `None` means open or unknown.

A long paper has thousands of the small ones. They are named tuples: a frozen dataclass takes three
times as long to make.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Literal, NamedTuple, cast

from banjie_reader.wording import sentence

Kind = Literal[
    "meeting", "training", "contest", "call-for-submissions", "visit", "exhibition",
    "performance", "research", "service", "campaign", "construction", "other",
]  # fmt: skip
DocumentKind = Literal["plan", "points", "notice", "summary", "report", "tasktable"]
Approx = Literal["exact", "over", "under", "about", "min", "max", "range", "vague"]
PieceKind = Literal["paragraph", "heading", "cell", "note"]
Severity = Literal["error", "warning", "note"]


class Span(NamedTuple):
    """A stretch of `Source.text`: `[start, end)`."""

    start: int
    end: int


# The span of two offsets that are a pair already, made in half the time of a call of the class:
# for the places that make thousands.
span_of = cast("Callable[[tuple[int, int]], Span]", partial(tuple.__new__, Span))


class Piece(NamedTuple):
    """Where a stretch of the text sat in the file: a paragraph or a table cell."""

    span: Span
    kind: PieceKind
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


PieceFields = tuple[
    Span, PieceKind, int | None, int | None, int | None, int | None, int | None
]  # fmt: skip
piece_of = cast("Callable[[PieceFields], Piece]", partial(tuple.__new__, Piece))


@dataclass(frozen=True, slots=True)
class Source:
    """The untouched text of a document and where each piece of it sat.

    `unread_pages` are the numbers of the pages that are pictures and were left out of the text.
    """

    text: str
    format: Literal["docx", "pdf", "html", "text", "xlsx", "ofd", "picture"]
    pieces: tuple[Piece, ...] = ()
    unread_pages: tuple[int, ...] = ()


class When(NamedTuple):
    """A time as the text gives it, and the days it means.

    `recurrence` is an RFC 5545 rule without a start. `rule` names the reading rule that made it,
    `assumed` what was taken for granted (for example where the year came from).
    """

    text: str
    span: Span
    start: date | None = None
    end: date | None = None
    recurrence: str | None = None
    rule: str = ""
    assumed: str = ""


class Phrase(NamedTuple):
    """Words taken from the text as they stand: a unit, a place, a group of people."""

    text: str
    span: Span
    rule: str = ""


class Quantity(NamedTuple):
    """A number with its unit. `value` is in base units: 15万 is 150000, 2000万元 20000000 元."""

    text: str
    span: Span
    value: int | float | None
    unit: str
    approx: Approx = "exact"
    of: str = ""
    low: int | float | None = None
    high: int | float | None = None


class Heading(NamedTuple):
    """A heading. `span` covers number and text; `number` is as written (一、 （二） 3.) or None."""

    number: str | None
    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Activity:
    """One piece of work: what, when, where, by whom, how much.

    `title` is a `Phrase`. `heading` is the index in `Reading.outline` of the nearest heading above
    that is not the activity itself, or None. `parent` is the index in `Reading.activities` of the
    activity this one is a step of, or None.
    """

    number: str | None
    title: Phrase
    kind: Kind
    span: Span
    when: tuple[When, ...] = ()
    where: tuple[Phrase, ...] = ()
    lead: tuple[Phrase, ...] = ()
    responsible: tuple[Phrase, ...] = ()
    cooperating: tuple[Phrase, ...] = ()
    participants: Phrase | None = None
    targets: tuple[Quantity, ...] = ()
    report_deadline: When | None = None
    heading: int | None = None
    parent: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the document, said so that it can be mended.

    `activity` is an index in `Reading.activities`, or None for the whole document.
    """

    code: str
    severity: Severity
    span: Span
    words: str
    values: dict[str, object] = field(default_factory=dict)
    activity: int | None = None

    def why(self, language: str = "zh-Hans") -> str:
        return sentence(f"finding.{self.code}.why", language, self.values)

    def mend(self, language: str = "zh-Hans") -> str:
        return sentence(f"finding.{self.code}.mend", language, self.values)


class Use(NamedTuple):
    """What became of one paragraph: an activity, context, or not used because of `reason`.

    `reason` is a key `use.<reason>` of `data/findings.*.json`, for example `aims`, `requirements`,
    `contact`, `signature`, `heading`, `boilerplate`.
    """

    span: Span
    role: Literal["activity", "context", "unused"]
    reason: str
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read out of one document."""

    source: Source
    title: Phrase | None
    issuer: Phrase | None
    kind: DocumentKind
    year: int | None
    outline: tuple[Heading, ...] = ()
    activities: tuple[Activity, ...] = ()
    figures: tuple[Quantity, ...] = ()
    report_deadlines: tuple[When, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Use, ...] = ()
