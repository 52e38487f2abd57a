"""Cases as those see them who work on them, and as their authors do; replies and letters."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from ninja import Field, Schema

from banjie.api.schemas.common import File, Stored, UnitName
from banjie.consultation import wording
from banjie.consultation.models import Case, Handling, Letter, Point, Reply, Submitter, Template
from banjie.consultation.models.cases import Event
from banjie.consultation.places import filled


class PointOut(Stored):
    """One thing that is asked."""

    order: int
    text: str

    @classmethod
    def of(cls, point: Point) -> Self:
        return cls.told(point)


class HandlerOut(Stored):
    """A unit that handles it, with what it asks of the office."""

    id: int
    unit: UnitName
    role: str = Field(description="`sole`, `main`, `co` or `split`.")
    part: str
    last_day: date | None
    received_on: date | None
    return_asked: int | None = Field(description="The hand-back it asks for, to be decided.")
    extension_asked: int | None = Field(description="The time it asks for, to be decided.")

    @classmethod
    def of(cls, part: Handling) -> Self:
        return cls.told(
            part,
            unit=UnitName.of(part.unit),
            last_day=part.due,
            return_asked=next((one.pk for one in part.returns.all() if one.accepted is None), None),
            extension_asked=next(
                (one.pk for one in part.extensions.all() if one.approved is None), None
            ),
        )


class AuthorOut(Stored):
    """Who stands behind it: a unit and a post, never a person."""

    id: int
    words: str
    lead: bool

    @classmethod
    def of(cls, author: Submitter) -> Self:
        return cls.told(author, words=str(author))


class CaseRow(Stored):
    """A case in a list."""

    id: int
    number: str = Field(description="Empty before it was filed.")
    kind: str = Field(description="`suggestion`, `proposal`, `information` or `request`.")
    title: str
    state: str = Field(description="As `handling` or `closed`; it is decided, never sent.")
    office: UnitName
    submitted_on: date | None
    last_day: date | None = Field(description="The last day to reply.")

    @classmethod
    def of(cls, case: Case, **said: Any) -> Self:
        return cls.told(case, office=UnitName.of(case.office), last_day=case.due, **said)


class CaseOut(CaseRow):
    """A case, for those who work on it. Whoever sent it is told by unit and post alone."""

    said: dict[str, str] = Field(description="Its words by field, as `situation`.")
    points: list[PointOut]
    authors: list[AuthorOut]
    files: list[File]
    visibility: str = Field(description="`public`, `author`, `office` or `hidden`.")
    round: int = Field(description="How often it was begun again.")
    filed_on: date | None
    replied_on: date | None
    closed_on: date | None
    ground: str
    latest_day: date | None = Field(description="The day no extension may pass.")
    stopped_on: date | None = Field(description="Since when its clock stands still.")
    merged_into: int | None
    handlers: list[HandlerOut]
    steps: list[str] = Field(description="What the caller may do now, as `draft-reply`.")

    @classmethod
    def whole(cls, case: Case, **said: Any) -> Self:
        return cls.of(
            case,
            latest_day=case.latest,
            merged_into=case.merged_into_id,
            points=[PointOut.of(point) for point in case.points.all()],
            authors=[AuthorOut.of(one) for one in case.submitters.select_related("unit")],
            files=[File.of_file(kept.attachment) for kept in case.files.all()],
            **said,
        )


class EventOut(Stored):
    """A step on the timeline: the day, never a person."""

    on: date
    step: str
    words: str
    state: str
    unit: UnitName | None

    @classmethod
    def of(cls, event: Event) -> Self:
        return cls.told(
            event,
            words=str(wording.STEPS[event.step].told),
            unit=UnitName.of(event.unit) if event.unit else None,
        )


class AnswerToPoint(Schema):
    """What is answered to one point."""

    point: int
    text: str


class ReplyOut(Stored):
    """The answer of a unit in one round."""

    id: int
    unit: UnitName
    round: int
    state: str = Field(description="`draft`, `signing`, `review`, `ready` or `out`.")
    outcome: str = Field(description="Its class, as `A`.")
    opening: str
    closing: str
    promise: str
    promised_by: date | None
    sent_on: date | None
    mark: str = Field(description="Of all it says; sent back as `seen`, it holds to these words.")
    answers: list[AnswerToPoint]

    @classmethod
    def of(cls, reply: Reply, case: Case | None = None) -> Self:
        """As it went to a case, the one it answers by default."""
        case, unit = case or reply.handling.case, reply.handling.unit
        answers = [AnswerToPoint(point=a.point.order, text=a.text) for a in reply.answers.all()]
        return cls.told(
            reply, unit=UnitName.of(unit), answers=answers,
            opening=filled(reply.opening, case, unit), closing=filled(reply.closing, case, unit),
        )  # fmt: skip


class LetterOut(Stored):
    """A reply as it went to one case."""

    id: int
    number: str
    on: date
    unit: UnitName
    reply: ReplyOut

    @classmethod
    def of(cls, letter: Letter) -> Self:
        reply = ReplyOut.of(letter.reply, letter.case)
        return cls.told(letter, unit=UnitName.of(letter.unit), reply=reply)


class TemplateOut(Stored):
    """Words a unit begins its replies with."""

    id: int
    unit: UnitName
    name: str
    opening: str
    closing: str

    @classmethod
    def of(cls, template: Template) -> Self:
        return cls.told(template, unit=UnitName.of(template.unit))


class OwnCaseOut(CaseRow):
    """A case as its author sees it."""

    said: dict[str, str]
    points: list[PointOut]
    handlers: list[str]
    timeline: list[EventOut]
    letters: list[LetterOut]
    steps: list[str] = Field(description="What the author may do now, as `rate`.")
