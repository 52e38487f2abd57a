"""Items under supervision, with answers and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import File, Stored, UnitName
from banjie.api.schemas.steps import StepIn, Ticked
from banjie.supervision.models import (
    Answer,
    AnswerFile,
    Extension,
    Item,
    Objection,
    Part,
    StrikeOff,
    Verdict,
)


class PartOut(Stored):
    """A unit that handles the item."""

    unit: UnitName
    role: str = Field(description="`lead` or `cooperating`.")
    received_at: datetime | None = Field(description="When it took the item over.")

    @classmethod
    def of(cls, part: Part) -> PartOut:
        return cls.told(part, unit=UnitName.of(part.unit))


OpenTo = Callable[[str, Any], list[str]]
"""The steps that the caller may take now on a thing of a sort."""


class ObjectionOut(Stored):
    """A unit objects to a verdict, and what was decided."""

    id: int
    unit: UnitName
    reason: str
    at: datetime
    last_day: date | None = Field(description="The last day to decide.")
    upheld: bool | None = Field(description="Null until it is decided.")
    decision: str
    steps: list[str]

    @classmethod
    def of(cls, objection: Objection, may: OpenTo) -> ObjectionOut:
        return cls.told(
            objection,
            unit=UnitName.of(objection.unit),
            last_day=objection.due,
            steps=may("supervision/objections", objection),
        )


class VerdictOut(Stored):
    """How the office finds an answer."""

    id: int
    passed: bool
    reason: str
    at: datetime
    last_day: date | None = Field(description="The last day to object.")
    objections: list[ObjectionOut]
    steps: list[str]

    @classmethod
    def of(cls, verdict: Verdict, may: OpenTo) -> VerdictOut:
        return cls.told(
            verdict,
            last_day=verdict.due,
            objections=[ObjectionOut.of(each, may) for each in verdict.objections.all()],
            steps=may("supervision/verdicts", verdict),
        )


class ProofOut(File):
    """A file that an answer rests on, and a strike-off may."""

    id: int

    @classmethod
    def of(cls, kept: AnswerFile) -> ProofOut:
        return cls.of_file(kept.attachment, id=kept.pk)


class AnswerOut(Stored):
    """What a unit answers, one version after the other."""

    id: int
    unit: UnitName
    version: int
    text: str
    post: str = Field(description="The post that approved it.")
    interim: bool
    late_reason: str
    at: datetime
    files: list[ProofOut]
    verdict: VerdictOut | None
    steps: list[str]

    @classmethod
    def of(cls, answer: Answer, may: OpenTo) -> AnswerOut:
        verdict = getattr(answer, "verdict", None)
        return cls.told(
            answer,
            unit=UnitName.of(answer.unit),
            files=[ProofOut.of(kept) for kept in answer.files.all()],
            verdict=VerdictOut.of(verdict, may) if verdict else None,
            steps=may("supervision/answers", answer),
        )


class StrikeOffOut(Stored):
    """That it was struck off, resting on a file; and taken back."""

    evidence: int
    note: str
    at: datetime
    reopened_at: datetime | None
    reopen_reason: str

    @classmethod
    def of(cls, strike: StrikeOff) -> StrikeOffOut:
        return cls.told(strike, evidence=strike.evidence_id)


class ItemOut(Stored):
    """One thing under supervision."""

    id: int
    number: str = Field(description="Empty before it was handed over.")
    source: str
    title: str
    demand: str
    result_form: str
    office: UnitName
    activity: int | None
    state: str = Field(description="`draft`, `issued`, `verified` or `struck`.")
    light: str = Field(description="`not-yet`, `on-plan`, `overdue` or `done`; computed.")
    last_day: date | None = Field(description="The last day to answer.")
    verified_on: date | None
    parts: list[PartOut]

    @classmethod
    def of(cls, item: Item, **said: Any) -> Self:
        return cls.told(
            item,
            office=UnitName.of(item.office),
            activity=item.activity_id,
            last_day=item.due,
            parts=[PartOut.of(part) for part in item.parts.all()],
            **said,
        )


class NewItem(Schema):
    """What is asked of whom; the leader of the office approves that it is opened.

    Its last day follows from the limit once it is handed over.
    """

    model_config = ConfigDict(extra="forbid")

    office: Number = Field(description="The office that opens it.")
    limit: str = Field(
        max_length=60, description="The rule of the limit, as `supervision.due.meeting`."
    )
    title: str = Field(min_length=1, max_length=200, description="One item, one matter.")
    demand: str = Field(min_length=1, max_length=4000)
    result_form: str = Field(min_length=1, max_length=200)
    lead: Number = Field(description="The unit that handles it.")
    cooperating: list[Number] = Field(default=[], max_length=100)
    activity: Number | None = Field(None, description="The activity it is about.")
    confirm: bool = Field(
        False, description="Open it although the unit was asked about the same a short while ago."
    )


class MoreTimeOut(Stored):
    """A request for a later last day, and what the office decided."""

    unit: UnitName
    on: date
    wanted: date = Field(description="The last day it asks for.")
    reason: str
    approved: bool | None = Field(description="Null until it is decided.")
    answer: str

    @classmethod
    def of(cls, asked: Extension) -> MoreTimeOut:
        return cls.told(asked, unit=UnitName.of(asked.unit))


class Receive(StepIn):
    """For which unit; without one, for the caller's first that has not taken it over."""

    unit: Number | None = None


class SayAnswer(Ticked):
    """What the unit answers."""

    text: str = Field(min_length=1, max_length=5000)
    post: str = Field(
        min_length=1, max_length=60, description="The post that approved it, not a name."
    )
    interim: bool = Field(False, description="The work goes on; needs no file.")
    late_reason: str = Field("", max_length=500, description="Asked for after the last day.")
    unit: Number | None = Field(None, description="Which unit, where the caller has several.")


class Verify(Ticked):
    """What was looked at; an answer that fails one check goes back, with the reason."""

    facts: bool = Field(description="The facts are clear.")
    solved: bool = Field(description="The problem is solved.")
    done: bool = Field(description="The task is done.")
    accurate: bool = Field(description="The conclusion is accurate.")
    lawful: bool
    form: bool = Field(description="Its form is right.")
    reason: str = Field("", max_length=500)


class ArchiveUnder(StepIn):
    """The number under which its papers are kept; empty takes it away."""

    archive_number: str = Field("", max_length=60)


class StrikeOffWith(ArchiveUnder):
    """What it rests on: the number of a file of an answer that was found to do."""

    evidence: Number
    note: str = Field("", max_length=500)


class Decide(StepIn):
    """Whether the objection is right, and why."""

    upheld: bool
    decision: str = Field(min_length=1, max_length=500)


class AskTime(StepIn):
    """Until when, and why."""

    wanted: date = Field(description="The last day asked for, later than the one now.")
    reason: str = Field(min_length=1, max_length=500)


class DecideTime(StepIn):
    """Whether the last day moves, and why."""

    approved: bool
    answer: str = Field(min_length=1, max_length=500)


class WholeItem(ItemOut):
    """The item with what was answered, what was asked of its time, and what came of it."""

    archive_number: str
    answers: list[AnswerOut]
    extensions: list[MoreTimeOut]
    strike_offs: list[StrikeOffOut]
    steps: list[str] = Field(description="What the caller may do now, as `receive`.")

    @classmethod
    def whole(cls, item: Item, answers: list[Answer], may: OpenTo) -> Self:
        return cls.of(
            item,
            answers=[AnswerOut.of(answer, may) for answer in answers],
            extensions=[MoreTimeOut.of(one) for one in item.extensions.select_related("unit")],
            strike_offs=[StrikeOffOut.of(one) for one in item.strike_offs.all()],
            steps=may("supervision", item),
        )
