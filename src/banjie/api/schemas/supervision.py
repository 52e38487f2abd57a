"""Items under supervision, with answers and verdicts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import File, Stored, UnitName
from banjie.supervision.models import Answer, Extension, Item, Part, Verdict


class PartOut(Stored):
    """A unit that handles the item."""

    unit: UnitName
    role: str = Field(description="`lead` or `cooperating`.")
    received_at: datetime | None = Field(description="When it took the item over.")

    @classmethod
    def of(cls, part: Part) -> PartOut:
        return cls.told(part, unit=UnitName.of(part.unit))


class VerdictOut(Stored):
    """How the office finds an answer."""

    passed: bool
    reason: str
    at: datetime

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictOut:
        return cls.told(verdict)


class AnswerOut(Stored):
    """What a unit answers, one version after the other."""

    unit: UnitName
    version: int
    text: str
    post: str = Field(description="The post that approved it.")
    interim: bool
    late_reason: str
    at: datetime
    files: list[File]
    verdict: VerdictOut | None

    @classmethod
    def of(cls, answer: Answer) -> AnswerOut:
        verdict = getattr(answer, "verdict", None)
        return cls.told(
            answer,
            unit=UnitName.of(answer.unit),
            files=[File.of_file(kept.attachment) for kept in answer.files.all()],
            verdict=VerdictOut.of(verdict) if verdict else None,
        )


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


class AskTime(Schema):
    """Until when, and why."""

    model_config = ConfigDict(extra="forbid")

    wanted: date = Field(description="The last day asked for, later than the one now.")
    reason: str = Field(min_length=1, max_length=500)


class DecideTime(Schema):
    """Whether the last day moves, and why."""

    model_config = ConfigDict(extra="forbid")

    approved: bool
    answer: str = Field(min_length=1, max_length=500)


class WholeItem(ItemOut):
    """The item with what was answered, and what was asked of its time."""

    answers: list[AnswerOut]
    extensions: list[MoreTimeOut]

    @classmethod
    def whole(cls, item: Item, answers: list[Answer]) -> Self:
        return cls.of(
            item,
            answers=[AnswerOut.of(answer) for answer in answers],
            extensions=[MoreTimeOut.of(one) for one in item.extensions.select_related("unit")],
        )
