"""Summaries, with the records behind every figure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.schemas.common import Stored
from banjie.reporting.models import Summary, SummaryFigure


class SummaryOut(Stored):
    """What a programme came to, as it stood on a day; written once."""

    id: int
    programme: int
    title: str
    as_of: date
    written_at: datetime

    @classmethod
    def of(cls, summary: Summary, **said: Any) -> Self:
        return cls.told(summary, programme=summary.programme_id, **said)


class RecordOut(Schema):
    """What a figure counts: a report, an activity, a case or a page, and how much of it."""

    report: int | None = None
    activity: int | None = None
    case: int | None = None
    rows: str = Field(
        "", description="A page of the site: a topic, a session …, or rows too many to be listed."
    )
    label: str
    value: str


class SummaryFigureOut(Stored):
    """One number of the text, and its records as they were on the day."""

    code: str
    label: str
    measure: str
    value: str | None = Field(description="Null for a number that is only words.")
    words: str
    records: list[RecordOut]

    @classmethod
    def of(cls, figure: SummaryFigure) -> SummaryFigureOut:
        value = None if figure.value is None else f"{figure.value.normalize():f}"
        return cls.told(figure, value=value, records=[RecordOut(**r) for r in figure.records])


class WholeSummary(SummaryOut):
    """The text in its pieces, and its figures."""

    blocks: list[dict[str, Any]] = Field(
        description='`{"heading": [level, text]}` or `{"paragraph": [piece, …]}`; a piece is '
        '`{"text"}`, `{"figure": code}` or `{"manual": words}`.'
    )
    figures: list[SummaryFigureOut]

    @classmethod
    def whole(cls, summary: Summary) -> Self:
        return cls.of(
            summary, figures=[SummaryFigureOut.of(figure) for figure in summary.figures.all()]
        )


class NewSummary(Schema):
    """What a person adds in their own words; numbers typed in it are marked in the paper."""

    model_config = ConfigDict(extra="forbid")

    opening: str = Field("", max_length=2000)
    next_steps: str = Field("", max_length=2000)
    with_cases: bool = Field(False, description="With what became of the cases of the year.")
    with_topics: bool = Field(False, description="With what was talked over in the year.")
