"""Parts that several nouns share."""

from __future__ import annotations

from ninja import Field, Schema

from banjie.people.models import Unit


class UnitName(Schema):
    """A unit by its number and name."""

    id: int
    name: str

    @classmethod
    def of(cls, unit: Unit) -> UnitName:
        return cls(id=unit.pk, name=unit.name)


class UnitOut(UnitName):
    """A unit and where it stands in the tree."""

    short_name: str
    kind: str = Field(description="`office`, `department`, `member` or `station`.")
    parent: int | None = Field(description="The unit above it.")

    @classmethod
    def of(cls, unit: Unit) -> UnitOut:
        return cls(
            id=unit.pk,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            parent=unit.parent_id,
        )


class File(Schema):
    """A file that was sent; its content is fetched on the site."""

    name: str
    type: str
    size: int = Field(description="Bytes.")
    sha256: str
