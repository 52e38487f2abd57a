"""Parts that several nouns share."""

from __future__ import annotations

from typing import Any, Self

from ninja import Field, Schema

from banjie.common.models import Attachment
from banjie.people.models import Unit


class Stored(Schema):
    """What is told of a row of a table."""

    @classmethod
    def told(cls, row: Any, **said: Any) -> Self:
        """What the row holds under the names of these fields, and what is `said` of the others."""
        names = cls.model_fields.keys() - said.keys()
        held = {name: getattr(row, "pk" if name == "id" else name) for name in names}
        return cls(**held, **said)


class UnitName(Stored):
    """A unit by its number and name."""

    id: int
    name: str

    @classmethod
    def of(cls, unit: Unit) -> Self:
        return cls.told(unit)


class UnitOut(UnitName):
    """A unit and where it stands in the tree."""

    short_name: str
    kind: str = Field(description="`office`, `department`, `member` or `station`.")
    parent: int | None = Field(description="The unit above it.")

    @classmethod
    def of(cls, unit: Unit) -> Self:
        return cls.told(unit, parent=unit.parent_id)


class File(Stored):
    """A file that was sent; its content is fetched on the site."""

    name: str
    type: str
    size: int = Field(description="Bytes.")
    sha256: str

    @classmethod
    def of_file(cls, file: Attachment, **said: Any) -> Self:
        return cls.told(file, type=file.content_type, **said)
