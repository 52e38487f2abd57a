"""Topics with their stages, sessions and recommendations, and the fields of the steps on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import Stored, UnitName
from banjie.api.schemas.steps import FormField, Reason, StepIn, Units
from banjie.topics.models import Invitation, Minute, Outcome, Session, Stage, Station, Topic
from banjie.topics.queries.outcomes import answer_of, asks_of

STEPS_SAID = "What the caller may do now, as `{}`."


class TopicRow(Stored):
    """A topic in a list."""

    id: int
    title: str
    state: str = Field(description="`pool`, `chosen`, `running`, `done` or `dropped`.")
    procedure: str = Field(description="As `consultation` or `station`.")
    office: UnitName
    raised_by: UnitName | None
    station: int | None = Field(description="The station that has it now.")

    @classmethod
    def of(cls, topic: Topic, **said: Any) -> Self:
        raised = UnitName.of(topic.raised_by) if topic.raised_by else None
        return cls.told(
            topic, office=UnitName.of(topic.office), raised_by=raised, station=topic.station_id,
            **said,
        )  # fmt: skip


class StageOut(Stored):
    """One stage: when it is planned for, when it began, what it brought."""

    id: int
    name: str = Field(description="As `inquiry` or `session`.")
    label: str
    deliverable: str
    planned_first: date | None
    planned_last: date | None
    begun_on: date | None
    last_day: date | None
    done_on: date | None
    brought: str
    where: str
    steps: list[str] = Field(description=STEPS_SAID.format("pass-stage"))

    @classmethod
    def of(cls, stage: Stage, **said: Any) -> Self:
        return cls.told(stage, brought=stage.told, **said)


class TopicOut(TopicRow):
    """One topic with its stages."""

    question: str
    dropped_reason: str
    result: str
    shown_on: date | None
    stages: list[StageOut]
    sessions: list[int] = Field(description="Those the caller may see, at `/topics/sessions/7`.")
    outcomes: list[int] = Field(description="Those the caller may see, at `/topics/outcomes/7`.")
    steps: list[str] = Field(description=STEPS_SAID.format("refer-up"))


class MinuteOut(Stored):
    """A point of the minutes, and what it became."""

    id: int
    standing: str = Field(description="`agreed`, `differing` or `pending`.")
    text: str
    became: str = Field(description="`activity`, `case`, `nothing`, or empty.")
    steps: list[str] = Field(description=STEPS_SAID.format("carry"))

    @classmethod
    def of(cls, minute: Minute, **said: Any) -> Self:
        carried = getattr(minute, "carried", None)
        became = ""
        if carried:
            became = "activity" if carried.activity_id else "case" if carried.case_id else "nothing"
        return cls.told(minute, became=became, **said)


class SessionOut(Stored):
    """A session: when, where, about what, who is asked; its minutes. Nobody is counted by name."""

    id: int
    topic: int
    number: str = Field(description="Of its notice; empty before it was sent.")
    day: date
    begins: str = Field(description="As `09:00`.")
    place: str
    agenda: list[str]
    attends: list[UnitName]
    sits_in: list[UnitName]
    notice_on: date | None
    held_on: date | None
    minutes_on: date | None
    minutes: list[MinuteOut]
    steps: list[str] = Field(description=STEPS_SAID.format("send-notice"))

    @classmethod
    def of(cls, session: Session, **said: Any) -> Self:
        return cls.told(
            session, topic=session.topic_id, begins=f"{session.begins:%H:%M}",
            agenda=[item.text for item in session.agenda.all()],
            attends=_asked(session, Invitation.Standing.ATTENDS),
            sits_in=_asked(session, Invitation.Standing.SITS_IN), **said,
        )  # fmt: skip


def _asked(session: Session, standing: str) -> list[UnitName]:
    return [UnitName.of(one.unit) for one in session.invitations.all() if one.standing == standing]


class AskOut(Stored):
    """A point of a recommendation with the answer to it."""

    order: int
    text: str
    answer: int | None = Field(description="The number of its answer.")
    verdict: str = Field(description="`adopted`, `partly`, `not`, or empty.")
    answered: str
    done: bool


class OutcomeOut(Stored):
    """A recommendation with its points."""

    id: int
    topic: int
    number: str
    title: str
    addressee: UnitName
    opening: str
    sent_on: date | None
    last_day: date | None
    answered_on: date | None
    asks: list[AskOut]
    steps: list[str] = Field(description=STEPS_SAID.format("reply"))

    @classmethod
    def of(cls, outcome: Outcome, **said: Any) -> Self:
        reply = getattr(outcome, "reply", None)
        asks = []
        for ask in asks_of(outcome):
            answer = answer_of(ask)
            done = bool(answer and any(one.done for one in answer.progress.all()))
            asks.append(AskOut.told(
                ask, answer=answer.pk if answer else None, done=done,
                verdict=answer.verdict if answer else "", answered=answer.text if answer else "",
            ))  # fmt: skip
        return cls.told(
            outcome, topic=outcome.topic_id, addressee=UnitName.of(outcome.addressee),
            last_day=outcome.due, answered_on=reply.sent_on if reply else None, asks=asks, **said,
        )  # fmt: skip


class StationOut(Stored):
    """A station and where it stands in the tree."""

    id: int
    name: str
    level: int = Field(description="1 county, 2 township or street, 3 village or community.")
    office: UnitName
    unit: UnitName
    parent: int | None
    where: str
    host: str = Field(description="Who convenes, as a post.")
    is_open: bool
    raised: int = Field(description="Items that came up here or below.")
    here: int = Field(description="Items this level has now.")

    @classmethod
    def of(cls, station: Station) -> Self:
        return cls.told(
            station, office=UnitName.of(station.office), unit=UnitName.of(station.unit),
            parent=station.parent_id,
        )  # fmt: skip


class TopicWords(StepIn):
    title: str
    question: str
    raised_by: Number | None = None


class NewTopic(TopicWords):
    office: Number


class Result(StepIn):
    result: str = Field(description="For everybody; names no person.")


class Announce(StepIn):
    knowledge: Number = Field(description="The field of knowledge.")
    wanted: int | None = Field(None, description="How many, by lot; without it, everybody.")


class Window(StepIn):
    first: date | None = None
    last: date | None = None


class Deliver(StepIn):
    told: str = ""
    where: str = ""


class _Lines(StepIn):
    """Lists travel as one thing a line."""

    def filled(self) -> Iterator[FormField]:
        for name, value in self:
            many = isinstance(value, list) and all(isinstance(one, str) for one in value)
            if value is not None:
                yield FormField(name, "\n".join(value) if many and value else value, name)


class SessionWords(_Lines):
    day: date
    begins: str = Field(pattern=r"^[0-2][0-9]:[0-5][0-9]$", description="As `09:00`.")
    place: str
    agenda: list[str] = Field(max_length=20)
    attends: Units = Field([], max_length=100)
    sits_in: Units = Field([], max_length=100)
    bring: str = ""
    answer_to: str = ""


class Minutes(_Lines):
    agreed: list[str] = Field([], max_length=40)
    differing: list[str] = Field([], max_length=40)
    pending: list[str] = Field([], max_length=40)
    heads: dict[str, int] = Field({}, description="By group, as `residents`.", max_length=20)

    def filled(self) -> Iterator[FormField]:
        yield from (field for field in super().filled() if field.name != "heads")
        for group, count in self.heads.items():
            yield FormField(f"heads-{group}", count, f"heads.{group}")


class Carry(StepIn):
    becomes: Literal["activity", "case", "nothing"]
    title: str = ""
    programme: Number | None = None
    reason: str = Field("", description="Why nothing more is to be done.")


class OutcomeWords(_Lines):
    title: str
    addressee: Number
    opening: str
    asks: list[str] = Field(max_length=40)


class Verdict(Schema):
    model_config = ConfigDict(extra="forbid")
    verdict: Literal["adopted", "partly", "not"]
    text: str


class ReplyWords(StepIn):
    post: str = Field(description="The post that approved it, not a name.")
    answers: dict[int, Verdict] = Field(
        description="By the `order` of the point, each of them.", max_length=40
    )

    def filled(self) -> Iterator[FormField]:
        yield FormField("post", self.post, "post")
        for order, said in self.answers.items():
            yield FormField(f"verdict-{order}", said.verdict, f"answers.{order}.verdict")
            yield FormField(f"text-{order}", said.text, f"answers.{order}.text")


class ProgressWords(StepIn):
    text: str
    done: bool = False

    def filled(self) -> Iterator[FormField]:
        yield FormField("text", self.text, "text")
        if self.done:
            yield FormField("done", "on", "done")


SAID: Mapping[str, type[StepIn]] = {
    "change_topic": TopicWords, "drop_topic": Reason, "refer_up": Reason, "show_result": Result,
    "plan_session": SessionWords, "write_outcome": OutcomeWords, "announce": Announce,
    "plan_window": Window, "deliver": Deliver, "change_session": SessionWords,
    "write_minutes": Minutes, "carry": Carry, "change_outcome": OutcomeWords,
    "reply": ReplyWords, "follow_up": ProgressWords, "raise_item": TopicWords,
}  # fmt: skip
"""What each step is sent with; the others have no form."""
