"""The open items of my units as rows of one form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects

from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON
from banjie.programme.models import Activity, CycleItem, Occurrence, Programme, Report
from banjie.programme.queries.cycles import unanswered
from banjie.programme.queries.owed import owed_by
from banjie.programme.queries.phases import owed_sessions
from banjie.programme.queries.programmes import with_parts

ROWS = 40  # of one form; what is left comes after these were sent


@dataclass(slots=True)
class OpenItem:
    """An activity one of my units still has to tell of.

    `item` is what a round asks about it, `unfinished` a report begun or come back, by number.
    """

    activity: Activity
    unit: Unit
    item: CycleItem | None = None
    sessions: list[Occurrence] = field(default_factory=list)
    unfinished: int | None = None

    @property
    def key(self) -> str:
        return f"{self.activity.pk}-{self.unit.pk}"


def owed_items(user: User, programme: Programme | None) -> list[OpenItem]:
    """What my units owe and what has begun, the most pressing first; of one programme or of all."""
    cards = [
        card
        for card in owed_by(user)
        if card.state != "not-yet"
        and (programme is None or card.activity.programme_id == programme.pk)
    ]
    units = user.units(LIAISON)
    return [
        OpenItem(card.activity, part.unit)
        for card in cards
        for part in {p.unit_id: p for p in card.activity.assignments.all()}.values()
        if part.unit and part.unit_id in units
    ]


def asked_items(user: User, items: QuerySet[CycleItem]) -> list[OpenItem]:
    """What a round still asks my units."""
    found = unanswered(items.filter(unit__in=user.units(LIAISON)))
    return [
        OpenItem(item.activity, item.unit, item)
        for item in found.select_related("activity__programme", "unit")
    ]


def named_items(user: User, keys: Iterable[str], items: QuerySet[CycleItem]) -> list[OpenItem]:
    """The rows a form was sent with, whether they are still owed or not: what was typed counts.

    Rows of which the account may not write a report are left out.
    """
    wanted = dict.fromkeys(keys)
    pairs = [key.split("-") for key in wanted]
    numbers = {int(a) for a, *_rest in pairs if a.isdecimal() and len(a) < 19}
    activities = with_parts(Activity.objects.at_work().filter(pk__in=numbers))
    known = {(item.activity_id, item.unit_id): item for item in items}
    found = {}
    for activity in activities.select_related("programme"):
        if not user.may("programme.write_report", activity):
            continue
        for part in activity.assignments.all():
            if part.unit and part.unit_id in user.units(LIAISON):
                row = OpenItem(activity, part.unit, known.get((activity.pk, part.unit_id)))
                found[row.key] = row
    return [found[key] for key in wanted if key in found]


def with_details(rows: list[OpenItem]) -> list[OpenItem]:
    """The rows with the targets of their activities, the sessions not yet told of, and what was
    begun before.
    """
    activities: list[Any] = list({row.activity.pk: row.activity for row in rows}.values())
    prefetch_related_objects(activities, "targets")
    by_pk = {activity.pk: activity for activity in activities}
    sessions = owed_sessions(activities)
    begun = Report.objects.filter(
        activity__in=activities, state__in=(Report.State.DRAFT, Report.State.RETURNED)
    ).values_list("activity", "unit", "pk")
    unfinished = {(activity, unit): pk for activity, unit, pk in begun}
    for row in rows:
        row.unfinished = unfinished.get((row.activity.pk, row.unit.pk))
        row.activity = by_pk[row.activity.pk]
        row.sessions = sessions.get(row.activity.pk, [])
    return rows
