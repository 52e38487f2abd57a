"""What stands in the way of closing a programme: work not done, and reports not decided on."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from banjie.programme.models import Activity, Programme, Report, Unfinished
from banjie.programme.queries.programmes import with_progress


@dataclass(frozen=True, slots=True)
class OpenWork:
    """An activity that is not done; `carried_to` is the one of a later programme it goes on as."""

    activity: Activity
    carried_to: Activity | None


def open_work(programme: Programme) -> list[OpenWork]:
    """Every activity at work that no accepted report completes, in the plan's order."""
    later = Activity.objects.at_work().exclude(programme__state=Programme.State.TEMPLATE)
    found = (
        with_progress(programme.activities.at_work())
        .filter(Q(completed=False))
        .select_related("parent")
        .prefetch_related(Prefetch("rolled_to", later.order_by("pk"), to_attr="goes_on_as"))
    )
    return [OpenWork(activity, next(iter(activity.goes_on_as), None)) for activity in found]


def returned(programme: Programme) -> QuerySet[Report]:
    """Reports that were sent back and did not come again: closing the programme cuts them off."""
    found = Report.objects.filter(activity__programme=programme, state=Report.State.RETURNED)
    return found.select_related("activity", "unit")


def undecided(programme: Programme) -> QuerySet[Report]:
    """Reports that wait for the office: they are decided on before the programme is closed."""
    found = Report.objects.filter(activity__programme=programme, state=Report.State.SUBMITTED)
    return found.select_related("activity", "unit")


def unfinished(programme: Programme) -> QuerySet[Unfinished]:
    """What a closed programme left open."""
    found = Unfinished.objects.filter(activity__programme=programme)
    return found.select_related("activity", "carried_to__programme")
