"""What must end before what begins. It proposes dates and never moves one by itself."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from banjie.common import audit
from banjie.people.models import User
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.locking import LIVING, locked_programme
from banjie.programme.actions.plan import move_activity
from banjie.programme.models import Activity, Dependency
from banjie.programme.queries.dependencies import chain, proposal


class Circle(Exception):
    """The second activity comes before the first already; `titles` names the chain."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__(titles)
        self.titles = titles


@transaction.atomic
def add_dependency(before: Activity, after: Activity, *, by: User) -> Dependency:
    """`before` ends before `after` begins; said twice it is said once. Raises `Circle`, and `Stale`
    once the programme is closed.
    """
    locked_programme(before.programme_id, *LIVING)
    if before.programme_id != after.programme_id:
        raise ValueError("only activities of one programme follow each other")
    round_about = chain(after, before)
    if round_about:
        raise Circle([str(activity) for activity in round_about])
    dependency, made = Dependency.objects.get_or_create(before=before, after=after)
    if made:
        audit.record(by=by, verb="dependency.added", target=after, before=before.pk)
    return dependency


@transaction.atomic
def remove_dependency(dependency: Dependency, *, by: User) -> None:
    """The two no longer wait for each other; their dates stay. `Stale` as above."""
    locked_programme(dependency.after.programme_id, *LIVING)
    found = Dependency.objects.select_for_update(of=("self",)).filter(pk=dependency.pk)
    for each in found.select_related("after"):
        audit.record(by=by, verb="dependency.removed", target=each.after, before=each.before_id)
        each.delete()


def move_dependencies(merged: Activity, into: Activity, *, by: User) -> None:
    """What came before or after a merged activity comes before or after the one that took it in.
    Where the two would then wait for each other, over others too, they wait no longer.
    """
    held = Dependency.objects.filter(Q(before=merged) | Q(after=merged)).order_by("pk")
    rows = list(held.select_related("before", "after"))
    held.delete()
    for row in rows:
        before = into if row.before_id == merged.pk else row.before
        after = into if row.after_id == merged.pk else row.after
        if chain(after, before):
            audit.record(by=by, verb="dependency.removed", target=row.after, before=row.before_id)
        else:
            Dependency.objects.get_or_create(before=before, after=after)


@transaction.atomic
def take_proposal(
    dependency: Dependency, *, days: int, version: int, reason: str, by: User
) -> Activity:
    """Move the later activity as was proposed; units that agreed are asked again.

    Raises `Stale` when the proposal is no longer for so many `days`.
    """
    found = proposal(Dependency.objects.select_related("before", "after").get(pk=dependency.pk))
    if found is None or found.days != days:
        raise Stale
    return move_activity(dependency.after, by_days=days, version=version, reason=reason, by=by)
