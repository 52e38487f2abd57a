"""The units of one item, as they are found one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from banjie_reader.model import Phrase

ROLES = ("lead", "responsible", "cooperating")


@dataclass(slots=True)
class Parties:
    """The units of one item by role, and what the item says of the order they stand in."""

    lead: list[Phrase] = field(default_factory=list)
    responsible: list[Phrase] = field(default_factory=list)
    cooperating: list[Phrase] = field(default_factory=list)
    first_leads: bool = False
    same_below: bool = False

    def add(self, role: str, names: Iterable[Phrase]) -> None:
        """The names that the role does not have yet."""
        known: list[Phrase] = getattr(self, role)
        texts = {name.text for name in known}
        for name in names:
            if name.text not in texts:
                texts.add(name.text)
                known.append(name)

    def __bool__(self) -> bool:
        return bool(self.lead or self.responsible or self.cooperating)
