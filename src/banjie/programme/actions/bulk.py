"""One change for several activities at once, each through the same action as by itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from banjie.common import audit, once
from banjie.notices.actions.writing import one_line, site_language, write_notice
from banjie.notices.queries import asked_already
from banjie.people.models import Unit, User
from banjie.people.rules import LIAISON
from banjie.programme.actions.locking import locked_programme
from banjie.programme.actions.plan import PLAIN, change_activity
from banjie.programme.models import Activity, Area, Assignment, Programme
from banjie.programme.queries.cycles import answerable
from banjie.programme.queries.programmes import with_parts
from banjie.programme.wanted import TargetLine, TimeLine, Wanted


def as_it_is(activity: Activity) -> Wanted:
    """The activity asked for just as it stands; work handed on belongs to no form."""
    parts: dict[str, list[Unit | str]] = {role: [] for role in Assignment.Role.values}
    for part in activity.assignments.select_related("unit").filter(handed_from=None):
        parts[part.role].append(part.unit or part.post)
    return Wanted(
        plain={name: getattr(activity, name) for name in PLAIN},
        area=activity.area,
        times=[
            TimeLine(t.words, t.start, t.end, t.recurrence, t.for_report, t.pk)
            for t in activity.schedules.all()
        ],
        parts=parts,
        targets=[TargetLine(t.measure, t.value, t.unit, t.pk) for t in activity.targets.all()],
    )


@transaction.atomic
def change_many(
    picked: dict[int, int],
    programme: Programme,
    *,
    reason: str,
    once_key: str,
    by: User,
    duty: str = "",
    area: Area | None = None,
) -> int:
    """Set the duty or the area of these activities (number and version); how many changed.

    All or none: raises `Stale` when one of them moved on, `once.AlreadyDone` on a second sending.
    """
    claimed = once.claim(once_key, by=by)
    changed = 0
    for activity in _of(programme, picked).select_related("area"):
        wanted = as_it_is(activity)
        if duty:
            wanted.plain["duty"] = duty
        if area:
            wanted = Wanted(wanted.plain, area, wanted.times, wanted.parts, wanted.targets)
        changed += change_activity(
            activity, wanted, version=picked[activity.pk], reason=reason, by=by
        )
    once.settle(claimed, str(changed))
    return changed


@transaction.atomic
def urge_many(
    picked: Iterable[int], programme: Programme, *, reason: str, once_key: str, by: User
) -> int:
    """A letter for each unit that answers for some of these activities, as a draft in the outbox.

    What a draft that still waits there asks of a unit is not asked twice. How many letters; a
    second sending raises `once.AlreadyDone`, a programme that was closed `Stale`.
    """
    claimed = once.claim(once_key, by=by)
    locked_programme(programme.pk, Programme.State.OPEN)  # one hand after the other
    waiting = asked_already("urging", programme.office)
    asked: dict[Unit, list[Activity]] = {}
    for activity in with_parts(_of(programme, picked)):
        for unit in answerable(activity):
            if (unit.pk, activity.pk) not in waiting:
                asked.setdefault(unit, []).append(activity)
    for unit, activities in asked.items():
        _urge(unit, activities, programme, reason=reason, key=f"urging:{claimed.pk}", by=by)
    audit.record(by=by, verb="programme.urged", target=programme, units=len(asked))
    once.settle(claimed, str(len(asked)))
    return len(asked)


def _urge(
    unit: Unit, activities: list[Activity], programme: Programme, *, reason: str, key: str, by: User
) -> None:
    with site_language():
        said = ngettext(
            "Please report on %(n)d activity of “%(title)s”",
            "Please report on %(n)d activities of “%(title)s”",
            len(activities),
        ) % {"n": len(activities), "title": programme.title}
        write_notice(
            kind="urging",
            key=f"{key}:{unit.pk}",
            unit=unit,
            duties=(LIAISON,),
            office=programme.office,
            subject=one_line(said),
            body="\n".join([reason, *map(str, activities)]),
            address=f"{reverse('programme:list', args=(programme.pk,))}?unit={unit.pk}",
            asks=[activity.pk for activity in activities],
            by=by,
        )


def _of(programme: Programme, picked: Iterable[int]) -> QuerySet[Activity]:
    return programme.activities.at_work().filter(pk__in=list(picked))
