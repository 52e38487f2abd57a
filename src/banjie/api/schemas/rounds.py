"""Rounds of reports: what is asked of which unit, and what was answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ninja import Field

from banjie.api.schemas.common import Stored, UnitName
from banjie.common.clock import last_day
from banjie.programme.models import Cycle, CycleItem


class CycleOut(Stored):
    """A round of reports, asked only of units with open items."""

    id: int
    programme: int
    title: str
    first: date = Field(description="The first day of the work it asks about.")
    last: date = Field(description="The last day of that work.")
    last_day: date = Field(description="The last day to answer.")
    opened_at: datetime

    @classmethod
    def of(cls, cycle: Cycle, **said: Any) -> Self:
        return cls.told(
            cycle,
            programme=cycle.programme_id,
            first=cycle.period_start,
            last=last_day(cycle.period_end),
            last_day=cycle.due,
            **said,
        )


class AskedOut(Stored):
    """One item that a unit is asked about: answered by a report, or by why there is nothing."""

    activity: int
    unit: UnitName
    report: int | None
    words: str = Field(description="Nothing is to be told, because …")

    @classmethod
    def of(cls, item: CycleItem) -> AskedOut:
        return cls.told(
            item,
            activity=item.activity_id,
            unit=UnitName.of(item.unit),
            report=item.told,  # type: ignore[attr-defined]  # annotated by `asked`
        )


class WholeCycle(CycleOut):
    """The round with what it asks: of every unit for the office, of their own for units."""

    asked: list[AskedOut]
