"""Overdue work as today's page of an office lists it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from banjie.common import clock
from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.programme import lights
from banjie.programme.models import Activity
from banjie.programme.queries.programmes import in_open_programmes


class Late(NamedTuple):
    """An overdue activity as a row of the inbox needs it; `ends` is exclusive."""

    pk: int
    title: str
    ends: date
    programme: str
    office: int

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def light(self) -> lights.Light:
        return lights.light(lights.Span(None, self.ends), clock.today(), 0)


def late_for(user: User) -> list[Late]:
    """What `overdue_for` finds, in one narrow query."""
    columns = ("pk", "title", "ends", "programme__title", "programme__office")
    return [Late(*row) for row in overdue_for(user).values_list(*columns)]


def overdue_for(user: User) -> QuerySet[Activity]:
    """Overdue activities of the offices I serve or lead, the longest overdue first.

    The same rule as `lights.light`, told to the database: not completed, and its days are over.
    """
    mine = Q(programme__office__in=user.units(OFFICER, LEADER))
    late = Q(completed=False, ends__lte=clock.today())
    ordered = in_open_programmes().order_by(F("ends"), "programme", "position", "pk")
    return ordered.filter(mine, late)
