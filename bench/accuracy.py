"""How often a reader is right on the project's phrase tables.

An expression is *touched* when something was found on its words and *right* when that has the very
days (or rule), or the very value. A *false alarm* is a phrase that holds nothing in which something
was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.reader.dates.rows import rows as date_rows
from tests.reader.dates.rows import shown as shown_date
from tests.reader.quantities.rows import rows as quantity_rows
from tests.reader.quantities.rows import shown as shown_amount

from banjie_reader.dates import find_dates
from banjie_reader.quantities import find_quantities

Answer = list[Any]  # [start, end, …]
Same = Callable[["Phrase", str, Answer], bool]


@dataclass(frozen=True)
class Phrase:
    text: str
    reference: str
    expected: list[tuple[int, int, str]]  # start, end, what the table says it means


@dataclass(frozen=True)
class Score:
    expressions: int
    touched: float
    right: float
    false_alarms: int


def date_phrases() -> list[Phrase]:
    """The date tables. What stays without days (`?`) is left out: no peer can say that."""
    return [
        Phrase(row.text, row.reference.isoformat(), list(_placed(row.text, row.expected)))
        for row in date_rows()
        if all(said != "?" for _, said in row.expected)
    ]


def quantity_phrases() -> list[Phrase]:
    return [
        Phrase(row.text, "2026-03-10", list(_placed(row.text, [e[:2] for e in row.expected])))
        for row in quantity_rows()
    ]


def _placed(text: str, expected: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for words, said in expected:
        start = text.index(words, at)
        at = start + len(words)
        yield start, at, said


def score(phrases: Sequence[Phrase], answers: Sequence[list[Answer]], same: Same) -> Score:
    touched = right = alarms = total = 0
    for phrase, found in zip(phrases, answers, strict=True):
        alarms += bool(found) and not phrase.expected
        for start, end, said in phrase.expected:
            here = [answer for answer in found if answer[0] < end and start < answer[1]]
            total += 1
            touched += bool(here)
            right += any(same(phrase, said, answer) for answer in here)
    return Score(total, 100 * touched / total, 100 * right / total, alarms)


def same_days(_phrase: Phrase, said: str, answer: Answer) -> bool:
    return said == _shown(*answer[2:])


def same_days_leniently(phrase: Phrase, said: str, answer: Answer) -> bool:
    """With the peers' convention as well: what lasts until a day begins at the reference."""
    first, last, rule = answer[2:]
    own = said.startswith("..") and first == phrase.reference
    return said == _shown("" if own else first, last, rule)


def _shown(first: str, last: str, rule: str) -> str:
    """An answer as the tables write it; what a peer gives that is no day stays as it is."""
    try:
        end = date.fromisoformat(last) + timedelta(1) if last else None
        return shown_date(date.fromisoformat(first) if first else None, end, rule or None)
    except (ValueError, OverflowError):
        return f"{first}..{last}"


def same_value(_phrase: Phrase, said: str, answer: Answer) -> bool:
    """The value alone; a peer may write a share as 0.5, 50 or 50%."""
    try:
        value = float(str(answer[2]).rstrip("%"))
    except ValueError:
        return False
    return said in (f"{value:.12g}", f"{value * 100:.12g}")


def our_dates(phrases: Sequence[Phrase]) -> list[list[Answer]]:
    def days(phrase: Phrase) -> list[Answer]:
        found = find_dates(phrase.text, date.fromisoformat(phrase.reference))
        return [
            [
                *when.span,
                when.start.isoformat() if when.start else "",
                (when.end - timedelta(1)).isoformat() if when.end else "",
                when.recurrence or "",
            ]
            for when in found
        ]

    return [days(phrase) for phrase in phrases]


def our_quantities(phrases: Sequence[Phrase]) -> list[list[Answer]]:
    return [
        [[*q.span, shown_amount(q.value, q.low, q.high), q.unit] for q in find_quantities(p.text)]
        for p in phrases
    ]


def same_amount(_phrase: Phrase, said: str, answer: Answer) -> bool:
    return said == str(answer[2])
