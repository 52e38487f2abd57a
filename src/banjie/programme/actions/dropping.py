"""Work that will not be done after all: dropped with its reason, never deleted, and taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import audit, clock
from banjie.people.models import User
from banjie.programme.actions.asking import ask_again, tell
from banjie.programme.actions.plan import locked
from banjie.programme.models import Activity, Change


@transaction.atomic
def drop_activity(activity: Activity, *, version: int, reason: str, by: User) -> Activity:
    """Its steps go with it; reports and figures stay. Every unit with a part is told.

    Dropped twice is dropped once; raises `Stale` when it moved on otherwise.
    """
    current = locked(activity, version)
    if current.dropped_at:
        return current
    moment = clock.now()
    for each in (current, *current.steps.filter(dropped_at=None)):
        each.dropped_at, each.dropped_reason = moment, reason
        each.version += 1
        each.save(update_fields=["dropped_at", "dropped_reason", "version"])
        _note(each, Change.Kind.DROPPED, reason, by)
        for part in each.assignments.filter(unit__isnull=False).select_related("unit"):
            if part.unit:
                tell(
                    part.unit, each, mark=f"dropped:{each.version}", by=by, reason=reason,
                    said=gettext_noop("“%(title)s” will not be done."),
                )  # fmt: skip
    audit.record(by=by, verb="activity.dropped", target=current, reason=reason)
    return current


@transaction.atomic
def restore_activity(activity: Activity, *, version: int, reason: str, by: User) -> Activity:
    """Take it back, with the steps that went with it; units that had answered are asked again."""
    current = locked(activity, version)
    if current.dropped_at is None:
        return current
    for each in (current, *current.steps.filter(dropped_at=current.dropped_at)):
        each.dropped_at, each.dropped_reason = None, ""
        each.version += 1
        each.save(update_fields=["dropped_at", "dropped_reason", "version"])
        _note(each, Change.Kind.ADDED, reason, by)
        ask_again(each, reason=reason, by=by)
    audit.record(by=by, verb="activity.restored", target=current, reason=reason)
    return current


def _note(activity: Activity, kind: str, reason: str, by: User) -> None:
    sides = {"before": [str(activity)], "after": [str(activity)]}
    del sides["after" if kind == Change.Kind.DROPPED else "before"]
    Change.objects.create(activity=activity, kind=kind, reason=reason, by=by, **sides)
