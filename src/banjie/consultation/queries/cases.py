"""Cases for those who may see them, and the filter of their list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import pgettext_lazy

from banjie.common import clock
from banjie.consultation.models import OVER, Case, Handling, Kind, State
from banjie.people.models import Unit, User
from banjie.people.rules import LEADER, OFFICER
from banjie.search.queries import titled

UNSENT = (State.DRAFT, State.GATHERING)
"""Not sent yet: its author's alone."""
LEADING = (State.FILED, State.HANDLING)
"""Where a case stands that others may be handled together with."""
OPEN, LATE = "open", "late"
STANDINGS = {
    OPEN: pgettext_lazy("case", "still open"),
    LATE: pgettext_lazy("case", "past their day"),
}
"""What may be asked for as a state beside the states themselves."""


def cases_for(user: User) -> QuerySet[Case]:
    """Cases of the offices I serve or lead, and those one of my units handles or once did.

    `rules.py` says the same of one case (`consultation.see_case`).
    """
    mine = Q(office__in=user.units(OFFICER, LEADER))
    mine |= _worked_on(Handling.objects.filter(unit__in=user.units()))
    return Case.objects.filter(mine).exclude(state__in=UNSENT)


def _worked_on(parts: QuerySet[Handling]) -> Q:
    """Cases with these parts, and those merged into them.

    The parts are few beside the cases: they are looked up first, not once for every case.
    """
    led = parts.values("case")
    return Q(pk__in=led) | Q(merged_into__in=led)


def with_handlers(found: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what a line of the list shows; of a merged one, who handles the other."""
    leads = Prefetch("merged_into", _with_living(Case.objects.all()))
    return _with_living(found).select_related("office").prefetch_related(leads)


def _with_living(found: QuerySet[Case]) -> QuerySet[Case]:
    living = Handling.objects.filter(ended_on=None).select_related("unit")
    return found.prefetch_related(Prefetch("handlings", living, to_attr="living"))


def late_today() -> Q:
    """At work, and their last day is over; while a clock stands still nothing becomes late."""
    at_work = (State.HANDLING, State.REWORK, State.MERGED)
    return Q(state__in=at_work, due__lt=clock.today(), stopped_on=None)


def _known(said: str, names: Iterable[str]) -> str:
    return said if said in names else ""


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 19 else None


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is asked for of a list of cases; '' and None ask for everything."""

    words: str = ""
    kind: str = ""
    state: str = ""
    unit: int | None = None
    office: int | None = None

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Sieve:
        """The filter in an address; what it does not know asks for nothing."""
        return cls(
            words=said.get("q", "").strip(),
            kind=_known(said.get("kind", ""), Kind.values),
            state=_known(said.get("state", ""), [*State.values, *STANDINGS]),
            unit=_number(said.get("unit", "")),
            office=_number(said.get("office", "")),
        )

    @property
    def query(self) -> str:
        """The filter as the part of an address after `?`."""
        said = {
            "q": self.words, "kind": self.kind, "state": self.state, "unit": self.unit,
            "office": self.office,
        }  # fmt: skip
        return urlencode({name: value for name, value in said.items() if value})

    def leaves(self, found: QuerySet[Case]) -> QuerySet[Case]:
        """The cases that fit."""
        asked = Q()
        if self.state == LATE:
            asked &= late_today()
        elif self.state == OPEN:
            asked &= Q(state__in=[state for state in State if state not in OVER])
        elif self.state:
            asked &= Q(state=self.state)
        if self.kind:
            asked &= Q(kind=self.kind)
        if self.office:
            asked &= Q(office=self.office)
        if self.words:
            asked &= Q(pk__in=titled("case", self.words).values("object_id"))
        if self.unit:
            asked &= _worked_on(Handling.objects.filter(unit=self.unit, ended_on=None))
        return found.filter(asked)


_NUMBER = re.compile(r"(?:.*(?P<mark>\w)〔(?P<year>\d{4})〕)?(?P<serial>\d{1,6})号?")


def may_lead(case: Case) -> QuerySet[Case]:
    """The cases this one may be handled together with: of its office and kind, not answered yet."""
    return Case.objects.filter(
        office=case.office_id, kind=case.kind, state__in=LEADING, merged_into=None, stopped_on=None
    ).exclude(pk=case.pk)


def handling_units(user: User) -> QuerySet[Unit]:
    """The units that handle anything among the cases I may see: what the filter offers."""
    parts = Handling.objects.filter(unit=OuterRef("pk"), ended_on=None)
    of_my_offices = Exists(parts.filter(case__office__in=user.units(OFFICER, LEADER)))
    return Unit.objects.filter(of_my_offices | Q(Exists(parts), pk__in=user.units())).order_by(
        "name"
    )


def offices_of(user: User) -> QuerySet[Unit]:
    """The offices I serve or lead."""
    return Unit.objects.filter(pk__in=user.units(OFFICER, LEADER)).order_by("name")
