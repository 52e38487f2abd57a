"""Two items at one place, or of one unit, on the same day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from banjie_reader.findings.fault import Fault
from banjie_reader.model import Activity, Phrase

_LONGEST = 2  # days: a campaign of weeks clashes with nothing


def clashes(activities: Sequence[Activity]) -> Iterator[Fault]:
    """The second of two items that need the same place or unit on the same day."""
    places: dict[tuple[str, date], int] = {}
    units: dict[tuple[str, date], int] = {}
    for index, activity in enumerate(activities):
        if activity.parent is not None:
            continue
        days = _days(activity)
        leading = (*activity.lead, *activity.responsible)
        for phrase, other, day in _met(places, activity.where, days, index):
            values = _values(activities, phrase, other, index, day)
            yield Fault("clash_place", "warning", phrase.span, values, index)
        for phrase, other, day in _met(units, leading, days, index):
            values = _values(activities, phrase, other, index, day)
            yield Fault("clash_unit", "note", phrase.span, values, index)


def _days(activity: Activity) -> set[date]:
    spells = [(w.start, w.end) for w in activity.when if w.start and w.end]
    return {
        date.fromordinal(day)
        for start, end in spells
        if (end - start).days <= _LONGEST
        for day in range(start.toordinal(), end.toordinal())
    }


def _met(
    taken: dict[tuple[str, date], int], phrases: Sequence[Phrase], days: set[date], index: int
) -> Iterator[tuple[Phrase, int, date]]:
    """Each item met before at a name, with the first day of it."""
    met = set()
    for phrase in phrases:
        for day in sorted(days):
            other = taken.setdefault((phrase.text, day), index)
            if other != index and other not in met:
                met.add(other)
                yield phrase, other, day


def _values(
    activities: Sequence[Activity], phrase: Phrase, other: int, index: int, day: date
) -> dict[str, object]:
    return {
        "name": phrase,
        "day": day.isoformat(),
        "title": activities[index].title,
        "other": activities[other].title,
    }
