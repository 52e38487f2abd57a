"""Two items at one place, or of one unit, on the same day."""

from __future__ import annotations

from collections import defaultdict
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
        yield from _against(places, "clash_place", activity.where, days, activities, index)
        leading = (*activity.lead, *activity.responsible)
        yield from _against(units, "clash_unit", leading, days, activities, index)


def _days(activity: Activity) -> set[date]:
    spells = [(w.start, w.end) for w in activity.when if w.start and w.end]
    return {
        date.fromordinal(day)
        for start, end in spells
        if (end - start).days <= _LONGEST
        for day in range(start.toordinal(), end.toordinal())
    }


def _against(
    taken: dict[tuple[str, date], int],
    code: str,
    phrases: Sequence[Phrase],
    days: set[date],
    activities: Sequence[Activity],
    index: int,
) -> Iterator[Fault]:
    met: dict[int, list[date]] = defaultdict(list)
    for phrase in phrases:
        for day in sorted(days):
            other = taken.setdefault((phrase.text, day), index)
            if other != index and not met[other]:
                met[other].append(day)
                values = {
                    "name": phrase.text,
                    "day": day.isoformat(),
                    "title": activities[index].title.text,
                    "other": activities[other].title.text,
                }
                severity = "warning" if code == "clash_place" else "note"
                yield Fault(code, severity, phrase.span, values, index)
