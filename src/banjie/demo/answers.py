"""What the units of the town answered to what they were given, and how the office went on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from banjie.people.models import Unit, User
from banjie.programme.actions import dependencies, duties, phases
from banjie.programme.models import Activity, Assignment, Programme

LINHU = Path(__file__).parent / "linhu"


def load_answers(
    programme: Programme, *, officer: User, liaison_of: Callable[[Unit], User]
) -> None:
    """Confirmed, asked, handed on, dropped and set in order, by the ordinary actions."""
    rows: dict[str, list[dict[str, Any]]] = json.loads((LINHU / "answers.json").read_text("utf-8"))

    def activity(title: str) -> Activity:
        return programme.activities.get(title=title, parent=None)

    def part(row: dict[str, Any]) -> tuple[Assignment, dict[str, Any]]:
        """What the unit was given, and who answers for it in which version."""
        work, unit = activity(row["title"]), Unit.objects.get(name=row["unit"])
        given = work.assignments.filter(unit=unit).order_by("position")[0]
        return given, {"version": work.version, "by": liaison_of(unit)}

    for row in rows["confirmed"]:
        given, answer = part(row)
        duties.confirm(given, **answer)
    for row in rows["asked"]:
        given, answer = part(row)
        duties.ask_change(given, reason=row["reason"], **answer)
    for row in rows["handed"]:
        given, answer = part(row)
        duties.hand_on(given, Unit.objects.get(name=row["to"]), **answer)
    for row in rows["dropped"]:
        work = activity(row["title"])
        session = work.occurrences.get(number=row["session"])
        phases.drop_session(session, hand=phases.Hand(officer, work.version, row["reason"]))
    for row in rows["before"]:
        dependencies.add_dependency(activity(row["first"]), activity(row["then"]), by=officer)
