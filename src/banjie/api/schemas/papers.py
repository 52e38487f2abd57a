"""Papers asking for approval, with who signed what: posts, never names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ninja import Field

from banjie.api.schemas.common import Stored, UnitName
from banjie.approvals.models import Paper, Round, Signature, Step


class SignatureOut(Stored):
    """A post that was asked, and its verdict."""

    unit: UnitName
    duty: str
    verdict: str = Field(description="Empty while it waits; `agreed`, `returned` or `passed`.")
    reason: str
    at: datetime | None

    @classmethod
    def of(cls, signature: Signature) -> SignatureOut:
        return cls.told(signature, unit=UnitName.of(signature.unit))


class StepOut(Stored):
    """A step: all of its posts must agree, or one suffices."""

    position: int
    mode: str = Field(description="`all` or `any`.")
    signatures: list[SignatureOut]

    @classmethod
    def of(cls, step: Step) -> StepOut:
        signed = [SignatureOut.of(signature) for signature in step.signatures.all()]
        return cls.told(step, signatures=signed)


class RoundOut(Stored):
    """One time the paper went through its steps."""

    number: int
    sent_at: datetime | None
    steps: list[StepOut]

    @classmethod
    def of(cls, each: Round) -> RoundOut:
        steps = [StepOut.of(step) for step in each.steps.all()]
        return cls.told(each, steps=steps)


class PaperOut(Stored):
    """A request for approval or a filing."""

    id: int
    number: str = Field(description="The document number; empty before it was sent.")
    flow: str = Field(description="`steps`, `simple` or `filing`.")
    state: str = Field(description="`draft`, `out`, `returned` or `approved`.")
    settled: bool = Field(description="Approved, or filed without objection.")
    unit: UnitName
    addressee: UnitName
    title: str
    about_address: str = Field(description="The page of the site it is about.")
    submitted_at: datetime | None
    decided_at: datetime | None
    last_day: date | None = Field(description="The last day to object to a filing.")

    @classmethod
    def of(cls, paper: Paper, **said: Any) -> Self:
        return cls.told(
            paper,
            unit=UnitName.of(paper.unit),
            addressee=UnitName.of(paper.addressee),
            last_day=paper.due,
            **said,
        )


class WholePaper(PaperOut):
    """The paper with its text and its rounds."""

    body: str
    rounds: list[RoundOut]

    @classmethod
    def whole(cls, paper: Paper, rounds: list[Round]) -> Self:
        return cls.of(paper, rounds=[RoundOut.of(each) for each in rounds])
