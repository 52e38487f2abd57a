"""Reports with a history: sent three times, entered from paper, and a round half answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.common import clock, once
from banjie.demo.clock import at
from banjie.people.models import Membership, Unit, User
from banjie.programme.actions.cycles import Round, open_cycle
from banjie.programme.actions.reports import (
    Content,
    FigureLine,
    accept_report,
    change_report,
    return_report,
    write_many,
    write_report,
)
from banjie.programme.models import Activity, Programme, Report
from banjie.programme.queries.cycles import unanswered

STORY = Path(__file__).parent / "linhu" / "telling.json"
LiaisonOf = Callable[[Unit], User]


def load_telling(
    programme: Programme, *, officer: User, liaison_of: LiaisonOf, scan: bytes
) -> None:
    """Everything of this page; the paper that was typed shows `scan`."""
    story: dict[str, Any] = json.loads(STORY.read_text("utf-8"))
    _mended(programme, story["mended"], officer, liaison_of)
    _from_paper(programme, story["from_paper"], scan)
    _round(programme, story["round"], officer, liaison_of)


def _activity(programme: Programme, row: dict[str, Any]) -> tuple[Activity, Unit]:
    activity = programme.activities.get(title=row["title"], parent=None)
    return activity, Unit.objects.get(name=row["unit"])


def _content(activity: Activity, row: dict[str, Any], said: dict[str, Any]) -> Content:
    return Content(
        held_on=date.fromisoformat(row["held_on"]),
        place=row["place"],
        text=said["text"],
        figures=[_line(activity, *figure) for figure in said["figures"]],
    )


def _line(activity: Activity, measure: str, value: float, unit: str) -> FigureLine:
    """Against the one target that counts in this unit, or on its own."""
    same = activity.targets.filter(unit=unit)
    target = same[0] if len(same) == 1 else None
    return FigureLine(target.measure if target else measure, Decimal(str(value)), unit, target)


def _mended(
    programme: Programme, row: dict[str, Any], officer: User, liaison_of: LiaisonOf
) -> None:
    """Sent, returned and mended until it was right."""
    activity, unit = _activity(programme, row)
    report: Report | None = None
    for said in row["sent"]:
        options: dict[str, Any] = {
            "submit": True, "once_key": once.new_key(), "by": liaison_of(unit),
        }  # fmt: skip
        with clock.told(at(said["on"])):
            content = _content(activity, row, said)
            if report is None:
                report = write_report(activity, content, unit=unit, **options)
            else:
                report = change_report(report, content, **options)
        if "accepted_on" in said:
            with clock.told(at(said["accepted_on"])):
                accept_report(report, by=officer)
        else:
            with clock.told(at(said["returned_on"], 15)):
                return_report(report, reason=said["reason"], by=officer)


def _from_paper(programme: Programme, row: dict[str, Any], scan: bytes) -> None:
    """Typed by a second officer, so that the first may decide on it."""
    activity, unit = _activity(programme, row)
    second = User.objects.create_user("officer-2", "项目专员（录入）")
    Membership.objects.create(user=second, unit=programme.office, duty=Membership.Duty.OFFICER)
    with clock.told(at(row["entered_on"])):
        write_report(
            activity, _content(activity, row, row), unit=unit, submit=True, once_key=once.new_key(),
            by=second, scan=SimpleUploadedFile(row["scan"], scan),
        )  # fmt: skip


def _round(programme: Programme, row: dict[str, Any], officer: User, liaison_of: LiaisonOf) -> None:
    """Asked at the beginning of September; every second item still asked is answered."""
    days = {name: date.fromisoformat(row[name]) for name in ("first", "last", "due")}
    with clock.told(at(row["opened_on"])):
        cycle = open_cycle(
            programme, Round(row["title"], **days), once_key=once.new_key(), by=officer
        )
    reasons = row["nothing"]
    with clock.told(at(row["answered_on"])):
        for n, item in enumerate(unanswered(cycle.items.select_related("unit"))[::2]):
            answer = [(item, reasons[n % len(reasons)])]
            by = liaison_of(item.unit)
            write_many([], answer, submit=True, once_key=once.new_key(), by=by)
