"""The cases a figure is about: those sent to one office between two days, or some of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from banjie.common import clock
from banjie.consultation.models import Case, Handling, Letter
from banjie.consultation.queries.cases import UNSENT
from banjie.people.models import Unit

NO_LETTER = "none"
"""What stands in an address for the class of a case without a letter."""


class Half(NamedTuple):
    """The first or the second half of a year (上半年、下半年)."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> Half:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def named(cls, key: str) -> Half:
        """The one of this key."""
        year, _dash, half = key.partition("-")
        return cls(int(year), int(half))

    @property
    def key(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def first(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def before(self) -> Half:
        return Half(self.year, 1) if self.half == 2 else Half(self.year - 1, 2)

    def cohort(self, office: Unit) -> Cohort:
        """What was sent to this office in it."""
        return Cohort(office, self.first, self.last)


@dataclass(frozen=True, slots=True)
class Cohort:
    """The cases sent to an office between two days; of one kind, state, ground, class of outcome,
    or answered by one unit, where these are named.
    """

    office: Unit
    first: date
    last: date
    kind: str = ""
    state: str = ""
    ground: str = ""
    outcome: str = ""
    unit: Unit | None = None

    @property
    def words(self) -> str:
        """The cohort as the part of an address after `?`."""
        said: dict[str, Any] = {"office": self.office.pk, "first": self.first, "last": self.last}
        narrow = {name: getattr(self, name) for name in ("kind", "state", "ground", "outcome")}
        narrow["unit"] = self.unit.pk if self.unit else ""
        return urlencode(said | {name: value for name, value in narrow.items() if value})

    @property
    def whole(self) -> Cohort:
        """All of the period."""
        return replace(self, kind="", state="", ground="", outcome="", unit=None)

    @property
    def narrowed(self) -> bool:
        return self != self.whole

    @property
    def is_group(self) -> bool:
        """All of the period, one kind or one unit: one of the groups that are looked at together,
        so that what is hidden in one is not told by the others.
        """
        return self in (replace(self.whole, kind=self.kind), replace(self.whole, unit=self.unit))

    @property
    def is_fixed(self) -> bool:
        """A half-year that is over: no two such periods differ by a few days, or by a few cases
        that came since yesterday. A year is none: less one of its halves it would tell the other.
        """
        half = Half.of(self.first)
        return (self.first, self.last) == (half.first, half.last) and half.last < clock.today()

    def within(self, case: str = "") -> Q:
        """Belonging to it, for rows from which `case` leads to their case."""
        period = {f"{case}office": self.office, f"{case}submitted_on__range": self._days}
        narrow = {name: getattr(self, name) for name in ("kind", "state", "ground")}
        said = {f"{case}{name}": value for name, value in narrow.items() if value}
        found = Q(**period, **said) & ~Q(**{f"{case}state__in": UNSENT})
        if self.unit:
            parts = answering().filter(unit=self.unit).values("case")
            found &= Q(**{f"{case}pk__in": parts}) | Q(**{f"{case}merged_into__in": parts})
        if self.outcome:
            wanted = None if self.outcome == NO_LETTER else self.outcome
            cases = replace(self, outcome="", unit=None).cases().annotate(outcome=last_outcome())
            found &= Q(**{f"{case}pk__in": cases.filter(outcome=wanted).values("pk")})
        return found

    def cases(self) -> QuerySet[Case]:
        return Case.objects.filter(self.within())

    @property
    def _days(self) -> tuple[date, date]:
        return self.first, self.last


def last_outcome() -> Subquery:
    """The class of a case's last letter, None without one."""
    letters = Letter.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return Subquery(letters.values("reply__outcome")[:1])


def answering() -> QuerySet[Handling]:
    """Living parts of units that reply: alone, as main handler, or with their own part."""
    return Handling.objects.filter(ended_on=None).exclude(role=Handling.Role.CO)
