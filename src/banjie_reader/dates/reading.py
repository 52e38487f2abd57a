"""Reading one point of the calendar at a place: a year, a body, or a year and a body."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from banjie_reader.dates import (
    days,
    feasts,
    lunar,
    months,
    numeric,
    schools,
    spans,
    windows,
)
from banjie_reader.dates.form import Form, Place
from banjie_reader.dates.points import Point
from banjie_reader.dates.words import FIGURES
from banjie_reader.dates.years import read_year

_FIGURES = re.compile("[0-9]+")
_SHORT = 2
WHOLE_YEAR = (1, 1, 12, 0)


class Found(NamedTuple):
    """Points read at a place, where they end, and by which rule."""

    points: tuple[Point, ...]
    end: int
    rule: str
    era: str = ""


@cache
def _forms() -> tuple[Form, ...]:
    kinds = (months, numeric, windows, schools, spans, feasts, lunar, days)
    return tuple(form for kind in kinds for form in kind.forms())


@cache
def _fitting(place: Place, first: str, figures: int, behind: str) -> tuple[Form, ...]:
    """The forms a place allows that can begin with a character.

    Where that is a figure, `figures` is how many stand there, and `behind` what stands behind
    them, if any form asks for it.
    """
    return tuple(
        form
        for form in _forms()
        if place.allows(form.setting) and first in form.starts
        if not figures or not form.behind or (behind and behind in form.behind)
        if figures <= _SHORT or not form.short
    )


@cache
def _asked_for() -> frozenset[str]:
    return frozenset("".join(form.behind for form in _forms()))


def _forms_at(text: str, at: int, place: Place) -> tuple[Form, ...]:
    first = text[at : at + 1]
    figures = _FIGURES.match(text, at) if first in FIGURES else None
    if figures is None:
        return _fitting(place, first, 0, "") if first else ()
    behind = text[figures.end() : figures.end() + 1]
    many = min(figures.end() - at, _SHORT + 1)
    return _fitting(place, first, many, behind if behind in _asked_for() else "")


def read_body(text: str, at: int, place: Place) -> Found | None:
    """The longest form at `at`."""
    best: Found | None = None
    before = text[at - 1] if at else ""
    guarded = not (place.after_year or place.joined)
    for form in _forms_at(text, at, place):
        if guarded and before and before in form.barred:
            continue
        made = form.read(text, at)
        if made and made.end > at and (best is None or made.end > best.end):
            best = Found(made.points, made.end, form.rule)
    return best


def _inside_number(text: str, at: int, place: Place) -> bool:
    """Whether the figures at `at` go on a number begun before (07-08年度, 12019年)."""
    if not text[at : at + 1].isdigit():
        return False
    before = text[max(0, at - 2) : at]
    return before[-1:].isdigit() or (
        not place.joined and before[:1].isdigit() and before[-1:] in ("-", "/")
    )


def read_point(text: str, at: int, place: Place, *, roc: bool = False) -> Found | None:
    """The longest point at `at`, with its year if one is said."""
    body = read_body(text, at, place)
    year = None if _inside_number(text, at, place) else read_year(text, at, roc=roc)
    if year is None or (body and body.end > year.end):
        return body
    if year.last is None:
        start = year.end + (text[year.end : year.end + 1] == "的")
        rest = read_body(text, start, Place(True, place.joined, place.month_known))
        if rest:
            first, *more = rest.points
            dated = first._replace(year=year.first) if first.year is None else first
            return Found((dated, *more), rest.end, rest.rule, year.era)
    if not year.alone:
        return None
    anchors = [anchor for anchor in (year.first, year.last) if anchor]
    points = tuple(Point("window", WHOLE_YEAR, year=anchor) for anchor in anchors)
    return Found(points, year.end, "year", year.era)
