"""Items under supervision, with answers and verdicts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import File, UnitName
from banjie.supervision.models import Answer, Item, Part, Verdict


class PartOut(Schema):
    """A unit that handles the item."""

    unit: UnitName
    role: str = Field(description="`lead` or `cooperating`.")
    received_at: datetime | None = Field(description="When it took the item over.")

    @classmethod
    def of(cls, part: Part) -> PartOut:
        return cls(unit=UnitName.of(part.unit), role=part.role, received_at=part.received_at)


class VerdictOut(Schema):
    """How the office finds an answer."""

    passed: bool
    reason: str
    at: datetime

    @classmethod
    def of(cls, verdict: Verdict) -> VerdictOut:
        return cls(passed=verdict.passed, reason=verdict.reason, at=verdict.at)


class AnswerOut(Schema):
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
        return cls(
            unit=UnitName.of(answer.unit),
            version=answer.version,
            text=answer.text,
            post=answer.post,
            interim=answer.interim,
            late_reason=answer.late_reason,
            at=answer.at,
            files=[
                File(name=f.name, type=f.content_type, size=f.size, sha256=f.sha256)
                for f in (kept.attachment for kept in answer.files.all())
            ],
            verdict=VerdictOut.of(verdict) if verdict else None,
        )


class ItemOut(Schema):
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
    def of(cls, item: Item) -> ItemOut:
        return cls(**_told(item))


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


class WholeItem(ItemOut):
    """The item with what was answered."""

    answers: list[AnswerOut]

    @classmethod
    def whole(cls, item: Item, answers: list[Answer]) -> WholeItem:
        return cls(**_told(item), answers=[AnswerOut.of(answer) for answer in answers])


def _told(item: Item) -> dict[str, Any]:
    return {
        "id": item.pk,
        "number": item.number,
        "source": item.source,
        "title": item.title,
        "demand": item.demand,
        "result_form": item.result_form,
        "office": UnitName.of(item.office),
        "activity": item.activity_id,
        "state": item.state,
        "light": item.light,
        "last_day": item.due,
        "verified_on": item.verified_on,
        "parts": [PartOut.of(part) for part in item.parts.all()],
    }
