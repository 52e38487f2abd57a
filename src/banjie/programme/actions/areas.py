"""Areas of a programme: the headings its activities stand under, at any depth."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from banjie.common import audit, once
from banjie.people.models import User
from banjie.programme.actions.locking import LIVING, locked_programme
from banjie.programme.models import Area, Programme


@transaction.atomic
def add_area(
    programme: Programme, *, number: str, title: str, parent: Area | None, once_key: str, by: User
) -> Area:
    """A new area at the end of its parent's, at any depth; twice raises `once.AlreadyDone`, in a
    programme that was closed `Stale`.
    """
    claimed = once.claim(once_key, by=by)
    programme = locked_programme(programme.pk, *LIVING)
    branch = _below(programme, parent) if parent else list(programme.areas.all())
    position = max((area.position for area in branch), default=-1) + 1
    programme.areas.filter(position__gte=position).update(position=F("position") + 1)
    area = programme.areas.create(number=number, title=title, parent=parent, position=position)
    audit.record(by=by, verb="area.added", target=area)
    once.settle(claimed, str(area.pk))
    return area


@transaction.atomic
def change_area(area: Area, *, number: str, title: str, by: User) -> Area:
    """Another number or title; `Stale` once the programme is closed."""
    locked_programme(area.programme_id, *LIVING)
    current = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if (current.number, current.title) != (number, title):
        current.number, current.title = number, title
        current.save(update_fields=["number", "title"])
        audit.record(by=by, verb="area.changed", target=current)
    return current


def _below(programme: Programme, area: Area) -> list[Area]:
    """An area and all areas under it."""
    children: dict[int | None, list[Area]] = {}
    for each in programme.areas.all():
        children.setdefault(each.parent_id, []).append(each)
    found, waiting = [], [area]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1].pk, [])
    return found
