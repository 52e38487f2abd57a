"""What is sent along with the steps on topics and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.steps import FormField, Reason, StepIn, Ticked, Units

CLOCK = r"^[0-2][0-9]:[0-5][0-9]$"


class Chosen(StepIn):
    topics: list[Number] = Field(max_length=200)


class SendPlan(StepIn):
    leader: str = Field(description="The leader’s post, as `7:leader`: the office and the duty.")


class CommentWords(StepIn):
    paragraph: Number = Field(description="Its `order`.")
    text: str


class AnswerWords(StepIn):
    summary: str = Field(description="For everybody; names no person.")
    answers: dict[int, str] = Field(
        {}, description="By the `order` of the paragraph.", max_length=120
    )

    def filled(self) -> Iterator[FormField]:
        yield FormField("summary", self.summary, "summary")
        for order, said in self.answers.items():
            yield FormField(f"answer-{order}", said, f"answers.{order}")


class TopicWords(StepIn):
    title: str
    question: str
    raised_by: Number | None = None


class NewTopic(TopicWords):
    office: Number


class NewPlan(StepIn):
    office: Number
    year: int
    programme: Number | None = Field(None, description="Where what is agreed becomes activities.")


class NewField(StepIn):
    office: Number
    name: str


class Hours(Schema):
    model_config = ConfigDict(extra="forbid")
    opens: str = Field(pattern=CLOCK, description="As `14:00`.")
    closes: str = Field(pattern=CLOCK)


class StationWords(Ticked):
    name: str
    unit: Number = Field(description="The unit that runs it.")
    where: str
    host: str = Field(description="Who convenes, as a post.")
    about: str = ""
    is_open: bool = True
    hours: dict[Literal["1", "2", "3", "4", "5", "6", "7"], Hours] = Field(
        {}, description="By day of the week, Monday being `1`; a day left out is closed."
    )

    def filled(self) -> Iterator[FormField]:
        yield from (field for field in super().filled() if field.name != "hours")
        for day, hours in self.hours.items():
            yield FormField(f"opens-{day}", hours.opens, f"hours.{day}.opens")
            yield FormField(f"closes-{day}", hours.closes, f"hours.{day}.closes")


class NewStation(StationWords):
    office: Number
    parent: Number | None = Field(None, description="The station above; null at the top.")


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


class NewText(_Lines):
    office: Number
    title: str
    intro: str = Field(description="What is asked, and why.")
    paragraphs: list[str] = Field(max_length=120)
    last: date = Field(description="The last day of its time.")
    short_reason: str = Field("", description="Asked for where the time is shorter than the rule.")
    topic: Number | None = Field(None, description="A topic at work that it belongs to.")


class SessionWords(_Lines):
    day: date
    begins: str = Field(pattern=CLOCK, description="As `09:00`.")
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
    "choose": Chosen, "send_plan": SendPlan, "comment": CommentWords, "answer_text": AnswerWords,
    "change_station": StationWords,
}  # fmt: skip
"""What each step is sent with; the others have no form."""
