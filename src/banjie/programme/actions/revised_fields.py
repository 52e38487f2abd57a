"""What a revised plan says of an activity, fitted to it field by field: what reports, figures and
answers of units rest on keeps its row.
"""

from __future__ import annotations

from collections.abc import Iterable

from banjie.programme import sessions
from banjie.programme.actions.plan import refit_sessions
from banjie.programme.actions.programmes import Opening, add_stage, schedules_of
from banjie.programme.goals import Goal
from banjie.programme.models import Activity, Assignment, DraftItem, Schedule, Target
from banjie.programme.queries.drafts import folded
from banjie.programme.shapes import of_stage as stage_of


def quote(activity: Activity, item: DraftItem, text: str) -> None:
    """The words of the revised plan take the place of the old ones; the caller saves."""
    if item.span_start is not None:
        activity.draft_id, activity.words = item.draft_id, text[item.span_start : item.span_end]
        activity.span_start, activity.span_end = item.span_start, item.span_end


def fit_times(activity: Activity, item: DraftItem) -> None:
    """Its times are those of the revised plan; sessions that followed from the old ones move."""
    planned = sessions.plan(activity)[1]
    activity.schedules.filter(for_report=False).delete()
    Schedule.objects.bulk_create(s for s in schedules_of(activity, item) if not s.for_report)
    refit_sessions(activity, planned)


def fit_deadlines(activity: Activity, item: DraftItem) -> None:
    """So are the days by which something is to be told."""
    activity.schedules.filter(for_report=True).delete()
    Schedule.objects.bulk_create(s for s in schedules_of(activity, item) if s.for_report)


def fit_phases(activity: Activity, stages: Iterable[DraftItem], opening: Opening) -> None:
    """A phase of the same title keeps its row; one that reports name stays as it is."""
    kept = {folded(phase.title): phase for phase in activity.phases.all()}
    for stage in stages:
        phase = kept.pop(folded(stage.title[:200]), None)
        if phase is None:
            add_stage(opening, stage, activity)  # what it counts is a row of its own
            continue
        said = stage_of(stage)
        phase.start, phase.end = said.start, said.end
        phase.save(update_fields=["start", "end"])
    for phase in kept.values():
        if not phase.reports.exists():
            phase.delete()


def fit_targets(activity: Activity, goals: Iterable[Goal]) -> None:
    """A target with the same measure keeps its row; one that figures stand against stays."""
    planned = list(goals)
    for target in activity.targets.all():
        same = next((g for g in planned if _counts_same(g, target)), None)
        if same:
            planned.remove(same)
            target.value, target.words, target.each = same.value, same.words, same.each
            target.save()
        elif not target.figures.exists():
            target.delete()
    Target.objects.bulk_create(
        Target(
            activity=activity, measure=g.measure, value=g.value, unit=g.unit, words=g.words,
            each=g.each,
        )
        for g in planned
    )  # fmt: skip


def _counts_same(goal: Goal, target: Target) -> bool:
    """The same thing of the same sessions: what each must reach is no part of a sum."""
    return (folded(goal.measure), goal.unit, bool(goal.each)) == (
        folded(target.measure), target.unit, bool(target.each),
    )  # fmt: skip


def fit_parts(activity: Activity, role: str, wanted: list[Assignment]) -> None:
    """Who has this role: parts that stay keep their row and what the unit answered."""
    named = {part.unit_id or part.post for part in wanted}
    there = activity.assignments.filter(role=role)
    # Named by the plan itself, a unit below keeps its part when the one above it goes.
    there.filter(unit__in=[part.unit for part in wanted if part.unit]).update(handed_from=None)
    kept = {part.unit_id or part.post: part for part in there}
    for name, part in kept.items():
        if name not in named and part.handed_from_id is None:
            part.delete()
    Assignment.objects.bulk_create(
        part for part in wanted if (part.unit_id or part.post) not in kept
    )
