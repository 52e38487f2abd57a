"""Two activities become one, with their reports, units, questions and what waits for them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from banjie.common import audit
from banjie.people.models import User
from banjie.programme.actions.asking import tell
from banjie.programme.actions.dependencies import move_dependencies
from banjie.programme.actions.drafts import Stale
from banjie.programme.actions.locking import at_work, locked_activities
from banjie.programme.models import Activity, Change, Target
from banjie.programme.queries.drafts import folded


@transaction.atomic
def merge_activities(activity: Activity, *, into: Activity, reason: str, by: User) -> Activity:
    """Two activities become one: reports and their figures move over, each figure once.

    A figure stands against the same-named target of the other activity, or on its own where there
    is none; a target of each session comes along, for its figures are never added up. What waits
    for one of them waits for the other. The merged activity stays, pointing at the other; what
    completed it does not complete the other. Its units are told. Merging twice is merging once;
    `Stale` unless both are at work.
    """
    if activity.pk == into.pk:
        raise ValueError("only two different activities are merged")
    found = {each.pk: each for each in locked_activities((activity.pk, into.pk))}
    merged, into = found[activity.pk], found[into.pk]
    if merged.merged_into_id == into.pk:
        return into
    if not (at_work(merged) and at_work(into)):
        raise Stale
    _move_reports(merged, into)
    known = set(into.assignments.values_list("role", "unit_id", "post"))
    for part in merged.assignments.all():
        if (part.role, part.unit_id, part.post) not in known:
            part.activity = into
            part.save(update_fields=["activity"])
    into.assignments.filter(handed_from__activity=merged).update(handed_from=None)
    _move_questions(merged, into)
    move_dependencies(merged, into, by=by)
    if _below(into, merged):  # it takes the place, or the steps would stand in a circle
        into.parent_id = merged.parent_id
    merged.steps.exclude(pk=into.pk).update(parent=into)
    merged.merged_into = into
    for each in (merged, into):
        each.version += 1
        each.save(update_fields=["parent", "merged_into", "version"])
    _tell_merged(into, reason=reason, by=by)
    Change.objects.create(
        activity=merged, kind=Change.Kind.MERGED, before=[str(merged)], after=[str(into)],
        reason=reason, by=by,
    )  # fmt: skip
    audit.record(by=by, verb="activity.merged", target=merged, into=into.pk, reason=reason)
    return into


def _move_reports(merged: Activity, into: Activity) -> None:
    targets = {_counts(target): target for target in into.targets.all()}
    for target in merged.targets.filter(figures__isnull=False).exclude(each="").distinct():
        if targets.setdefault(_counts(target), target) == target:
            target.activity = into
            target.save(update_fields=["activity"])
    for report in merged.reports.prefetch_related("figures__target"):
        for figure in report.figures.all():
            if figure.target:
                figure.target = targets.get(_counts(figure.target))
                figure.save(update_fields=["target"])
        report.activity, report.phase, report.occurrence = into, None, None
        report.completes = False
        report.save(update_fields=["activity", "phase", "occurrence", "completes"])


def _counts(target: Target) -> tuple[str, str, bool]:
    """What a target counts, and whether of each session by itself."""
    return folded(target.measure), target.unit, bool(target.each)


def _below(activity: Activity, other: Activity) -> bool:
    """Whether it is a step of the other, at any depth."""
    above = activity.parent
    while above is not None and above.pk != other.pk:
        above = above.parent
    return above is not None


def _move_questions(merged: Activity, into: Activity) -> None:
    """What rounds ask about the merged activity they ask about the other one; once a unit, and an
    answer that was given for either is not lost.
    """
    asked = {(item.cycle_id, item.unit_id): item for item in into.cycle_items.all()}
    for item in merged.cycle_items.order_by("pk"):
        there = asked.get((item.cycle_id, item.unit_id))
        if there is None:
            item.activity = into
            item.save(update_fields=["activity"])
        elif item.words and not there.words:
            there.words, there.by, there.at = item.words, item.by, item.at
            there.save(update_fields=["words", "by", "at"])


def _tell_merged(into: Activity, *, reason: str, by: User) -> None:
    units = {part.unit for part in into.assignments.select_related("unit") if part.unit}
    for unit in sorted(units, key=lambda unit: unit.pk):
        tell(
            unit, into, mark=f"merged:{into.version}", by=by, reason=reason,
            said=gettext_noop("“%(title)s” now takes in another activity. Please look."),
        )  # fmt: skip
