"""Programmes and their activities with computed progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LEADER, LIAISON, OFFICER
from banjie.programme import lights
from banjie.programme.models import (
    Activity,
    Assignment,
    Draft,
    Figure,
    Occurrence,
    Phase,
    Programme,
    Report,
    Schedule,
)
from banjie.programme.queries.phases import owed_sessions

AT_WORK = Q(activities__dropped_at=None, activities__merged_into=None)


@dataclass(frozen=True, slots=True)
class Card:
    """An activity as boards, lists and unit views show it.

    On the list of what is owed, `session` is the next one to hold and report, the light and the
    last day are its own, and `sessions_late` counts those whose days are over.
    """

    activity: Activity
    light: lights.Light
    state: str
    begins: date | None
    last_day: date | None
    accepted: int
    waiting: int
    role: str = ""
    leads: list[Assignment] = field(default_factory=list)
    responsible: list[Assignment] = field(default_factory=list)
    cooperating: list[Assignment] = field(default_factory=list)
    overseeing: list[Assignment] = field(default_factory=list)
    session: Occurrence | None = None
    sessions_late: int = 0

    @property
    def answerable(self) -> list[Assignment]:
        """Who answers for it: the responsible, or else the leading units."""
        return self.responsible or self.leads


def programmes_for(user: User) -> QuerySet[Programme]:
    """Programmes of my offices, and those in which one of my units has a part.

    A template is its office's own.
    """
    mine = Assignment.objects.filter(unit__in=user.units(), activity__programme=OuterRef("pk"))
    at_work = ~Q(state=Programme.State.TEMPLATE)
    return (
        Programme.objects.filter(
            Q(office__in=user.units(OFFICER, LEADER)) | (Exists(mine) & at_work)
        )
        .select_related("office", "document")
        .annotate(activity_count=Count("activities", filter=AT_WORK))
        .order_by("-year", "-pk")
    )


def revisable_for(user: User, draft: Draft) -> QuerySet[Programme]:
    """Open programmes of the draft's office that this account may revise."""
    return Programme.objects.filter(
        office=draft.unit_id, office__in=user.units(OFFICER), state=Programme.State.OPEN
    )


def with_progress(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Adds `begins`, `ends` (exclusive), `completed`, `waiting_reports`, `accepted_reports`.

    Where no time of its own begins or ends an activity, its phases do.
    """
    phases = Phase.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    work = Schedule.objects.filter(activity=OuterRef("pk"), for_report=False).order_by()
    reports = Report.objects.filter(activity=OuterRef("pk")).order_by()

    def number(state: str) -> Coalesce:
        counted = reports.filter(state=state).values("activity").annotate(n=Count("pk"))
        return Coalesce(Subquery(counted.values("n")), 0)

    return activities.annotate(
        begins=Coalesce(
            Subquery(work.values("activity").annotate(d=Min("start")).values("d")),
            Subquery(phases.annotate(d=Min("start")).values("d")),
        ),
        ends=Coalesce(
            Subquery(work.values("activity").annotate(d=Max("end")).values("d")),
            Subquery(phases.annotate(d=Max("end")).values("d")),
        ),
        completed=Exists(reports.filter(state=Report.State.ACCEPTED, completes=True)),
        waiting_reports=number(Report.State.SUBMITTED),
        accepted_reports=number(Report.State.ACCEPTED),
    )


def with_parts(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Adds the assignments with their units."""
    return activities.prefetch_related(
        Prefetch("assignments", Assignment.objects.select_related("unit"))
    )


def cards(
    activities: Iterable[Activity],
    role_of: set[int] | None = None,
    *,
    soon: int | None = None,
    margin: Callable[[Programme], int] | None = None,
) -> list[Card]:
    """Cards of activities that carry progress and parts; `role_of` gives my units for `role`.

    `soon` is the amber margin where the caller knows it already, `margin` where it asks again.
    """
    today, margin = clock.today(), margin or lights.margins()
    made = []
    for activity in activities:
        progress = cast(lights.Progress, activity)
        parts: dict[str, list[Assignment]] = {role: [] for role in Assignment.Role.values}
        for part in activity.assignments.all():
            parts[part.role].append(part)
        made.append(
            Card(
                activity=activity,
                light=lights.light(
                    progress, today, margin(activity.programme) if soon is None else soon
                ),
                state=lights.state(progress, today),
                begins=progress.begins,
                last_day=progress.ends - timedelta(days=1) if progress.ends else None,
                accepted=progress.accepted_reports,
                waiting=progress.waiting_reports,
                role=_role(parts, role_of or set()),
                leads=parts[Assignment.Role.LEAD],
                responsible=parts[Assignment.Role.RESPONSIBLE],
                cooperating=parts[Assignment.Role.COOPERATING],
                overseeing=parts[Assignment.Role.OVERSEEING],
            )
        )
    return made


def _role(parts: dict[str, list[Assignment]], units: set[int]) -> str:
    """The weightiest role of these units in an activity, or ''."""
    for role in Assignment.Role.values:
        if any(part.unit_id in units for part in parts[role]):
            return role
    return ""


def programme_cards(programme: Programme, *, soon: int | None = None) -> list[Card]:
    """The cards of a programme in the plan's order."""
    found = programme.activities.at_work().select_related("area", "parent")
    return cards(with_parts(with_progress(found)), soon=soon)


def against_targets(activity: Activity) -> list[dict[str, Any]]:
    """Each target with what the accepted reports of all units add up to: one number for everybody.

    A target that holds for every session shows the smallest figure of any session instead.
    """
    values: dict[int | None, dict[int, Decimal]] = {}
    accepted = Figure.objects.filter(target__activity=activity, report__state=Report.State.ACCEPTED)
    for pk, source, target_id, value in accepted.values_list(
        "pk", "reused_from", "target_id", "value"
    ):
        values.setdefault(target_id, {})[source or pk] = value  # the same event counts once
    rows = []
    for target in activity.targets.all():
        told = values.get(target.pk, {}).values()
        done = min(told, default=Decimal(0)) if target.each else sum(told)
        rows.append({"target": target, "done": done, "id": f"target-{target.pk}"})
    return rows


def owed_by(user: User) -> list[Card]:
    """What the units I am liaison of still owe in open programmes, the most pressing first."""
    units, margin = user.units(LIAISON), lights.margins()
    mine = Assignment.objects.filter(activity=OuterRef("pk"), unit__in=units)
    found = (
        Activity.objects.at_work()
        .filter(Exists(mine), programme__state=Programme.State.OPEN)
        .select_related("programme")
    )
    whole = cards(with_parts(with_progress(found)), units, margin=margin)
    open_cards = _by_session([card for card in whole if card.state != "done"], margin)
    pressing = {"overdue": 0, "due-soon": 1, "on-plan": 2, "no-date": 3, "not-yet": 4}
    return sorted(
        open_cards,
        key=lambda c: (c.role == "cooperating", pressing[c.light.name], c.last_day or date.max),
    )


def _by_session(found: list[Card], margin: Callable[[Programme], int]) -> list[Card]:
    """The same cards; one of recurring work tells of its next session."""
    today = clock.today()
    owed = owed_sessions(card.activity for card in found)
    made = []
    for card in found:
        waiting = owed.get(card.activity.pk)
        if not waiting:
            made.append(card)
            continue
        span = lights.Span(waiting[0].start, waiting[0].end)
        soon = margin(card.activity.programme)
        light = lights.light(span, today, soon) if span.ends else card.light
        late = sum(session.end <= today for session in waiting if session.end)
        made.append(
            replace(
                card,
                light=light,
                begins=span.begins or card.begins,
                last_day=span.last_day or card.last_day,
                session=waiting[0],
                sessions_late=late,
            )
        )
    return made


def overdue_for(user: User) -> QuerySet[Activity]:
    """Overdue activities of the offices I serve or lead, the longest overdue first.

    The same rule as `lights.light`, told to the database: not completed, and its days are over.
    """
    found = Activity.objects.at_work().filter(
        programme__office__in=user.units(OFFICER, LEADER), programme__state=Programme.State.OPEN
    )
    late = Q(completed=False, ends__lte=clock.today())
    return (
        with_progress(found)
        .filter(late)
        .select_related("programme")
        .order_by(F("ends"), "programme", "position", "pk")
    )
