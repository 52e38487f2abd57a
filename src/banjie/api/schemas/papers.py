"""Papers asking for approval, with who signed what: posts, never names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from banjie.api.schemas.common import UnitName
from banjie.approvals.models import Paper, Round, Signature, Step


class SignatureOut(Schema):
    """A post that was asked, and its verdict."""

    unit: UnitName
    duty: str
    verdict: str = Field(description="Empty while it waits; `agreed`, `returned` or `passed`.")
    reason: str
    at: datetime | None

    @classmethod
    def of(cls, signature: Signature) -> SignatureOut:
        return cls(
            unit=UnitName.of(signature.unit), duty=signature.duty, verdict=signature.verdict,
            reason=signature.reason, at=signature.at,
        )  # fmt: skip


class StepOut(Schema):
    """A step: all of its posts must agree, or one suffices."""

    position: int
    mode: str = Field(description="`all` or `any`.")
    signatures: list[SignatureOut]

    @classmethod
    def of(cls, step: Step) -> StepOut:
        signed = [SignatureOut.of(signature) for signature in step.signatures.all()]
        return cls(position=step.position, mode=step.mode, signatures=signed)


class RoundOut(Schema):
    """One time the paper went through its steps."""

    number: int
    sent_at: datetime | None
    steps: list[StepOut]

    @classmethod
    def of(cls, each: Round) -> RoundOut:
        steps = [StepOut.of(step) for step in each.steps.all()]
        return cls(number=each.number, sent_at=each.sent_at, steps=steps)


class PaperOut(Schema):
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
    def of(cls, paper: Paper) -> PaperOut:
        return cls(**_told(paper))


class WholePaper(PaperOut):
    """The paper with its text and its rounds."""

    body: str
    rounds: list[RoundOut]

    @classmethod
    def whole(cls, paper: Paper, rounds: list[Round]) -> WholePaper:
        return cls(**_told(paper), body=paper.body, rounds=[RoundOut.of(each) for each in rounds])


def _told(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "number": paper.number,
        "flow": paper.flow,
        "state": paper.state,
        "settled": paper.settled,
        "unit": UnitName.of(paper.unit),
        "addressee": UnitName.of(paper.addressee),
        "title": paper.title,
        "about_address": paper.about_address,
        "submitted_at": paper.submitted_at,
        "decided_at": paper.decided_at,
        "last_day": paper.due,
    }
