"""What is sent along with a step on a case: the fields of its page's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number

Grade = Annotated[int, Field(ge=1, le=3)]
Units = list[Number]
UNKNOWN_TOO = ("contacted", "solved")
"""What may be true, false, or not known; the other truths are decisions, yes or no."""


class FormField(NamedTuple):
    """A field of the form, what it holds, and what the caller calls it."""

    name: str
    value: Any
    called: str


class StepIn(Schema):
    """The fields go into the form under their own names, unless a step says otherwise."""

    model_config = ConfigDict(extra="forbid")

    def filled(self) -> Iterator[FormField]:
        for name, value in self:
            yield from _put(name, value, name)


class Ticked(StepIn):
    """Boxes of a form: what is true is ticked, what is not is left out."""

    def filled(self) -> Iterator[FormField]:
        return (field for field in super().filled() if getattr(self, field.name) is not False)


def _put(name: str, value: Any, called: str) -> Iterator[FormField]:
    """What a form is sent for it; nothing for what was left out."""
    if isinstance(value, bool):
        value = str(value).lower() if name in UNKNOWN_TOO else "yes" if value else "no"
    if value is not None:
        yield FormField(name, value, called)


def names_of(fields: list[FormField]) -> dict[str, str]:
    """What the caller calls each field of the form, and the form as a whole."""
    return {"__all__": "body"} | {field.name: f"body.{field.called}" for field in fields}


class TemplateWords(StepIn):
    unit: Number
    name: str
    opening: str = Field(description="`{title}`, `{number}` and `{unit}` are filled in.")
    closing: str = ""


class Decline(StepIn):
    ground: str = Field(description="As `elsewhere`.")
    routed_to: str = Field("", description="Where its author can turn instead.")
    note: str = Field("", description="For the author; it or `routed_to` must be told.")


class Transfer(StepIn):
    kind: str = Field(description="As what it goes on.")
    ground: str
    note: str = ""


class SplitPart(Schema):
    model_config = ConfigDict(extra="forbid")
    title: str
    asks: str


class Split(StepIn):
    parts: list[SplitPart] = Field(min_length=2, max_length=5)
    note: str = ""

    def filled(self) -> Iterator[FormField]:
        yield from _put("note", self.note, "note")
        for at, part in enumerate(self.parts):
            yield FormField(f"title_{at + 1}", part.title, f"parts.{at}.title")
            yield FormField(f"asked_{at + 1}", part.asks, f"parts.{at}.asks")


class Merge(StepIn):
    lead: Number = Field(description="The case it is handled together with.")


class OnGround(StepIn):
    ground: str
    note: str = ""


class Edit(StepIn):
    title: str
    said: dict[Literal["situation", "analysis", "proposal"], str]

    def filled(self) -> Iterator[FormField]:
        yield FormField("title", self.title, "title")
        for name, words in self.said.items():
            yield FormField(f"said_{name}", words, f"said.{name}")


class OwnPart(Schema):
    model_config = ConfigDict(extra="forbid")
    unit: Number
    part: str = ""


class Assign(StepIn):
    main: Number | None = Field(None, description="The unit that replies; without `co`, alone.")
    co: Units = Field([], max_length=100)
    apart: list[OwnPart] = Field([], max_length=5, description="Each answers its own part.")

    def filled(self) -> Iterator[FormField]:
        yield from _put("main", self.main, "main")
        yield FormField("co", self.co, "co")
        for at, one in enumerate(self.apart):
            yield FormField(f"unit_{at + 1}", one.unit, f"apart.{at}.unit")
            yield FormField(f"part_{at + 1}", one.part, f"apart.{at}.part")


class Reassign(Assign):
    answer: str = Field("", description="What the leaving units are told.")

    def filled(self) -> Iterator[FormField]:
        yield from super().filled()
        yield FormField("answer", self.answer, "answer")


class AskReturn(StepIn):
    handling: Number = Field(description="The unit's part: its `id` among the `handlers`.")
    names: Number = Field(description="The unit it belongs to.")
    reason: str


class RefuseReturn(StepIn):
    asked: Number = Field(description="`return_asked` of the handler.")
    answer: str


class AskExtension(StepIn):
    handling: Number = Field(description="The unit's part: its `id` among the `handlers`.")
    wanted: date
    reason: str


class DecideExtension(StepIn):
    asked: Number = Field(description="`extension_asked` of the handler.")
    approved: bool
    answer: str


class Suspend(StepIn):
    ground: str
    reason: str


class LogContact(StepIn):
    unit: Number
    means: str = Field(description="`phone`, `visit`, `meeting` or `message`.")
    on: date
    summary: str = Field(description="Without names and numbers.")


class WriteOpinion(StepIn):
    text: str
    part: Number | None = Field(None, description="The co-handler's `id`, where there are several.")


class DraftReply(StepIn):
    outcome: str = ""
    answers: dict[int, str] = Field({}, description="By the `order` of the point.", max_length=100)
    opening: str = ""
    closing: str = ""
    promise: str = ""
    promised_by: date | None = None
    part: Number | None = Field(None, description="The handler's `id`, where there are several.")
    send: bool = Field(True, description="To be countersigned and signed; else kept as a draft.")
    seen: str = Field("", description="The `mark` of the draft: over another it is refused.")

    def filled(self) -> Iterator[FormField]:
        plain = {"outcome", "opening", "closing", "promise", "promised_by", "part", "seen"}
        for name, value in self:
            if name in plain:
                yield from _put(name, value, name)
        for order, words in self.answers.items():
            yield FormField(f"answer_{order}", words, f"answers.{order}")
        if not self.send:
            yield FormField("keep", "1", "send")


class Judge(StepIn):
    agreed: bool
    reason: str = Field("", description="Told where it is not agreed to.")
    reply: Number | None = Field(None, description="Which one, where several wait.")
    seen: str = Field("", description="The `mark` of the reply: of other words it is refused.")


class Sign(Judge):
    post: str = Field(description="Signed under the name of this post.")


class CallBack(StepIn):
    reached: bool
    contacted: bool | None = None
    solved: bool | None = None
    satisfied: Grade | None = None


class Reason(StepIn):
    reason: str


class RateItem(StepIn):
    clear: Grade
    workable: Grade


class Note(StepIn):
    unit: Number = Field(description="Who alone reads it.")
    text: str


class Show(StepIn):
    visibility: str = Field(description="`public`, `author`, `office` or `hidden`.")
    hidden_reason: str = ""


class Instruct(StepIn):
    post: str
    text: str
    on: date


class Adopt(StepIn):
    level: str = Field(description="`district`, `city`, `province` or `nation`.")
    place: str
    on: date


class MarkKey(StepIn):
    post: str
    reason: str


class Promise(StepIn):
    state: str = Field(description="`kept` or `given-up`.")
    activity: Number | None = Field(None, description="What shows that it was kept.")
    document: Number | None = None
    note: str = ""


class Rate(StepIn):
    attitude: Grade = Field(description="3 satisfied, 2 mostly, 1 not.")
    result: Grade
    solved: bool | None = Field(None, description="Asked where the office calls back.")
    comment: str = ""


class PaperRating(Rate):
    submitter: Number = Field(description="Whose rating it is: the number of the author.")


class NewCase(Schema):
    """What is said in a channel, in one's own name or a unit's."""

    model_config = ConfigDict(extra="forbid")

    channel: Number
    title: str
    said: dict[Literal["situation", "analysis", "proposal"], str]
    points: list[str] = Field([], max_length=10, description="Each gets an answer of its own.")
    may_be_shown: bool = False
    unit: Number | None = Field(None, description="In the name of this unit.")
    post: str = ""
    joint_units: Units = Field([], max_length=100)
    joint_accounts: list[str] = Field([], max_length=100, description="Log-in names.")
    confirm: bool = Field(False, description="Send it although it seems to hold private numbers.")

    def filled(self) -> dict[str, Any]:
        """The fields of the page's form."""
        plain = {"channel", "said", "points", "joint_accounts", "confirm"}
        fields = {name: value for name, value in self if name not in plain and value}
        return fields | dict(self.said) | {
            "points": "\n".join(self.points), "joint_accounts": " ".join(self.joint_accounts),
        }  # fmt: skip


SAID: Mapping[str, type[StepIn]] = {
    "decline": Decline, "transfer": Transfer, "split": Split, "merge": Merge, "archive": OnGround,
    "edit": Edit, "assign": Assign, "reassign": Reassign, "ask_return": AskReturn,
    "refuse_return": RefuseReturn, "ask_extension": AskExtension,
    "decide_extension": DecideExtension, "suspend": Suspend, "log_contact": LogContact,
    "write_opinion": WriteOpinion, "draft_reply": DraftReply, "countersign": Judge,
    "sign_reply": Sign, "review_reply": Judge, "call_back": CallBack, "settle": OnGround,
    "reopen": Reason, "rate_item": RateItem, "note": Note, "show": Show, "instruct": Instruct,
    "adopt": Adopt, "mark_key": MarkKey, "rate": Rate, "rate_on_paper": PaperRating,
    "follow_up": Promise,
}  # fmt: skip
"""What each step is sent with; the others have no form."""
