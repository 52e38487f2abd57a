"""Topics with their stages, sessions and recommendations; plans, stations, texts and fields."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from ninja import Field, Schema

from banjie.api.schemas.common import Stored, UnitName
from banjie.people.models import User
from banjie.topics.models import (
    AnnualPlan,
    Invitation,
    Minute,
    OpenText,
    Outcome,
    Session,
    Stage,
    Station,
    Topic,
)
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
    def of(cls, station: Station, **said: Any) -> Self:
        return cls.told(
            station, office=UnitName.of(station.office), unit=UnitName.of(station.unit),
            parent=station.parent_id, **said,
        )  # fmt: skip


class HoursOut(Schema):
    """When a station is open on a day of the week."""

    opens: str = Field(description="As `14:00`.")
    closes: str


class WholeStation(StationOut):
    """A station with its opening times."""

    about: str
    hours: dict[str, HoursOut] = Field(description="By day of the week, Monday being `1`.")
    steps: list[str] = Field(description=STEPS_SAID.format("raise-item"))

    @classmethod
    def of(cls, station: Station, **said: Any) -> Self:
        hours = {
            str(one.day): HoursOut(opens=f"{one.opens:%H:%M}", closes=f"{one.closes:%H:%M}")
            for one in station.openings.all()
        }
        return super().of(station, hours=hours, **said)


class PlanRow(Stored):
    """The plan of a year."""

    id: int
    year: int
    office: UnitName
    fixed_on: date | None = Field(description="When its topics began.")

    @classmethod
    def of(cls, plan: AnnualPlan, **said: Any) -> Self:
        return cls.told(plan, office=UnitName.of(plan.office), **said)


class FollowedOut(Schema):
    """A recommendation of the year: its points by verdict, and how its reply stands."""

    outcome: int
    asked: int
    verdicts: dict[str, int]
    waiting: int
    done: int
    standing: str = Field(description="`waiting`, `late`, `in-time` or `after`.")


class PlanOut(PlanRow):
    """A plan with its topics, and what came of them."""

    topics: list[int]
    states: dict[str, int] = Field(description="How many of its topics stand in which state.")
    outcomes: list[FollowedOut]
    steps: list[str] = Field(description=STEPS_SAID.format("fix-plan"))


class TextRow(Stored):
    """A text open for comment, or closed."""

    id: int
    title: str
    office: UnitName
    topic: int | None = Field(description="Told to those who keep the text; else null.")
    last: date = Field(description="The last day of its time.")
    is_open: bool
    published_on: date | None = Field(description="When the answers were published.")

    @classmethod
    def of(cls, text: OpenText, user: User, **said: Any) -> Self:
        """As its page tells `user`: which topic it belongs to only where they keep it."""
        topic = text.topic_id if user.may("topics.keep_text", text) else None
        return cls.told(text, office=UnitName.of(text.office), topic=topic, **said)


class ParagraphOut(Stored):
    """A paragraph, and the answer to what was said to it once that is published."""

    order: int
    words: str
    answer: str


class TextOut(TextRow):
    """A text with its paragraphs. What is said to them is read by its office, on the site."""

    intro: str
    short_reason: str
    summary: str
    paragraphs: list[ParagraphOut]
    steps: list[str] = Field(description=STEPS_SAID.format("answer-text"))


class FieldOut(Stored):
    """A field of knowledge. Who is in it, and who was drawn how often, is told to nobody."""

    id: int
    name: str
    office: UnitName
    mine: bool = Field(description="Whether the caller is in it.")
    size: int
    steps: list[str] = Field(description=STEPS_SAID.format("join"))

    @classmethod
    def of(cls, field: Any, **said: Any) -> Self:
        return cls.told(field, office=UnitName.of(field.office), **said)
