"""What a step on work begins with: its programmes and activities as they are now, locked."""

from __future__ import annotations

from collections.abc import Iterable

from banjie.programme.actions.drafts import Stale
from banjie.programme.models import Activity, Programme

State = Programme.State
LIVING = (State.OPEN, State.TEMPLATE)
"""A plan that may be changed: at work, or a template being made."""


def locked_programme(number: int, *states: str) -> Programme:
    """The programme as it is now, locked; raises `Stale` unless it is in one of these states."""
    found = Programme.objects.select_for_update(no_key=True).get(pk=number)
    if found.state not in states:
        raise Stale
    return found


def locked_activities(numbers: Iterable[int]) -> list[Activity]:
    """These activities, locked until the transaction ends: first the programmes, then the
    activities, each in the order of their numbers, so that no two steps wait for each other.
    """
    wanted = set(numbers)
    programmes = Activity.objects.filter(pk__in=wanted).values("programme")
    list(Programme.objects.select_for_update(no_key=True).filter(pk__in=programmes).order_by("pk"))
    found = Activity.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted)
    return list(found.select_related("programme__office", "area").order_by("pk"))


def at_work(activity: Activity) -> bool:
    """Neither dropped nor merged into another, in a programme that is open."""
    given_up = activity.dropped_at is not None or activity.merged_into_id is not None
    return not given_up and activity.programme.state == Programme.State.OPEN
