"""An activity as somebody wants it: what a form or a row of a workbook asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from banjie.people.models import Unit
from banjie.programme.models import Area


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A time as it shall be; `pk` of the one it takes the place of. `end` is exclusive."""

    words: str
    start: date | None
    end: date | None
    recurrence: str = ""
    for_report: bool = False
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as it shall be; `pk` of the one it takes the place of."""

    measure: str
    value: Decimal
    unit: str
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An activity as the office wants it. `plain` has the fields of `PLAIN`; parts by role."""

    plain: dict[str, str]
    area: Area | None
    times: list[TimeLine] = field(default_factory=list)
    parts: dict[str, list[Unit | str]] = field(default_factory=dict)
    targets: list[TargetLine] = field(default_factory=list)
