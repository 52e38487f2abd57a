"""The 任务分解表 of a programme as an Excel workbook, with the columns offices use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from banjie.common.cells import safe
from banjie.common.templatetags.words import days, every, plain
from banjie.programme import lights
from banjie.programme.models import Activity, Assignment, Phase, Programme, Schedule, Target
from banjie.programme.queries.breakdown import Quarter, Task

# Headings and widths of the columns, in their order.
COLUMNS = (
    (gettext_lazy("No."), 6), (pgettext_lazy("column", "Task"), 30),
    (gettext_lazy("In the plan’s own words"), 44), (pgettext_lazy("column", "Targets"), 22),
    (gettext_lazy("Leading post"), 12), (gettext_lazy("Lead unit"), 18),
    (gettext_lazy("Responsible units"), 20), (gettext_lazy("Co-operating units"), 24),
    (gettext_lazy("1st quarter"), 13), (gettext_lazy("2nd quarter"), 13),
    (gettext_lazy("3rd quarter"), 13), (gettext_lazy("4th quarter"), 13),
    (gettext_lazy("Time limit"), 20), (pgettext_lazy("column", "Progress"), 16),
    (gettext_lazy("Evidence"), 9), (pgettext_lazy("column", "Light"), 11),
    (gettext_lazy("Notes"), 22), (pgettext_lazy("column", "Key"), 9),
)  # fmt: skip
_HEAD = PatternFill("solid", fgColor="EDEAE1")
_THIN = Side(style="thin", color="7D827A")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_A3 = 8  # paper size, ECMA-376, 18.3.1.63


def write_sheet(programme: Programme, tasks: Iterable[Task], out: BinaryIO) -> None:
    """One sheet: the title, the headings, a row for each task; headings stay and repeat."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Task breakdown")
    last = get_column_letter(len(COLUMNS))
    sheet.merge_cells(f"A1:{last}1")
    sheet["A1"] = safe(programme.title)
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=16), _CENTRE
    sheet.row_dimensions[1].height = 34
    for column, (heading, width) in enumerate(COLUMNS, 1):
        cell = sheet.cell(2, column, str(heading))
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
        cell.alignment = _CENTRE
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, task in enumerate(tasks, 1):
        sheet.cell(number + 2, 1, number)
        for column, words in enumerate(_words(task), 2):
            sheet.cell(number + 2, column, safe(words))
        for filled in sheet[number + 2]:
            filled.alignment, filled.border = _TOP, _BORDER
    _set_up_print(sheet)
    book.save(out)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.freeze_panes = "C3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _words(task: Task) -> tuple[str, ...]:
    """Every cell of a row but the first."""
    card = task.card
    activity = card.activity
    schedules = list(activity.schedules.all())
    return (
        str(activity),
        activity.words,
        "；".join(map(target_words, activity.targets.all())),
        _names(card.overseeing),
        _names(card.leads),
        _names(card.responsible),
        _names(card.cooperating),
        *(_quarter(quarter) for quarter in task.quarters),
        limit_words(activity),
        _progress(task),
        ngettext("%(n)d file", "%(n)d files", task.files) % {"n": task.files} if task.files else "",
        card.light.label,
        _notes(task, [schedule for schedule in schedules if schedule.for_report]),
        str(activity.pk),
    )


def _names(parts: list[Assignment]) -> str:
    return "、".join(str(part) for part in parts)


def target_words(target: Target) -> str:
    """What is counted in the plan's words: 每期人数不少于60人; 300人次 where the unit says it."""
    if not target.words:
        return str(target)
    counted = "" if target.measure == target.unit else target.measure
    return f"{target.each}{counted}{target.words}"


def time_words(schedule: Schedule) -> str:
    """The days, and how often; where there are no days, the plan's words, which say both."""
    said, often = days(schedule.start, schedule.end), every(schedule.recurrence)
    if not said:
        return schedule.words or often
    return f"{said}（{often}）" if often else said


def limit_words(activity: Activity) -> str:
    """When the work is to be done: its times; where it has only phases, the end of the last."""
    times = [time_words(time) for time in activity.schedules.all() if not time.for_report]
    ends = [phase.end for phase in activity.phases.all() if phase.end]
    return "；".join(times) or (days(None, max(ends)) if ends else "")


def _quarter(quarter: Quarter) -> str:
    """The phases that end in it, as the plan wants them, and what the accepted reports tell."""
    said = [_phase(phase) for phase in quarter.phases]
    said += [f"{measure} {plain(value)}{unit}" for measure, value, unit in quarter.figures]
    if quarter.reports and not quarter.figures:
        said.append(_reports(quarter.reports))
    return "；".join(said)


def _phase(phase: Phase) -> str:
    """A phase and what it delivers: 总结评估（评估报告）."""
    return f"{phase.title}（{phase.deliverable}）" if phase.deliverable else phase.title


def _reports(number: int) -> str:
    return ngettext("%(n)d report", "%(n)d reports", number) % {"n": number}


def _progress(task: Task) -> str:
    said = [str(lights.STATES[task.card.state])]
    if task.card.accepted:
        said.append(_("accepted: %(reports)s") % {"reports": _reports(task.card.accepted)})
    return "；".join(said)


def _notes(task: Task, deadlines: list[Schedule]) -> str:
    said = [_("Report due: %(title)s") % {"title": time_words(schedule)} for schedule in deadlines]
    if task.card.activity.place:
        said.append(_("Place: %(place)s") % {"place": task.card.activity.place})
    if task.card.light.name == "overdue" and task.card.last_day:
        said.append(_("last day was %(day)s") % {"day": date_format(task.card.last_day)})
    return "；".join(said)
