"""Programmes and their activities with computed progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, cast

from django.db.models import (
    Case,
    Count,
    Exists,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
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

Parts = dict[str, list[Assignment]]


@dataclass(frozen=True, slots=True)
class Card:
    """An activity as boards, lists and unit views show it.

    On the list of what is owed, `session` is the next one to hold and report, the light and the
    last day are its own, and `sessions_late` counts those whose days are over; `report_by` is the
    day by which it is to be told of (报送时限) and was not.
    """

    activity: Activity
    light: lights.Light
    state: str
    begins: date | None
    last_day: date | None
    parts: Parts
    role: str = ""
    session: Occurrence | None = None
    sessions_late: int = 0
    report_by: date | None = None

    @property
    def leads(self) -> list[Assignment]:
        return self.parts[Assignment.Role.LEAD]

    @property
    def responsible(self) -> list[Assignment]:
        return self.parts[Assignment.Role.RESPONSIBLE]

    @property
    def cooperating(self) -> list[Assignment]:
        return self.parts[Assignment.Role.COOPERATING]

    @property
    def overseeing(self) -> list[Assignment]:
        return self.parts[Assignment.Role.OVERSEEING]

    @property
    def answerable(self) -> list[Assignment]:
        """Who answers for it: the responsible, or else the leading units."""
        return self.responsible or self.leads

    @property
    def accepted(self) -> int:
        """Accepted reports: how many after `with_numbers`, else whether there are any."""
        return cast(lights.Progress, self.activity).accepted_reports

    @property
    def waiting(self) -> int:
        """Reports that wait for the office, told as `accepted` is."""
        return cast(lights.Progress, self.activity).waiting_reports


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
        .select_related("office")
        .order_by("-year", "-pk")
    )


def with_size(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Adds `activity_count`, the activities at work."""
    found = Activity.objects.at_work().filter(programme=OuterRef("pk"))
    return programmes.annotate(activity_count=_number(found, "programme"))


def revisable_for(user: User, draft: Draft) -> QuerySet[Programme]:
    """Open programmes of the draft's office that this account may revise."""
    return Programme.objects.filter(
        office=draft.unit_id, office__in=user.units(OFFICER), state=Programme.State.OPEN
    )


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many of these there are, of one `of` each."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n")), 0)


def _reports(state: str) -> QuerySet[Report]:
    return Report.objects.filter(activity=OuterRef("pk"), state=state).order_by()


@cache
def _progress() -> dict[str, Any]:
    """What `with_progress` adds. Made once: the same for everybody, and dear to make."""
    phases = Phase.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    work = Schedule.objects.filter(activity=OuterRef("pk"), for_report=False).order_by()
    accepted = _reports(Report.State.ACCEPTED)
    return {
        "begins": Coalesce(
            Subquery(work.values("activity").annotate(d=Min("start")).values("d")),
            Subquery(phases.annotate(d=Min("start")).values("d")),
        ),
        "ends": Coalesce(
            Subquery(work.values("activity").annotate(d=Max("end")).values("d")),
            Subquery(phases.annotate(d=Max("end")).values("d")),
        ),
        "ended": Case(
            When(unfinished=None, then=Value("")),
            When(unfinished__carried_to=None, then=Value("ended")),
            default=Value("carried-over"),
        ),
        "completed": Exists(accepted.filter(completes=True)),
        "waiting_reports": Exists(_reports(Report.State.SUBMITTED)),
        "accepted_reports": Exists(accepted),
    }


def with_progress(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Adds what `lights.Progress` names; `ends` is exclusive.

    `waiting_reports` and `accepted_reports` say whether there are any: a light needs no more.
    Where no time of its own begins or ends an activity, its phases do.
    """
    return activities.annotate(**_progress())


@cache
def in_open_programmes() -> QuerySet[Activity]:
    """Activities at work of open programmes, with progress: what today's page and the lists over
    several programmes begin with. Without the long columns of the paper.
    """
    found = Activity.objects.at_work().filter(programme__state=Programme.State.OPEN)
    return with_progress(found).select_related("programme").defer("words", "baseline")


def with_numbers(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Makes `waiting_reports`, `accepted_reports` numbers, for those who print them."""
    return activities.annotate(
        waiting_reports=_number(_reports(Report.State.SUBMITTED), "activity"),
        accepted_reports=_number(_reports(Report.State.ACCEPTED), "activity"),
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
        progress, parts = cast(lights.Progress, activity), parts_of(activity)
        margin_days = margin(activity.programme) if soon is None else soon
        made.append(
            Card(
                activity=activity,
                light=lights.light(progress, today, margin_days),
                state=lights.state(progress, today),
                begins=progress.begins,
                last_day=progress.ends - timedelta(days=1) if progress.ends else None,
                parts=parts,
                role=_role(parts, role_of or set()),
            )
        )
    return made


def parts_of(activity: Activity) -> Parts:
    """The assignments by role, the weightiest role first."""
    parts: Parts = {role: [] for role in Assignment.Role.values}
    for part in activity.assignments.all():
        parts[part.role].append(part)
    return parts


def _role(parts: Parts, units: set[int]) -> str:
    """The weightiest role of these units in an activity, or ''."""
    for role, own in parts.items():
        if any(part.unit_id in units for part in own):
            return role
    return ""


def programme_cards(programme: Programme, *, soon: int | None = None) -> list[Card]:
    """The cards of a programme in the plan's order."""
    found = programme.activities.at_work().select_related(
        "area", "parent", "unfinished__carried_to__programme"
    )
    return cards(with_parts(with_numbers(with_progress(found))), soon=soon)


def against_targets(activity: Activity) -> list[dict[str, Any]]:
    """Each target with what the accepted reports of all units add up to: one number for everybody.

    A target that holds for every session, or of a share, shows the smallest figure instead.
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
        done = sum(told) if target.summed else min(told, default=Decimal(0))
        rows.append({"target": target, "done": done, "id": f"target-{target.pk}"})
    return rows
