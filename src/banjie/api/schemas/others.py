"""Documents with their readings, notices, and what a search finds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from banjie.api.schemas.common import UnitName
from banjie.documents.models import Document, Reading
from banjie.notices.models import Delivery


class DocumentOut(Schema):
    """A file that was sent to be read."""

    id: int
    unit: UnitName
    name: str
    size: int = Field(description="Bytes.")
    sha256: str
    state: str = Field(description="`received`, `read` or `failed`.")
    uploaded_at: datetime

    @classmethod
    def of(cls, document: Document) -> DocumentOut:
        return cls(
            id=document.pk, unit=UnitName.of(document.unit), name=document.name,
            size=document.size, sha256=document.sha256, state=document.state,
            uploaded_at=document.uploaded_at,
        )  # fmt: skip


class ReadingOut(Schema):
    """The reader's answer, whole, and the text its spans point into."""

    reader_version: str
    text: str
    result: dict[str, Any] = Field(description="As `banjie read --json` writes it.")

    @classmethod
    def of(cls, reading: Reading) -> ReadingOut:
        return cls(reader_version=reading.reader_version, text=reading.text, result=reading.result)


class NoticeOut(Schema):
    """Something that was said to the caller."""

    id: int
    kind: str
    subject: str
    body: str
    address: str = Field(description="The page of the site it is about.")
    unit: UnitName | None = Field(description="The unit it was said to; null: to the caller alone.")
    opened: bool
    sent_at: datetime | None

    @classmethod
    def of(cls, delivery: Delivery) -> NoticeOut:
        notice = delivery.notice
        return cls(
            id=notice.pk,
            kind=notice.kind,
            subject=notice.subject,
            body=notice.body,
            address=notice.address,
            unit=UnitName.of(notice.unit) if notice.unit else None,
            opened=delivery.state == Delivery.State.READ,
            sent_at=notice.sent_at,
        )


class Found(Schema):
    """One thing in which all the words stand."""

    kind: str
    id: int
    title: str
    day: date | None
    programme: int | None
    address: str = Field(description="The page of the site that opens it.")


class Answers(Schema):
    """Twenty answers at most: those with the words in their title first, then the newest."""

    items: list[Found]
    next: str | None = Field(description="What to send as `after`; null on the last page.")
