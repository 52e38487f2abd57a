"""A programme out of another: rolled forward to a new year, kept as a template, or begun blank."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from banjie.common import audit, once
from banjie.common.calendar import work_calendar
from banjie.people.models import Unit, User
from banjie.programme import rolling
from banjie.programme.actions.asking import tell_opened
from banjie.programme.actions.programmes import baseline, lay_out_sessions
from banjie.programme.models import (
    Activity,
    Area,
    Assignment,
    Dependency,
    Phase,
    Programme,
    Schedule,
    Target,
)
from banjie.programme.queries.rolling import Proposal, proposals


@transaction.atomic
def begin_blank(*, office: Unit, title: str, year: int, once_key: str, by: User) -> Programme:
    """A programme without activities, to be filled by hand."""
    claimed = once.claim(once_key, by=by)
    programme = Programme.objects.create(office=office, title=title, year=year, opened_by=by)
    audit.record(by=by, verb="programme.begun", target=programme)
    once.settle(claimed, str(programme.pk))
    return programme


@transaction.atomic
def roll_forward(
    programme: Programme,
    *,
    year: int,
    title: str,
    keep: Collection[int],
    once_key: str,
    by: User,
    template: bool = False,
) -> Programme:
    """The kept activities (by key) in a new programme of `year`, with times as proposed.

    Parts, targets, phases and order come along and are asked anew; reports, figures and what units
    answered stay with the old year. `template` keeps the result as a pattern instead of opening it
    and telling the units.
    """
    claimed = once.claim(once_key, by=by)
    made = Programme.objects.create(
        office=programme.office,
        title=title,
        year=year,
        opened_by=by,
        rolled_from=programme,
        state=Programme.State.TEMPLATE if template else Programme.State.OPEN,
    )
    copying = _Copying(programme, made)
    for proposal in proposals(programme, year):
        if proposal.activity.pk in keep:
            copying.copy(proposal)
    copying.dependencies()
    if not template:
        tell_opened(made, by=by)
    audit.record(by=by, verb="programme.rolled", target=made, activities=len(copying.made))
    once.settle(claimed, str(made.pk))
    return made


@dataclass(slots=True)
class _Copying:
    """One programme being copied into another; `areas` and `made` are new rows by the old key."""

    old: Programme
    new: Programme
    areas: dict[int, Area] = field(default_factory=dict)
    made: dict[int, Activity] = field(default_factory=dict)

    def copy(self, proposal: Proposal) -> None:
        old = proposal.activity
        activity = Activity.objects.create(
            programme=self.new,
            area=self._area(old.area),
            parent=self.made.get(old.parent_id) if old.parent_id else None,
            position=old.position,
            number=old.number,
            title=proposal.title[:300],
            kind=old.kind,
            place=old.place,
            participants=old.participants,
            words=old.words,
            draft_id=old.draft_id,
            span_start=old.span_start,
            span_end=old.span_end,
            duty=old.duty,
            rolled_from=old,
        )
        self.made[old.pk] = activity
        self._times(activity, proposal)
        self._parts(activity, old)
        lay_out_sessions(activity)
        activity.baseline = baseline(activity)
        activity.save(update_fields=["baseline"])

    def _area(self, old: Area | None) -> Area | None:
        if old is None:
            return None
        if old.pk not in self.areas:
            self.areas[old.pk] = Area.objects.create(
                programme=self.new,
                parent=self._area(old.parent),
                number=old.number,
                title=old.title,
                position=old.position,
            )
        return self.areas[old.pk]

    def _times(self, activity: Activity, proposal: Proposal) -> None:
        Schedule.objects.bulk_create(
            Schedule(
                activity=activity,
                words=time.words[:100],
                start=time.start,
                end=time.end,
                recurrence=time.recurrence,
                for_report=report,
            )
            for report, times in ((False, proposal.times), (True, proposal.deadlines))
            for time in times
        )
        calendar, years = work_calendar(), self.new.year - self.old.year
        for phase in proposal.activity.phases.all():
            rolled = rolling.roll_time(
                "", phase.start, phase.end, "", years=years, calendar=calendar
            )
            Phase.objects.create(
                activity=activity,
                position=phase.position,
                title=phase.title,
                start=rolled.start,
                end=rolled.end,
                deliverable=phase.deliverable,
                words=phase.words,
            )

    def _parts(self, activity: Activity, old: Activity) -> None:
        Assignment.objects.bulk_create(
            Assignment(
                activity=activity, role=p.role, unit_id=p.unit_id, post=p.post, position=p.position
            )
            for p in old.assignments.filter(handed_from=None)
        )
        Target.objects.bulk_create(
            Target(
                activity=activity, measure=t.measure, value=t.value, unit=t.unit, words=t.words,
                each=t.each,
            )
            for t in old.targets.all()
        )  # fmt: skip

    def dependencies(self) -> None:
        found = Dependency.objects.filter(before__in=self.made, after__in=self.made)
        Dependency.objects.bulk_create(
            Dependency(before=self.made[d.before_id], after=self.made[d.after_id]) for d in found
        )
