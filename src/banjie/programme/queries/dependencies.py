"""What must come before what: chains, and the dates that follow from them as proposals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Q

from banjie.programme.lights import Progress
from banjie.programme.models import Activity, Dependency
from banjie.programme.queries.programmes import with_progress


@dataclass(frozen=True, slots=True)
class Proposal:
    """The later activity moved on so that it begins when the earlier one has ended.

    Days inclusive; `last` None where the work has no end.
    """

    days: int
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Link:
    """A dependency as one activity's page shows it."""

    dependency: Dependency
    proposal: Proposal | None


def chain(first: Activity, last: Activity) -> list[Activity]:
    """The activities from `first` on to `last`, each before the next; [] when none leads there."""
    if first.pk == last.pk:
        return [first]
    follows: dict[int, list[Activity]] = {}
    rows = Dependency.objects.filter(before__programme=first.programme_id)
    for row in rows.select_related("after"):
        follows.setdefault(row.before_id, []).append(row.after)
    paths = [[first]]
    seen = {first.pk}
    while paths:
        path = paths.pop(0)
        for after in follows.get(path[-1].pk, []):
            if after.pk == last.pk:
                return [*path, after]
            if after.pk not in seen:
                seen.add(after.pk)
                paths.append([*path, after])
    return []


def links_of(activity: Activity) -> tuple[list[Link], list[Link]]:
    """What comes before an activity, and what after it, each with its proposal. Nothing waits for
    work that will not be done.
    """
    at_work = Activity.objects.at_work()
    rows = Dependency.objects.filter(Q(before=activity) | Q(after=activity))
    rows = rows.filter(before__in=at_work, after__in=at_work)
    rows = rows.select_related("before", "after").order_by("before__position", "after__position")
    found = [Link(row, proposal(row)) for row in rows]
    return (
        [link for link in found if link.dependency.after_id == activity.pk],
        [link for link in found if link.dependency.before_id == activity.pk],
    )


def proposal(dependency: Dependency) -> Proposal | None:
    """From when to when, if the later begins before the earlier ends; None while all is well."""
    both = with_progress(
        Activity.objects.filter(pk__in=(dependency.before_id, dependency.after_id))
    )
    found = {activity.pk: cast(Progress, activity) for activity in both}
    ends = found[dependency.before_id].ends
    begins, until = found[dependency.after_id].begins, found[dependency.after_id].ends
    if ends is None or begins is None or begins >= ends:
        return None
    days = (ends - begins).days
    return Proposal(days, ends, until + timedelta(days=days - 1) if until else None)
