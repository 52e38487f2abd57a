"""Reports with figures, files and versions; and what a report is written from."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import File, Stored, UnitName
from banjie.common.amounts import DIGITS, PLACES, TOGETHER
from banjie.common.templatetags.words import plain
from banjie.programme.models import Evidence, Figure, Report, ReportVersion

_TOGETHER = f"At most {TOGETHER} digits in all, noughts at the end aside."


class FigureOut(Stored):
    """One number of a report."""

    id: int
    target: int | None = Field(description="The target it counts towards.")
    measure: str
    value: str = Field(description="A decimal number as text.")
    unit: str
    reused_from: int | None = Field(
        description="The figure of another report it was taken from: the same event, counted once."
    )

    @classmethod
    def of(cls, figure: Figure) -> FigureOut:
        return cls.told(
            figure,
            target=figure.target_id,
            value=plain(figure.value),
            reused_from=figure.reused_from_id,
        )


class EvidenceOut(File):
    """A file that a report rests on."""

    figure: int | None = Field(description="The figure it supports; null: the whole report.")

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceOut:
        return cls.of_file(evidence.attachment, figure=evidence.figure_id)


class ReportOut(Stored):
    """What a unit says it did."""

    id: int
    activity: int
    programme: int
    unit: UnitName
    state: str = Field(description="`draft`, `submitted`, `returned` or `accepted`.")
    phase: int | None
    session: int | None
    held_on: date
    last_day: date | None = Field(description="The last day itself; null for a single day.")
    place: str
    text: str
    completes: bool = Field(description="With it the activity is done.")
    reason: str = Field(description="Why it came back.")
    submitted_at: datetime | None
    decided_at: datetime | None
    figures: list[FigureOut]
    files: list[EvidenceOut]

    @classmethod
    def of(cls, report: Report) -> ReportOut:
        return cls.told(
            report,
            activity=report.activity_id,
            programme=report.activity.programme_id,
            unit=UnitName.of(report.unit),
            phase=report.phase_id,
            session=report.occurrence_id,
            last_day=report.held_until,
            figures=[FigureOut.of(figure) for figure in report.figures.all()],
            files=[EvidenceOut.of(file) for file in report.evidence.all()],
        )


class VersionFigure(Schema):
    """A figure as it was sent."""

    measure: str
    value: str
    unit: str


class VersionFile(Schema):
    """A file that was there when it was sent."""

    name: str
    sha256: str


class CorrectionIn(Schema):
    """What an accepted figure should have been, and why."""

    model_config = ConfigDict(extra="forbid")

    figure: Number = Field(description="A figure of the report that was not taken from another.")
    value: Decimal = Field(ge=0, max_digits=DIGITS, decimal_places=PLACES, description=_TOGETHER)
    reason: str = Field(min_length=1, max_length=500)


class VersionOut(Schema):
    """A report as it was sent, word for word, and why it came back or was corrected."""

    number: int
    at: datetime
    reason: str
    correction: str = Field(description="Why a figure was put right after the programme’s close.")
    part: str
    held_on: date
    last_day: date | None
    place: str
    text: str
    completes: bool
    figures: list[VersionFigure]
    files: list[VersionFile]

    @classmethod
    def of(cls, version: ReportVersion) -> VersionOut:
        said: dict[str, Any] = version.content
        return cls(
            **{name: said[name] for name in ("part", "held_on", "place", "text", "completes")},
            **{name: said[name] for name in ("figures", "files")},
            number=version.number,
            correction=version.correction,
            at=version.at,
            reason=version.reason,
            last_day=said["held_until"] or None,
        )


class FigureIn(Schema):
    """A figure: towards a target, or (at most two of them) of the unit's own."""

    model_config = ConfigDict(extra="forbid")

    target: Number | None = None
    measure: str = Field("", max_length=100, description="What is counted, without a target.")
    value: Decimal | None = Field(
        None, ge=0, max_digits=DIGITS, decimal_places=PLACES, description=_TOGETHER
    )
    unit: str = Field("", max_length=20)
    reused_from: Number | None = Field(
        None, description="A figure of another report of the unit; then no value is needed."
    )


class ReportIn(Schema):
    """What a report says. A light or a state is computed or decided, never sent."""

    model_config = ConfigDict(extra="forbid")

    held_on: date
    last_day: date | None = None
    place: str = Field("", max_length=200)
    text: str = Field(min_length=1, max_length=3000)
    completes: bool = False
    phase: Number | None = None
    session: Number | None = None
    figures: list[FigureIn] = Field(default=[], max_length=100)
    submit: bool = Field(False, description="Send it to the office at once.")


class NewReport(ReportIn):
    """A report and the unit that tells it."""

    unit: Number


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(min_length=1, max_length=500)
