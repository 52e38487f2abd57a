"""What each unit of a programme answers for, unit by unit along the roster's tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from banjie.people.models import Unit
from banjie.programme.models import Assignment, Programme
from banjie.programme.queries.overview import Line

_ROLES = (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE, Assignment.Role.COOPERATING)


@dataclass(frozen=True, slots=True)
class UnitShare:
    """What one unit answers for, and `below` it the units of its branch."""

    unit: Unit
    lead: list[Line] = field(default_factory=list)
    responsible: list[Line] = field(default_factory=list)
    cooperating: list[Line] = field(default_factory=list)
    below: list[UnitShare] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        """Overdue activities this unit leads or is responsible for, each counted once."""
        return sum(line.light.name == "overdue" for line in self.answerable)

    @property
    def answerable(self) -> list[Line]:
        """What this unit leads or is responsible for, each once."""
        return list(self._own().values())

    @property
    def carried_below(self) -> int:
        """Activities that units below lead or are responsible for, each counted once."""
        return len(self._below())

    @property
    def overdue_below(self) -> int:
        return sum(line.light.name == "overdue" for line in self._below().values())

    def _own(self) -> dict[int, Line]:
        return {line.pk: line for line in [*self.lead, *self.responsible]}

    def _below(self) -> dict[int, Line]:
        found: dict[int, Line] = {}
        for share in self.below:
            found |= share._own() | share._below()
        return found


def unit_shares(programme: Programme, lines: Iterable[Line]) -> list[UnitShare]:
    """Every unit with a part in these lines, by name; a unit under another one that has a part
    stands below that one.
    """
    parts = Assignment.objects.filter(
        activity__programme=programme, unit__isnull=False, role__in=_ROLES
    ).order_by()
    of_activity: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for activity, unit, role in parts.values_list("activity", "unit", "role"):
        of_activity[activity].append((unit, role))
    units = Unit.objects.in_bulk()
    shares: dict[int, UnitShare] = {}
    for line in lines:
        for unit, role in of_activity.get(line.pk, ()):
            if unit not in shares:
                shares[unit] = UnitShare(units[unit])
            getattr(shares[unit], role).append(line)
    return _tree(shares, units)


def _tree(shares: dict[int, UnitShare], units: dict[int, Unit]) -> list[UnitShare]:
    """Each share under the nearest unit above it that has a part; the topmost ones."""
    roots: list[UnitShare] = []
    for share in sorted(shares.values(), key=lambda share: share.unit.name):
        above = share.unit.parent_id
        while above is not None and above not in shares:
            above = units[above].parent_id
        (roots if above is None else shares[above].below).append(share)
    return roots
