"""The steps of a case as data: who may take which, from which states, to which.

`data/steps.json` is the one table; rules, buttons, the API and the generated tests read it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "steps.json"


class Step(NamedTuple):
    """`who` are names of predicates in `rules.py`; an empty `to` leaves the state as it is.
    `told` steps are shown to the author on the timeline.
    """

    name: str
    who: tuple[str, ...]
    start: tuple[str, ...]
    to: tuple[str, ...]
    told: bool

    @property
    def permission(self) -> str:
        return f"consultation.{self.name}"


@cache
def steps() -> dict[str, Step]:
    """Every step by name, in the order of the file."""
    table = json.loads(_DATA.read_text("utf-8"))
    return {
        name: Step(name, tuple(row["who"]), tuple(row["from"]), tuple(row["to"]), row["told"])
        for name, row in table.items()
    }
