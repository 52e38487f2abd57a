"""What is mended of one activity of a draft, and how it is split."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.schemas.steps import FormField, StepIn
from banjie.programme.forms.entries import one_line

Entry = Annotated[int, Field(ge=0, le=100)]
Entries = Annotated[list[Entry], Field(max_length=101)]
_ROWS = 20
_TAKEN_WHOLE = "In place of all there are: what is left out of the list is taken out."


class TimeIn(Schema):
    """A time by its words, its days, or both; a side left out is open.

    One that was read comes with `end`, the first day after it; `last_day` is the day before.
    """

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", description="As the paper says it; made of the days where it is empty.")
    start: date | None = None
    last_day: date | None = None
    recurrence: str | None = None

    def filled(self, row: str, called: str) -> Iterator[FormField]:
        named = {"text": "text", "first": "start", "last": "last_day", "recurrence": "recurrence"}
        for field, own in named.items():
            value = getattr(self, own)
            said = "" if value is None else value
            yield FormField(f"{row}-{field}", said, f"{called}.{own}")


class GoalIn(Schema):
    """A planned quantity."""

    model_config = ConfigDict(extra="forbid")

    of: str = Field("", description="What is counted.")
    value: Decimal | None = Field(description="null where it was read so, without a number.")
    unit: str = ""

    def filled(self, row: str, called: str) -> Iterator[FormField]:
        for name, value in self:
            yield FormField(f"{row}-{name}", "" if value is None else value, f"{called}.{name}")


class ItemCorrected(StepIn):
    """What is sent stands in place of what was read; what is left out stays as it is."""

    version: int = Field(ge=0, le=2**31 - 1, description="The one that was seen.")
    number: str | None = None
    title: str | None = None
    kind: str | None = None
    participants: str | None = Field(None, description="Empty where nobody is named.")
    where: list[str] | None = Field(None, max_length=100, description=_TAKEN_WHOLE)
    lead: list[str] | None = Field(None, max_length=100, description=_TAKEN_WHOLE)
    responsible: list[str] | None = Field(None, max_length=100, description=_TAKEN_WHOLE)
    cooperating: list[str] | None = Field(None, max_length=100, description=_TAKEN_WHOLE)
    when: list[TimeIn] | None = Field(None, max_length=_ROWS, description=_TAKEN_WHOLE)
    targets: list[GoalIn] | None = Field(None, max_length=_ROWS, description=_TAKEN_WHOLE)
    report_deadline: TimeIn | None = Field(None, description="null: there is none.")

    def filled(self) -> Iterator[FormField]:
        """The fields of the page's form, a line a name and a row a time or target."""
        for name in ("version", "number", "title", "kind", "participants"):
            if (said := getattr(self, name)) is not None:
                yield FormField(name, said, name)
        for name in ("where", "lead", "responsible", "cooperating"):
            if (lines := getattr(self, name)) is not None:
                yield FormField(name, "\n".join(map(one_line, lines)), name)
        for name in ("when", "targets"):
            if (rows := getattr(self, name)) is not None:
                for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
                    yield FormField(f"{name}-{count}", len(rows), name)
                for at, row in enumerate(rows):
                    yield from row.filled(f"{name}-{at}", f"{name}.{at}")
        if "report_deadline" in self.model_fields_set:
            yield from (self.report_deadline or TimeIn(text="")).filled(
                "report_deadline", "report_deadline"
            )


class ItemSplit(StepIn):
    """Two titles, and by `when`, `where` and `targets` which of the entries go to the second item,
    counted from 0; the others stay, units stay with both.
    """

    version: int = Field(ge=0, le=2**31 - 1, description="The one that was seen.")
    first_title: str = Field(min_length=1, max_length=300)
    second_title: str = Field(min_length=1, max_length=300)
    second: dict[Literal["when", "where", "targets"], Entries] = Field({}, max_length=3)

    def filled(self) -> Iterator[FormField]:
        for name in ("version", "first_title", "second_title"):
            yield FormField(name, getattr(self, name), name)
        chosen = [f"{name}:{n}" for name, numbers in self.second.items() for n in numbers]
        yield FormField("second", chosen, "second")
