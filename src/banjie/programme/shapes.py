"""An activity as a person would describe it, to set two plans side by side.

The same shape is made of an activity at work, of an item of a reading and of the baseline, so one
comparison serves the revision of a plan and the list of slips.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from banjie.people.queries import folded
from banjie.programme.models import Activity, Assignment, Change, DraftItem
from banjie.programme.wording import day_words

ROLES = tuple(Assignment.Role)
_PLAIN = ("title", "kind", "place", "participants")
# What the columns of an activity hold; `words` has what the paper says, to the letter.
PLACE, PARTICIPANTS, POST, WORDS = 300, 500, 100, 100


@dataclass(frozen=True, slots=True)
class Time:
    """A time as worded; `end` is exclusive."""

    words: str
    start: date | None
    end: date | None
    recurrence: str = ""

    @property
    def meaning(self) -> object:
        """What makes two times the same: their days; their words where they name none."""
        dated = self.start or self.end or self.recurrence
        return (self.start, self.end, self.recurrence) if dated else folded(self.words)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a plan says of one activity; parts are (role, name), targets (measure, value, unit)."""

    number: str
    title: str
    kind: str
    place: str
    participants: str
    times: tuple[Time, ...]
    deadlines: tuple[Time, ...]
    parts: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, Decimal, str], ...]
    phases: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: the field, the sort of change, both sides as people read them."""

    field: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def of_activity(activity: Activity) -> Shape:
    """As it stands; uses the prefetched schedules, assignments and targets where there are any."""
    times = [
        (s.for_report, Time(s.words, s.start, s.end, s.recurrence))
        for s in activity.schedules.all()
    ]
    return Shape(
        number=activity.number,
        title=activity.title,
        kind=activity.kind,
        place=activity.place,
        participants=activity.participants,
        times=tuple(time for report, time in times if not report),
        deadlines=tuple(time for report, time in times if report),
        parts=tuple(
            (part.role, str(part))
            for part in activity.assignments.all()
            if part.handed_from_id is None
        ),
        targets=tuple((t.measure, t.value, t.unit) for t in activity.targets.all()),
        phases=tuple(Time(p.title, p.start, p.end) for p in activity.phases.all()),
    )


def of_item(
    item: DraftItem,
    names: Mapping[str, str],
    targets: Iterable[tuple[str, Decimal, str]],
    *,
    posts: Collection[str] = (),
    phases: Iterable[Time] = (),
) -> Shape:
    """As a reading has it; `names` says which unit each worded name stands for.

    A lead among `posts` oversees. `phases` are those its stages make.
    """
    fields = item.fields

    def role_of(role: str, name: str) -> str:
        oversees = role == Assignment.Role.LEAD and name in posts
        return str(Assignment.Role.OVERSEEING if oversees else role)

    deadline = fields.get("report_deadline")
    return Shape(
        number=item.number,
        title=item.title,
        kind=item.kind,
        place="、".join(entry["text"] for entry in fields.get("where", []))[:PLACE],
        participants=((fields.get("participants") or {}).get("text") or "")[:PARTICIPANTS],
        times=tuple(_time(entry) for entry in fields.get("when", [])),
        deadlines=(_time(deadline),) if deadline else (),
        parts=tuple(
            dict.fromkeys(
                (role_of(role, entry["text"]), names.get(entry["text"], entry["text"][:POST]))
                for role in ROLES
                for entry in fields.get(role, [])
            )
        ),
        targets=tuple(targets),
        phases=tuple(phases),
    )


def of_stage(item: DraftItem) -> Time:
    """A stage as the phase it makes: its title and days, from the first to the last it names."""
    times = [_time(entry) for entry in item.fields.get("when", [])]
    return Time(
        item.title[:200],
        min((time.start for time in times if time.start), default=None),
        max((time.end for time in times if time.end), default=None),
    )


def of_baseline(kept: dict[str, Any], now: Shape) -> Shape:
    """As the plan first had it. What a baseline does not keep is taken as it stands `now`."""
    return Shape(
        number=kept["number"],
        title=kept["title"],
        kind=kept["kind"],
        place=kept["place"],
        participants=now.participants,
        times=tuple(_time(entry | {"text": entry["words"]}) for entry in kept["times"]),
        deadlines=now.deadlines,
        parts=tuple((part["role"], part["name"]) for part in kept["parts"]),
        targets=now.targets,
        phases=now.phases,
    )


def _time(entry: dict[str, Any]) -> Time:
    start, end = entry.get("start"), entry.get("end")
    return Time(
        entry["text"][:WORDS],
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        entry.get("recurrence") or "",
    )


def differences(before: Shape, after: Shape) -> list[Difference]:
    """What differs, in the order a person asks: when, who, how much, then the words.

    Numbers are not compared: one item put in renumbers all that follow.
    """
    kinds = Change.Kind
    found = []
    for field in ("times", "deadlines"):
        old, new = getattr(before, field), getattr(after, field)
        if {time.meaning for time in old} != {time.meaning for time in new}:
            found.append(Difference(field, kinds.DATE, _worded(old), _worded(new)))
    if set(before.phases) != set(after.phases):
        found.append(
            Difference("phases", kinds.DATE, _staged(before.phases), _staged(after.phases))
        )
    for role in ROLES:
        old_names = tuple(name for r, name in before.parts if r == role)
        new_names = tuple(name for r, name in after.parts if r == role)
        if set(map(folded, old_names)) != set(map(folded, new_names)):
            found.append(Difference(role, kinds.UNIT, old_names, new_names))
    if set(before.targets) != set(after.targets):
        found.append(
            Difference("targets", kinds.WORDS, _counted(before.targets), _counted(after.targets))
        )
    for field in _PLAIN:
        old, new = getattr(before, field), getattr(after, field)
        if folded(old) != folded(new):
            found.append(
                Difference(field, kinds.WORDS, (old,) if old else (), (new,) if new else ())
            )
    return found


def _worded(times: Iterable[Time]) -> tuple[str, ...]:
    return tuple(time.words for time in times)


def _staged(phases: Iterable[Time]) -> tuple[str, ...]:
    """Phases with their days: their titles alone would not tell what moved."""
    return tuple(f"{phase.words} {day_words(phase.start, phase.end)}".strip() for phase in phases)


def _counted(targets: Iterable[tuple[str, Decimal, str]]) -> tuple[str, ...]:
    return tuple(f"{measure} {value.normalize():f}{unit}" for measure, value, unit in targets)
