"""Plans before they are at work: drafts, revisions, workbooks that come back, the year to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, Self

from ninja import Field, Schema
from pydantic import ConfigDict

from banjie.api.paging import Number
from banjie.api.schemas.common import Stored, UnitName
from banjie.api.schemas.steps import FormField, StepIn, Ticked
from banjie.common.clock import last_day
from banjie.programme.models import Draft, DraftItem, Revision, SheetImport
from banjie.programme.queries.drafts import PartyQuestion
from banjie.programme.queries.imports import Row as SheetRow
from banjie.programme.queries.revisions import Row as RevisionRow
from banjie.programme.queries.rolling import Proposal
from banjie.programme.rolling import Rolled

STEPS = Field(description="What the caller may do now, as `carry-out`.")


class DraftOut(Stored):
    """A reading under review."""

    id: int
    title: str
    year: int
    office: UnitName
    document: int
    state: str = Field(description="`open`, `kept`, `discarded`, `opened` or `read-in`.")
    begun_at: datetime

    @classmethod
    def of(cls, draft: Draft, **said: Any) -> Self:
        return cls.told(draft, office=UnitName.of(draft.unit), document=draft.document_id, **said)


class DraftItemOut(Stored):
    """One activity as read and corrected."""

    id: int
    position: int
    parent: int | None
    repeats: int | None = Field(description="An earlier item of the same title.")
    number: str
    title: str
    kind: str
    span: list[int] | None = Field(description="Where it stands in the text of the reading.")
    fields: dict[str, Any] = Field(
        description="`when`, `where`, `lead`, `responsible`, `cooperating`, `targets`, "
        "`participants` and `report_deadline`, each with its words and their place; `end` is the "
        "first day after a time, sent back as `last_day`, the day before."
    )
    kept: bool
    edited: bool
    version: int
    steps: list[str]

    @classmethod
    def of(cls, item: DraftItem, **said: Any) -> Self:
        span = None if item.span_start is None else [item.span_start, item.span_end]
        return cls.told(item, parent=item.parent_id, repeats=item.repeats_id, span=span, **said)


class NameOut(Stored):
    """A name in the plan, and what it stands for."""

    name: str
    mentions: int
    unit: UnitName | None
    answer: str = Field(description="`unit:7`, `new` or `post`; empty while nobody said.")
    settled: bool

    @classmethod
    def of(cls, asked: PartyQuestion) -> NameOut:
        return cls.told(asked, unit=UnitName.of(asked.unit) if asked.unit else None)


class WholeDraft(DraftOut):
    """The draft with its items and the names to settle."""

    items: list[DraftItemOut]
    names: list[NameOut]
    steps: list[str] = STEPS


class HeadIn(StepIn):
    """The programme's title and year as they will stand."""

    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=2000, le=2100)


class NamesIn(StepIn):
    """By name: `unit:7`, `new`, `post`, or empty to leave it open again."""

    names: dict[str, str] = Field(max_length=500)

    def filled(self) -> Iterator[FormField]:
        for name, answer in self.names.items():
            yield FormField(name, answer, f"names.{name}")


class ReadInto(StepIn):
    """The open programme that the draft is the revised plan of."""

    programme: Number


class ItemAdded(StepIn):
    """A new item; `start` and `end` where it is made of words of the paper."""

    title: str = Field(min_length=1, max_length=300)
    start: int | None = Field(None, ge=0, le=2**31 - 1)
    end: int | None = Field(None, ge=1, le=2**31 - 1)


class ItemsMerged(StepIn):
    """Items that become one."""

    items: list[Number] = Field(min_length=2, max_length=100)


class ItemKept(StepIn):
    """Whether it stays, in the version that was seen."""

    version: int = Field(ge=0, le=2**31 - 1)
    kept: bool

    def filled(self) -> Iterator[FormField]:
        yield FormField("version", self.version, "version")
        yield FormField("kept", int(self.kept), "kept")


class RevisionOut(Stored):
    """A revised plan read against a programme."""

    id: int
    programme: int
    draft: int
    state: str = Field(description="`open`, `done` or `discarded`.")
    reason: str
    begun_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, revision: Revision, **said: Any) -> Self:
        return cls.told(revision, programme=revision.programme_id, draft=revision.draft_id, **said)


class RowOut(Stored):
    """One thing that differs, to be taken or left."""

    key: str
    kind: str = Field(description="`added`, `dropped`, `date`, `unit` or `words`.")
    field: str
    title: str
    activity: int | None
    item: int | None
    before: list[str]
    after: list[str]
    agreed: int = Field(description="How many units agreed to what would change.")
    answer: str = Field(description="`take`, `leave`, or empty while nobody said.")

    @classmethod
    def of(cls, row: RevisionRow) -> RowOut:
        return cls.told(
            row,
            activity=row.activity.pk if row.activity else None,
            item=row.item.pk if row.item else None,
            before=list(row.before),
            after=list(row.after),
        )


class WholeRevision(RevisionOut):
    """The revision with the rows that differ now; none once it is carried out or given up."""

    rows: list[RowOut]
    open_names: list[str] = Field(description="Names of the draft that nobody settled.")
    steps: list[str] = STEPS


class RowsIn(StepIn):
    """By the row's key: `take`, `leave`, or empty to open it again."""

    rows: dict[str, Literal["take", "leave", ""]] = Field(max_length=5000)

    def filled(self) -> Iterator[FormField]:
        for key, answer in self.rows.items():
            yield FormField(key, answer, f"rows.{key}")


class PairIn(StepIn):
    """An item of the revised plan speaks of this activity; without one, of a new one."""

    item: Number
    activity: Number | None = None


class Why(StepIn):
    """Why the plan is changed: units that agreed to it read this."""

    reason: str = Field(min_length=1, max_length=500)


class ImportOut(Stored):
    """A task breakdown that came back as a workbook."""

    id: int
    programme: int
    name: str
    state: str = Field(description="`open`, `done` or `discarded`.")
    sent_at: datetime

    @classmethod
    def of(cls, sent: SheetImport, **said: Any) -> Self:
        return cls.told(sent, programme=sent.programme_id, **said)


class FaultOut(Stored):
    """Why a row cannot be taken over, and the cell to mend."""

    cell: str = Field(description="As `E17`.")
    why: str


class SheetRowOut(Stored):
    """One row and what it would do."""

    number: int = Field(description="In the workbook.")
    title: str
    verdict: str = Field(description="`fault`, `new`, `changed` or `same`.")
    activity: int | None
    faults: list[FaultOut]

    @classmethod
    def of(cls, row: SheetRow) -> SheetRowOut:
        return cls.told(
            row,
            activity=row.activity.pk if row.activity else None,
            faults=[FaultOut.told(fault) for fault in row.faults],
        )


class WholeImport(ImportOut):
    """The workbook with what its rows would do, some rows at a time."""

    counts: dict[str, int] = Field(description="How many rows of each verdict.")
    rows: list[SheetRowOut]
    next: int | None = Field(description="What to send as `after`; null behind the last row.")
    steps: list[str] = STEPS


class RolledOut(Stored):
    """A time as proposed for the new year."""

    words: str
    start: date | None
    last_day: date | None
    recurrence: str
    reason: str = Field(description="How it was found, in words.")

    @classmethod
    def of(cls, time: Rolled) -> RolledOut:
        return cls.told(time, last_day=last_day(time.end))


class ProposalOut(Stored):
    """An activity as it would stand in the new year."""

    activity: int
    title: str
    times: list[RolledOut]
    deadlines: list[RolledOut]
    once: str = Field(description="Why it may be done only once; else empty.")

    @classmethod
    def of(cls, row: Proposal) -> ProposalOut:
        return cls.told(
            row,
            activity=row.activity.pk,
            times=[RolledOut.of(time) for time in row.times],
            deadlines=[RolledOut.of(time) for time in row.deadlines],
        )


class Proposed(Schema):
    """Next year's programme before it is written."""

    year: int
    title: str
    activities: list[ProposalOut]


class RollIn(Ticked):
    """Which activities go along, under which title, to which year; or as a template."""

    year: int = Field(ge=2000, le=2100)
    title: str = Field(min_length=1, max_length=200)
    keep: list[Number] = Field(min_length=1, max_length=5000)
    template: bool = False


class BlankIn(Schema):
    """A programme without activities, to be filled by hand."""

    model_config = ConfigDict(extra="forbid")

    office: Number
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=2000, le=2100)
