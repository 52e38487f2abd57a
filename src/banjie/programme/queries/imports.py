"""What each row of a workbook would do to a programme: new, same, changed, or why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from banjie.documents.sheets import SheetRow
from banjie.people.models import User
from banjie.people.queries import folded, unit_names
from banjie.people.rules import OFFICER
from banjie.programme import shapes
from banjie.programme.models import Activity, SheetImport
from banjie.programme.sheet_rows import Fault, Known, RowReading, words_of_sheets
from banjie.programme.wanted import Wanted

VERDICTS = {
    "fault": gettext_lazy("cannot be taken over"),
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "same": gettext_lazy("as it stands"),
}
_HEAD_WITHIN = 10  # rows above the headings: a title, who filled it in
_ENOUGH = 2  # known headings that make a row the head


def imports_for(user: User) -> QuerySet[SheetImport]:
    """Workbooks sent to the offices I serve."""
    return SheetImport.objects.filter(programme__office__in=user.units(OFFICER)).select_related(
        "programme"
    )


class NoHead(Exception):
    """No row has the headings of a task breakdown."""


def find_head(rows: list[SheetRow]) -> tuple[int, dict[str, str]]:
    """The index of the heading row, and the column letter of each known heading."""
    names = {
        folded(name): key for key, said in words_of_sheets()["columns"].items() for name in said
    }
    for index, row in enumerate(rows[:_HEAD_WITHIN]):
        head: dict[str, str] = {}
        for letter, words in row.cells.items():
            key = names.get(folded(words))
            if key:
                head.setdefault(key, letter)
        if "task" in head and len(head) >= _ENOUGH:
            return index, head
    raise NoHead


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the workbook and what it would do."""

    number: int
    title: str
    verdict: str
    activity: Activity | None = None
    wanted: Wanted | None = None
    found: tuple[shapes.Difference, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def label(self) -> str:
        return str(VERDICTS[self.verdict])

    @property
    def brings(self) -> list[str]:
        """What a new row would bring along: times, units, targets."""
        if self.wanted is None or self.verdict != "new":
            return []
        parts = [str(who) for named in self.wanted.parts.values() for who in named]
        targets = [f"{t.measure} {t.value.normalize():f}{t.unit}" for t in self.wanted.targets]
        return [time.words for time in self.wanted.times] + parts + targets


class Verdicts:
    """The rows of an import against the programme as it stands now."""

    def __init__(self, sent: SheetImport) -> None:
        activities = list(
            sent.programme.activities.at_work().prefetch_related(
                "schedules", "targets", "phases", "assignments__unit"
            )
        )
        by_title: dict[str, Activity] = {}
        for activity in activities:
            by_title.setdefault(folded(activity.title), activity)
        by_key = {str(activity.pk): activity for activity in activities}
        known = Known(sent.programme.year, sent.head, unit_names(), by_key, by_title)
        self.rows = [_row(known, number, cells) for number, cells in sent.rows]

    def count(self) -> Counter[str]:
        return Counter(row.verdict for row in self.rows)


def _row(known: Known, number: int, cells: dict[str, str]) -> Row:
    reading = RowReading(known, number, cells)
    numbered, title = reading.task()
    activity = reading.activity(title)
    wanted = reading.wanted(activity, numbered, title)
    if reading.faults:
        return Row(number, title, "fault", activity, faults=tuple(reading.faults))
    if activity is None:
        return Row(number, title, "new", wanted=wanted)
    before = shapes.of_activity(activity)
    found = tuple(shapes.differences(before, _shape(before, wanted)))
    return Row(number, title, "changed" if found else "same", activity, wanted, found)


def _shape(now: shapes.Shape, wanted: Wanted) -> shapes.Shape:
    """The shape the activity would have."""
    times = [
        (line.for_report, shapes.Time(line.words, line.start, line.end, line.recurrence))
        for line in wanted.times
    ]
    return replace(
        now,
        number=wanted.plain["number"],
        title=wanted.plain["title"],
        times=tuple(time for report, time in times if not report),
        deadlines=tuple(time for report, time in times if report),
        parts=tuple((role, str(who)) for role, named in wanted.parts.items() for who in named),
        targets=tuple((line.measure, line.value, line.unit) for line in wanted.targets),
    )
