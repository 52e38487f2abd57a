"""A choice of cases as an Excel workbook: what their list shows, and nobody who stands behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook

from banjie.common.cells import fill
from banjie.consultation.models import Case

WIDTHS = (20, 12, 40, 30, 12, 12, 12, 16)


def write_cases(cases: Iterable[Case], stream: BinaryIO) -> None:
    """A line for each; `cases` come with their handlers (`queries.cases.with_handlers`)."""
    heads = (
        _("Document number"), _("Kind"), pgettext("case", "Title"), _("Handled by"),
        pgettext("case", "Sent"), _("Last day"), pgettext("case", "Answered on"), _("State"),
    )  # fmt: skip
    book = Workbook()
    fill(book.worksheets[0], _("Cases"), heads, WIDTHS, [_line(case) for case in cases])
    book.save(stream)


def _line(case: Case) -> list[str]:
    living: list[str] = [part.unit.brief for part in getattr(case.handled_in, "living", ())]
    days = (case.submitted_on, case.due, case.replied_on)
    return [
        case.number, str(case.get_kind_display()), case.title, "、".join(living),
        *map(_day, days), str(case.get_state_display()),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
