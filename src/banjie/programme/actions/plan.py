"""Changing a programme at work. Each change is written down; what units agreed to is asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_noop

from banjie.common import audit, once
from banjie.people.models import Unit, User
from banjie.programme import sessions, shapes
from banjie.programme.actions.asking import agreed, ask_again, tell
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.locking import LIVING, locked_activities, locked_programme
from banjie.programme.models import Activity, Area, Assignment, Change, Programme, Schedule, Target
from banjie.programme.shapes import Difference
from banjie.programme.wanted import TargetLine, TimeLine, Wanted
from banjie.programme.wording import day_words

PLAIN = ("number", "title", "kind", "duty", "place", "participants")
_PLAIN_WORDS = {"number", "duty"}  # the shape leaves these two out


class NeedsReason(Exception):
    """Units have agreed to what would change: they must be told why."""


class TargetInUse(Exception):
    """Reports have figures against a target that would go, or would count something else."""


def locked(activity: Activity, version: int) -> Activity:
    """The activity as it is now, one hand at a time; raises `Stale` when it moved on, or its
    programme was closed.
    """
    [current] = locked_activities([activity.pk])
    if current.version != version or current.programme.state == Programme.State.CLOSED:
        raise Stale
    return current


def settle(activity: Activity, found: Iterable[Difference], *, reason: str, by: User) -> bool:
    """Write the changes down with their reason; a new day, unit or target asks the units again.

    Raises `NeedsReason` where that takes something back that a unit answered. Gives whether
    anything changed.
    """
    found = list(found)
    if not found:
        return False
    material = any(one.kind != Change.Kind.WORDS or one.field == "targets" for one in found)
    if material and agreed(activity) and not reason:
        raise NeedsReason
    Change.objects.bulk_create(
        Change(
            activity=activity,
            kind=one.kind,
            before=list(one.before),
            after=list(one.after),
            reason=reason,
            by=by,
        )
        for one in found
    )
    activity.version += 1
    activity.save(update_fields=["version"])
    if material:
        ask_again(activity, reason=reason, by=by)
    audit.record(
        by=by, verb="activity.changed", target=activity, fields=[one.field for one in found]
    )
    return True


@transaction.atomic
def change_activity(
    activity: Activity, wanted: Wanted, *, version: int, reason: str, by: User
) -> bool:
    """Make the activity what the office wants; sessions that follow from its times move along.

    Raises `Stale`, `NeedsReason`, `TargetInUse`. Gives whether anything changed.
    """
    current = locked(activity, version)
    before, plain = shapes.of_activity(current), {name: getattr(current, name) for name in PLAIN}
    area, planned = current.area, sessions.plan(current)[1]
    for name, value in wanted.plain.items():
        setattr(current, name, value)
    current.area = wanted.area
    current.save(update_fields=[*wanted.plain, "area"])
    _set_times(current, wanted.times)
    _set_targets(current, wanted.targets)
    added, removed = _set_parts(current, wanted.parts)
    refit_sessions(current, planned)
    found = shapes.differences(before, shapes.of_activity(current))
    found += [
        Difference(name, Change.Kind.WORDS, (plain[name],), (getattr(current, name),))
        for name in _PLAIN_WORDS
        if plain[name] != getattr(current, name)
    ]
    if area != current.area:
        found.append(Difference("area", Change.Kind.WORDS, _one(area), _one(current.area)))
    changed = settle(current, found, reason=reason, by=by)
    for unit in added:
        tell(
            unit, current, mark=f"given:{current.version}", by=by, reason=reason,
            said=gettext_noop("Your unit has a part in “%(title)s”. Please look and answer."),
        )  # fmt: skip
    for unit in removed:
        tell(
            unit, current, mark=f"taken:{current.version}", by=by, reason=reason,
            said=gettext_noop("Your unit no longer has a part in “%(title)s”."),
        )  # fmt: skip
    return changed


def _one(thing: object) -> tuple[str, ...]:
    return (str(thing),) if thing else ()


def _set_times(activity: Activity, lines: list[TimeLine]) -> None:
    kept = {time.pk: time for time in activity.schedules.all()}
    for line in lines:
        time = kept.pop(line.pk, None) if line.pk else None
        time = time or Schedule(activity=activity, for_report=line.for_report)
        time.words, time.recurrence = line.words, line.recurrence
        time.start, time.end = line.start, line.end
        time.save()
    activity.schedules.filter(pk__in=list(kept)).delete()


def _set_targets(activity: Activity, lines: list[TargetLine]) -> None:
    kept = {target.pk: target for target in activity.targets.all()}
    for line in lines:
        target = kept.pop(line.pk, None) if line.pk else None
        same = target and (target.measure, target.value, target.unit) == (
            line.measure, line.value, line.unit,
        )  # fmt: skip
        if same:
            continue
        if target and target.unit != line.unit and target.figures.exists():
            raise TargetInUse  # 500 人次 told against it would become 500 场
        target = target or Target(activity=activity)
        target.measure, target.value, target.unit = line.measure, line.value, line.unit
        target.words = ""
        target.save()
    gone = activity.targets.filter(pk__in=list(kept))
    if gone.filter(figures__isnull=False).exists():
        raise TargetInUse
    gone.delete()


def _set_parts(
    activity: Activity, parts: dict[str, list[Unit | str]]
) -> tuple[list[Unit], list[Unit]]:
    """Parts that stay keep their row and their answer. Gives the units that came and that went.

    A unit below, to which the work was handed, stays unless the unit that handed it on goes.
    """
    rows = {
        (part.role, part.unit or part.post): part
        for part in activity.assignments.select_related("unit")
    }
    had = {part.unit for part in rows.values() if part.unit}
    wanted = [(role, who) for role, named in parts.items() for who in named]
    for key, part in rows.items():
        if key not in wanted and part.handed_from_id is None:
            part.delete()
    for position, (role, who) in enumerate(wanted):
        unit, post = (who, "") if isinstance(who, Unit) else (None, who)
        Assignment.objects.update_or_create(
            activity=activity,
            role=role,
            unit=unit,
            post=post,
            defaults={"position": position, "handed_from": None},
        )
    has = {part.unit for part in activity.assignments.select_related("unit") if part.unit}
    by_name = {unit.pk: unit for unit in had | has}
    came = [by_name[pk] for pk in sorted({u.pk for u in has} - {u.pk for u in had})]
    went = [by_name[pk] for pk in sorted({u.pk for u in had} - {u.pk for u in has})]
    return came, went


def refit_sessions(activity: Activity, planned: list[sessions.Window]) -> None:
    """Move the sessions along with the times they followed from (`planned` before the change).

    A session whose days a person set, that was dropped, or that a report names stays as it is.
    """
    schedule, windows = sessions.plan(activity)
    if windows == planned:
        return
    followed = dict(enumerate(planned, 1))
    now = dict(enumerate(windows, 1))
    untold = activity.occurrences.filter(dropped_reason="", reports__isnull=True)
    for session in untold:
        if followed.get(session.number) != (session.start, session.end):
            continue
        if session.number in now:
            session.start, session.end = now[session.number]
            session.schedule = schedule
            session.save(update_fields=["start", "end", "schedule"])
        else:
            session.delete()
    known = set(activity.occurrences.values_list("number", flat=True))
    for number in sorted(now.keys() - known):
        start, end = now[number]
        activity.occurrences.create(number=number, start=start, end=end, schedule=schedule)


@transaction.atomic
def move_activity(
    activity: Activity, *, by_days: int, version: int, reason: str, by: User
) -> Activity:
    """Move the whole work by so many days; the days on which reports are due stay."""
    current = locked(activity, version)
    before, planned = shapes.of_activity(current), sessions.plan(current)[1]
    step = timedelta(days=by_days)
    for time in current.schedules.filter(for_report=False):
        time.start, time.end = time.start and time.start + step, time.end and time.end + step
        time.words = day_words(time.start, time.end) or time.words
        time.save(update_fields=["start", "end", "words"])
    for phase in current.phases.all():
        phase.start, phase.end = phase.start and phase.start + step, phase.end and phase.end + step
        phase.save(update_fields=["start", "end"])
    refit_sessions(current, planned)
    settle(current, shapes.differences(before, shapes.of_activity(current)), reason=reason, by=by)
    return current


@transaction.atomic
def add_activity(
    programme: Programme,
    *,
    plain: dict[str, str],
    area: Area | None,
    parent: Activity | None,
    once_key: str,
    by: User,
) -> Activity:
    """A new activity at the end of its area, or of the steps of `parent`.

    The same form sent twice raises `once.AlreadyDone` with the first one's number; `Stale` once the
    programme is closed.
    """
    claimed = once.claim(once_key, by=by)
    programme = locked_programme(programme.pk, *LIVING)
    area = parent.area if parent else area
    siblings = programme.activities.filter(area=area)
    if parent:
        siblings = siblings.filter(parent=parent) | programme.activities.filter(pk=parent.pk)
    last = (siblings if siblings.exists() else programme.activities).aggregate(m=Max("position"))
    position = 0 if last["m"] is None else last["m"] + 1
    programme.activities.filter(position__gte=position).update(position=F("position") + 1)
    activity = programme.activities.create(area=area, parent=parent, position=position, **plain)
    Change.objects.create(activity=activity, kind=Change.Kind.ADDED, after=[str(activity)], by=by)
    audit.record(by=by, verb="activity.added", target=activity)
    once.settle(claimed, str(activity.pk))
    return activity
