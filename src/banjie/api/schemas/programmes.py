"""Programmes, their areas, activities with all they are made of, and changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import Stored, UnitName
from banjie.common.clock import last_day
from banjie.common.templatetags.words import plain
from banjie.programme.models import (
    Activity,
    Area,
    Assignment,
    Change,
    Occurrence,
    Phase,
    Programme,
    Schedule,
    Target,
)
from banjie.programme.queries.programmes import Card

LAST = "The last day itself; null where it is open."


class ProgrammeOut(Stored):
    """A plan at work."""

    id: int
    title: str
    year: int
    office: UnitName
    state: str = Field(description="`open`, `closed` or `template`.")
    document: int | None = Field(description="The document it was read from.")
    activities: int = Field(description="How many activities are at work.")
    opened_at: datetime

    @classmethod
    def of(cls, programme: Programme) -> ProgrammeOut:
        return cls.told(
            programme,
            office=UnitName.of(programme.office),
            document=programme.document_id,
            activities=programme.activity_count,  # type: ignore[attr-defined]  # annotated by the query
        )


class Ended(Schema):
    """Why an activity that is not done ends with its programme, or is carried over."""

    model_config = ConfigDict(extra="forbid")

    activity: Number
    reason: str = Field(min_length=1, max_length=500)


class Closing(Schema):
    """A reason for each activity that is not done; one carried over may go without."""

    model_config = ConfigDict(extra="forbid")

    ended: list[Ended] = Field(default=[], max_length=2000)


class AreaOut(Stored):
    """A heading of the plan; a tree."""

    id: int
    parent: int | None
    position: int = Field(description="Its place in the plan.")
    number: str
    title: str

    @classmethod
    def of(cls, area: Area) -> AreaOut:
        return cls.told(area, parent=area.parent_id)


class ScheduleOut(Stored):
    """A time as the plan words it."""

    words: str
    first_day: date | None
    last_day: date | None = Field(description=LAST)
    recurrence: str = Field(description="A rule of RFC 5545, or empty.")
    for_report: bool = Field(description="Not when it is held, but when it is to be reported.")

    @classmethod
    def of(cls, time: Schedule) -> ScheduleOut:
        return cls.told(time, first_day=time.start, last_day=last_day(time.end))


class PhaseOut(Stored):
    """A stretch of an activity."""

    id: int
    title: str
    first_day: date | None
    last_day: date | None = Field(description=LAST)
    deliverable: str
    delivered: bool = Field(description="An accepted report names it.")

    @classmethod
    def of(cls, phase: Phase) -> PhaseOut:
        return cls.told(
            phase,
            first_day=phase.start,
            last_day=last_day(phase.end),
            delivered=phase.done,  # type: ignore[attr-defined]  # annotated by the query
        )


class OccurrenceOut(Stored):
    """One session of recurring work."""

    id: int
    number: int
    theme: str
    first_day: date | None
    last_day: date | None = Field(description=LAST)
    dropped_reason: str = Field(description="Why it is not held; empty where it is.")
    held: bool = Field(description="An accepted report names it.")

    @classmethod
    def of(cls, session: Occurrence) -> OccurrenceOut:
        return cls.told(
            session,
            first_day=session.start,
            last_day=last_day(session.end),
            held=session.done,  # type: ignore[attr-defined]  # annotated by the query
        )


class AssignmentOut(Stored):
    """Who answers for an activity: a unit or a post, and what the unit answered."""

    id: int
    role: str = Field(description="`lead`, `responsible`, `cooperating` or `overseeing`.")
    unit: UnitName | None
    post: str
    answer: str = Field(description="`waiting`, `confirmed`, `change` or `handed`.")
    handed_from: int | None = Field(description="The part it was handed on from.")

    @classmethod
    def of(cls, part: Assignment, **said: Any) -> Self:
        unit = UnitName.of(part.unit) if part.unit else None
        return cls.told(part, unit=unit, handed_from=part.handed_from_id, **said)


class TargetOut(Stored):
    """A planned quantity."""

    id: int
    measure: str
    value: str = Field(description="A decimal number as text.")
    unit: str
    each: str = Field(description="The words of a target that every session must reach by itself.")

    @classmethod
    def of(cls, target: Target) -> TargetOut:
        return cls.told(target, value=plain(target.value))


class LightOut(Stored):
    """The light: computed from days and reports, never written."""

    name: str = Field(
        description="`overdue`, `due-soon`, `on-plan`, `not-yet`, `no-date`, `ended`, "
        "`carried-over` or `done`."
    )
    days: int | None = Field(description="Days left; negative: days late.")


class ActivityOut(Stored):
    """One piece of work with all it is made of."""

    id: int
    programme: int
    area: int | None
    parent: int | None = Field(description="The activity it is a step of.")
    position: int
    number: str
    title: str
    kind: str
    duty: str = Field(description="`required` or `optional`.")
    place: str
    participants: str
    words: str = Field(description="The sentence of the plan.")
    version: int = Field(description="What an answer to a duty names.")
    dropped_reason: str = Field(description="Why it was dropped; empty at work.")
    merged_into: int | None
    state: str = Field(description="`not-yet`, `under-way`, `waiting`, `ended`, `done`: computed.")
    light: LightOut
    first_day: date | None
    last_day: date | None = Field(description=LAST)
    schedules: list[ScheduleOut]
    phases: list[PhaseOut]
    sessions: list[OccurrenceOut]
    assignments: list[AssignmentOut]
    targets: list[TargetOut]

    @classmethod
    def of(cls, card: Card) -> ActivityOut:
        activity = card.activity
        return cls.told(
            activity,
            programme=activity.programme_id,
            area=activity.area_id,
            parent=activity.parent_id,
            merged_into=activity.merged_into_id,
            state=card.state,
            light=LightOut.told(card.light),
            first_day=card.begins,
            last_day=card.last_day,
            **_made_of(activity),
        )


def _made_of(activity: Activity) -> dict[str, Any]:
    return {
        "schedules": [ScheduleOut.of(time) for time in activity.schedules.all()],
        "phases": [PhaseOut.of(phase) for phase in activity.phases.all()],
        "sessions": [OccurrenceOut.of(session) for session in activity.occurrences.all()],
        "assignments": [AssignmentOut.of(part) for part in activity.assignments.all()],
        "targets": [TargetOut.of(target) for target in activity.targets.all()],
    }


class ChangeOut(Stored):
    """One thing that became different since the plan was opened, with the reason given."""

    id: int
    activity: int
    kind: str = Field(description="`added`, `dropped`, `date`, `unit`, `words` or `merged`.")
    before: list[str]
    after: list[str]
    reason: str
    at: datetime

    @classmethod
    def of(cls, change: Change) -> ChangeOut:
        return cls.told(change, activity=change.activity_id)


class DutyOut(AssignmentOut):
    """A part of one of the caller's units, to be answered for the version named here."""

    activity: int
    title: str
    programme: int
    version: int
    reason: str

    @classmethod
    def of(cls, part: Assignment, **said: Any) -> Self:
        return super().of(
            part,
            activity=part.activity_id,
            title=str(part.activity),
            programme=part.activity.programme_id,
            version=part.activity.version,
            **said,
        )


class SeenVersion(Schema):
    """For which version of the activity the unit answers."""

    version: int = Field(ge=0, le=2**31 - 1)


class Asked(SeenVersion):
    """What the unit asks the office to change."""

    reason: str
