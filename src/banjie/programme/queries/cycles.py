"""Rounds of reports: what they ask of whom, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from banjie.people.models import Unit, User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER
from banjie.programme.models import (
    Activity,
    Assignment,
    Cycle,
    CycleItem,
    Programme,
    Report,
)
from banjie.programme.queries.programmes import with_parts, with_progress


def open_items(programme: Programme, start: date, end: date) -> list[tuple[Activity, Unit]]:
    """What a round over these days (`end` exclusive) asks, and of whom.

    Work that has begun by then and is not done, of the units that answer for it. What a unit told
    of already for these days is not asked again, nor what waits for the office as completed.
    """
    waiting = Report.objects.filter(
        activity=OuterRef("pk"), state=Report.State.SUBMITTED, completes=True
    )
    found = with_parts(with_progress(programme.activities.at_work())).filter(
        ~Exists(waiting), Q(begins=None) | Q(begins__lt=end), Q(completed=False)
    )
    told = set(
        Report.objects.filter(
            activity__programme=programme,
            state__in=(Report.State.SUBMITTED, Report.State.ACCEPTED),
            held_on__lt=end,
        )
        .annotate(last=Coalesce("held_until", "held_on"))
        .filter(last__gte=start)
        .values_list("activity", "unit")
    )
    return [
        (activity, unit)
        for activity in found
        for unit in answerable(activity)
        if (activity.pk, unit.pk) not in told
    ]


def answerable(activity: Activity) -> list[Unit]:
    """The responsible units, or else the leading ones, each once."""
    parts = [part for part in activity.assignments.all() if part.unit]
    role = Assignment.Role
    chosen = [p for p in parts if p.role == role.RESPONSIBLE] or [
        p for p in parts if p.role == role.LEAD
    ]
    return list(dict.fromkeys(part.unit for part in chosen if part.unit))


def asked(items: QuerySet[CycleItem]) -> QuerySet[Any]:
    """Items that are still asked, with `told`: the report that answers, None while there is none.

    An activity that was dropped or merged is asked about no longer, nor a unit that lost its part.
    """
    sent = (
        Report.objects.filter(
            activity=OuterRef("activity"),
            unit=OuterRef("unit"),
            submitted_at__gte=OuterRef("cycle__opened_at"),
        )
        .exclude(state=Report.State.DRAFT)
        .order_by("submitted_at", "pk")
    )
    part = Assignment.objects.filter(activity=OuterRef("activity"), unit=OuterRef("unit"))
    at_work = Q(activity__dropped_at=None, activity__merged_into=None)
    found: QuerySet[Any] = items.filter(at_work, Exists(part))
    return found.annotate(told=Subquery(sent.values("pk")[:1]))


def unanswered(items: QuerySet[CycleItem]) -> QuerySet[Any]:
    return asked(items).filter(told=None, words="")


def items_for(user: User, cycle: Cycle) -> QuerySet[Any]:
    """All of a round for its office; for everybody else what is asked of their units."""
    found = asked(cycle.items.all()).select_related("unit", "activity", "by")
    if cycle.programme.office_id in user.units(OFFICER, LEADER):
        return found
    return found.filter(unit__in=user.units(LIAISON, HANDLER, LEADER))


@dataclass(frozen=True, slots=True)
class Share:
    """What a round asks of one unit."""

    unit: Unit
    items: list[CycleItem]

    @property
    def answered(self) -> int:
        return sum(bool(item.words or item.told) for item in self.items)  # type: ignore[attr-defined]  # annotated by `asked`


def shares(items: Iterable[CycleItem]) -> list[Share]:
    """By unit, in the roster's order."""
    return [Share(unit, list(rest)) for unit, rest in groupby(items, key=_unit)]


def _unit(item: CycleItem) -> Unit:
    return item.unit


def cycles_for(user: User, programme: Programme) -> list[dict[str, Any]]:
    """The rounds of a programme, newest first, each with how many items it asks and how many are
    answered, as far as this account may see.
    """
    items = asked(CycleItem.objects.filter(cycle__programme=programme))
    if programme.office_id not in user.units(OFFICER, LEADER):
        items = items.filter(unit__in=user.units(LIAISON, HANDLER, LEADER))
    counts: dict[int, list[int]] = {}
    for cycle, words, told in items.values_list("cycle", "words", "told"):
        count = counts.setdefault(cycle, [0, 0])
        count[0] += 1
        count[1] += bool(words or told)
    found = programme.cycles.select_related("opened_by")
    rows = [(cycle, counts.get(cycle.pk, [0, 0])) for cycle in found]
    return [{"cycle": cycle, "asked": n, "answered": done} for cycle, (n, done) in rows]


def open_cycles_for(user: User) -> QuerySet[Cycle]:
    """Rounds in which my units still owe an answer, the most pressing first."""
    owed = unanswered(CycleItem.objects.filter(cycle=OuterRef("pk"), unit__in=user.units(LIAISON)))
    return (
        Cycle.objects.filter(Exists(owed), programme__state=Programme.State.OPEN)
        .select_related("programme")
        .order_by(F("due").asc(), "pk")
    )
