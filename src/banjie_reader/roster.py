"""A list of units with the names they go by, and how a name in a text was matched to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Match:
    """The unit a name stands for, and why."""

    unit: str
    how: str  # "name", "alias" or "ending": 市教育局 for 临湖市教育局


@dataclass(frozen=True)
class Roster:
    """Units by full name, each with its aliases."""

    units: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def match(self, name: str) -> Match | None:
        """The unit that `name` stands for; None when none, or more than one, fits."""
        if name in self.units:
            return Match(name, "name")
        by_alias = [unit for unit, aliases in self.units.items() if name in aliases]
        if len(by_alias) == 1:
            return Match(by_alias[0], "alias")
        by_ending = [unit for unit in self.units if len(name) > 2 and unit.endswith(name)]
        return Match(by_ending[0], "ending") if len(by_ending) == 1 and not by_alias else None
