"""Documents with their readings, notices, and what a search finds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from banjie.api.schemas.common import Stored, UnitName
from banjie.documents.models import Document, Reading
from banjie.notices.models import Delivery


class DocumentOut(Stored):
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
        return cls.told(document, unit=UnitName.of(document.unit))


class ReadingOut(Stored):
    """The reader's answer, whole, and the text its spans point into."""

    reader_version: str
    text: str
    result: dict[str, Any] = Field(description="As `banjie read --json` writes it.")

    @classmethod
    def of(cls, reading: Reading) -> ReadingOut:
        return cls.told(reading)


class NoticeOut(Stored):
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
        return cls.told(
            notice,
            unit=UnitName.of(notice.unit) if notice.unit else None,
            opened=delivery.state == Delivery.State.READ,
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
