"""What one unit owes, for its calendar feed."""

from __future__ import annotations

from typing import cast

from django.db.models import Exists, OuterRef, Prefetch

from banjie.people.models import Unit
from banjie.programme.lights import Progress
from banjie.programme.models import Activity, Assignment, Occurrence, Phase, Programme
from banjie.programme.queries.phases import open_parts
from banjie.programme.queries.programmes import with_progress


def activities_owed_by(unit: Unit) -> list[Activity]:
    """Unfinished activities of open programmes in which the unit has a part, with their times and
    the phases and sessions that are still open.
    """
    mine = Assignment.objects.filter(activity=OuterRef("pk"), unit=unit)
    found = Activity.objects.at_work().filter(Exists(mine), programme__state=Programme.State.OPEN)
    found = found.select_related("programme").prefetch_related(
        "schedules",
        Prefetch("phases", open_parts(Phase.objects.all(), "phase", None)),
        Prefetch("occurrences", open_parts(Occurrence.objects.all(), "occurrence", None)),
    )
    ordered = with_progress(found.order_by("programme", "position", "pk"))
    return [activity for activity in ordered if not cast(Progress, activity).completed]
