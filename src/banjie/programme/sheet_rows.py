"""One row of a task breakdown understood: the activity it speaks of, and what it wants of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from banjie.common.amounts import exact
from banjie.documents.days import days_in
from banjie.documents.numerals import numerals
from banjie.people.models import Unit
from banjie.people.queries import folded
from banjie.programme import shapes
from banjie.programme.models import Activity, Assignment
from banjie.programme.planwords import counted_thing
from banjie.programme.sheet import limit_words, target_words, time_words
from banjie.programme.wanted import TargetLine, TimeLine, Wanted

_FILE = Path(__file__).parent / "data" / "sheet.json"
_TITLE = 300


@cache
def words_of_sheets() -> dict[str, Any]:
    """The headings and marks of task breakdowns: `data/sheet.json`."""
    found: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken over, and the cell that has to be mended (`E17`)."""

    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are understood against: the columns, the roster, the activities.

    `head` has the column letter of each heading; `seen` counts the tasks already met.
    """

    year: int
    head: dict[str, str]
    units: dict[str, Unit]
    by_key: dict[str, Activity]
    by_title: dict[str, Activity]
    seen: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class RowReading:
    """One row being understood; what is wrong with it gathers in `faults`."""

    known: Known
    number: int
    cells: dict[str, str]
    faults: list[Fault] = field(default_factory=list)

    def said(self, key: str) -> str | None:
        """The words of a column; None where the workbook has no such column."""
        letter = self.known.head.get(key)
        return None if letter is None else self.cells.get(letter, "").removeprefix("'")

    def fault(self, key: str, why: str) -> None:
        self.faults.append(Fault(f"{self.known.head[key]}{self.number}", why))

    def task(self) -> tuple[str, str]:
        """The number and the title of the task."""
        words = self._words()
        found = re.match(words_of_sheets()["number"], words)
        number = found.group() if found else ""
        title = words[len(number) :].strip()
        if not title:
            self.fault("task", _("The task has no title."))
        elif len(title) > _TITLE:
            self.fault("task", _("The title is longer than 300 characters."))
        return number, title

    def _words(self) -> str:
        return " ".join((self.said("task") or "").split())

    def activity(self, title: str) -> Activity | None:
        """The activity the row speaks of: by its key, or else by its title; each once."""
        key = self.said("key") or ""
        found = self.known.by_key.get(key) if key else self.known.by_title.get(folded(title))
        if key and found is None:
            self.fault(
                "key", _("This programme has no activity with the key %(key)s.") % {"key": key}
            )
        name = str(found.pk) if found else folded(title)
        self.known.seen[name] += 1
        if title and self.known.seen[name] > 1:
            self.fault("task", _("The same task stands in a row above."))
        return found

    def wanted(self, activity: Activity | None, number: str, title: str) -> Wanted:
        now = _now(activity)
        plain = {name: getattr(activity, name) for name in now.plain} if activity else {}
        exported = " ".join(str(activity).split())
        if activity is None or self._words() != exported:
            plain |= {"number": number or plain.get("number", ""), "title": title}
        return Wanted(
            plain=plain,
            area=activity.area if activity else None,
            times=self._times(activity, now),
            parts=now.parts | self._parts(activity),
            targets=self._targets(activity, now, title),
        )

    def _times(self, activity: Activity | None, now: Wanted) -> list[TimeLine]:
        """The times of the row; a piece that says what the export says keeps its time.

        What the export says of phases alone is no time of the activity's own.
        """
        said = self.said("when")
        if said is None or (activity and said.strip() == limit_words(activity)):
            return now.times
        schedules = list(activity.schedules.all()) if activity else []
        exported = {time_words(s): _time_line(s) for s in schedules if not s.for_report}
        lines = [line for line in now.times if line.for_report]
        for piece in _pieces(said):
            line = exported.get(piece) or self._time(piece)
            if line:
                lines.append(line)
        return lines

    def _time(self, piece: str) -> TimeLine | None:
        days = days_in(piece, self.known.year)
        if days is None:
            self.fault("when", _("No day can be read in “%(words)s”.") % {"words": piece})
            return None
        if days.start and days.end and days.end <= days.start:
            self.fault("when", _("“%(words)s” ends before it begins.") % {"words": piece})
        return TimeLine(piece[:100], days.start, days.end)

    def _parts(self, activity: Activity | None) -> dict[str, list[Unit | str]]:
        """Those of the row. A unit that has the work from another one named is no part of its own:
        the export names both.
        """
        found: dict[str, list[Unit | str]] = {}
        for role in shapes.ROLES:
            said = self.said(role)
            if said is not None:
                named = [who for name in _names(said) if (who := self._party(role, name))]
                below = _handed_on(activity, role, named)
                found[role] = [who for who in named if who not in below]
        return found

    def _party(self, role: str, name: str) -> Unit | str | None:
        """A unit of the roster, or a post where posts stand; an unknown unit is a fault."""
        if role == Assignment.Role.OVERSEEING:
            return name[:100]
        unit = self.known.units.get(folded(name))
        if unit is None:
            self.fault(
                role,
                _("No unit is called “%(name)s”. Add it, or write a name it goes by.")
                % {"name": name},
            )
        return unit

    def _targets(self, activity: Activity | None, now: Wanted, title: str) -> list[TargetLine]:
        said = self.said("targets")
        if said is None:
            return now.targets
        targets = list(activity.targets.all()) if activity else []
        exported = {target_words(t): _target_line(t) for t in targets}
        found = []
        for piece in _pieces(said):
            line = exported.get(piece) or self._target(piece, targets, title)
            if line:
                found.append(line)
        return found

    def _target(self, piece: str, targets: Iterable[Any], title: str) -> TargetLine | None:
        counted = [n for n in numerals(piece) if n.unit]
        if len(counted) != 1:
            self.fault(
                "targets", _("Write one number with its unit: “%(words)s”.") % {"words": piece}
            )
            return None
        one = counted[0]
        if not exact(one.value):
            self.fault(
                "targets",
                _("Six decimals and fifteen digits at most: “%(words)s”.") % {"words": piece},
            )
        before = re.sub(r"[\s不少低于超过达到至约各类]+$", "", piece[: one.start])
        measure = counted_thing(one.of or before, one.unit, title)[:100]
        same = next((t for t in targets if (t.measure, t.unit) == (measure, one.unit)), None)
        return TargetLine(measure, one.value, one.unit[:20], same.pk if same else None)


def _now(activity: Activity | None) -> Wanted:
    """The activity as it stands, in the form in which a row says it."""
    if activity is None:
        return Wanted(plain={"number": "", "title": ""}, area=None)
    parts: dict[str, list[Unit | str]] = {}
    for part in activity.assignments.all():
        if part.handed_from_id is None:
            parts.setdefault(part.role, []).append(part.unit or part.post)
    return Wanted(
        plain={"number": activity.number, "title": activity.title},
        area=activity.area,
        times=[_time_line(schedule) for schedule in activity.schedules.all()],
        parts=parts,
        targets=[_target_line(target) for target in activity.targets.all()],
    )


def _handed_on(
    activity: Activity | None, role: str, named: list[Unit | str]
) -> list[Unit | str | None]:
    """The units to which one of those named handed this work."""
    parts = {part.pk: part for part in activity.assignments.all()} if activity else {}
    return [
        part.unit
        for part in parts.values()
        if part.role == role
        and part.handed_from_id in parts
        and parts[part.handed_from_id].unit in named
    ]


def _time_line(schedule: Any) -> TimeLine:
    return TimeLine(
        schedule.words, schedule.start, schedule.end, schedule.recurrence, schedule.for_report,
        schedule.pk,
    )  # fmt: skip


def _target_line(target: Any) -> TargetLine:
    return TargetLine(target.measure, target.value, target.unit, target.pk)


def _pieces(said: str) -> list[str]:
    return [piece.strip() for piece in re.split(words_of_sheets()["pieces"], said) if piece.strip()]


def _names(said: str) -> list[str]:
    names = (name.strip() for name in re.split(words_of_sheets()["parts"], said))
    return list(dict.fromkeys(name for name in names if name))
