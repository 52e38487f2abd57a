"""What the units of the town answered to what they were given, and how the office went on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from banjie.common import clock
from banjie.demo.clock import at
from banjie.people.models import Unit, User
from banjie.programme.actions import dependencies, duties, phases
from banjie.programme.models import Activity, Assignment, Programme

LINHU = Path(__file__).parent / "linhu"
Row = dict[str, Any]


def load_answers(
    programme: Programme, *, officer: User, liaison_of: Callable[[Unit], User]
) -> None:
    """Confirmed, asked, handed on, dropped and set in order, by the ordinary actions."""
    rows: dict[str, list[Row]] = json.loads((LINHU / "answers.json").read_text("utf-8"))

    def activity(title: str) -> Activity:
        return programme.activities.get(title=title, parent=None)

    def part(row: Row) -> tuple[Assignment, dict[str, Any]]:
        """What the unit was given, and who answers for it in which version."""
        work, unit = activity(row["title"]), Unit.objects.get(name=row["unit"])
        given = work.assignments.filter(unit=unit).order_by("position")[0]
        return given, {"version": work.version, "by": liaison_of(unit)}

    def confirmed(row: Row) -> None:
        given, answer = part(row)
        duties.confirm(given, **answer)

    def asked(row: Row) -> None:
        given, answer = part(row)
        duties.ask_change(given, reason=row["reason"], **answer)

    def handed(row: Row) -> None:
        given, answer = part(row)
        duties.hand_on(given, Unit.objects.get(name=row["to"]), **answer)

    def dropped(row: Row) -> None:
        work = activity(row["title"])
        session = work.occurrences.get(number=row["session"])
        phases.drop_session(session, hand=phases.Hand(officer, work.version, row["reason"]))

    def before(row: Row) -> None:
        dependencies.add_dependency(activity(row["first"]), activity(row["then"]), by=officer)

    for step in (before, confirmed, dropped, handed, asked):
        for row in rows[step.__name__]:
            with clock.told(at(row["on"])):
                step(row)
