"""The 任务分解表 as an Excel workbook, with the columns offices use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from banjie_reader.model import Activity, Phrase, Reading
from banjie_reader.wording import sentence

# 序号, 工作任务, 目标/量化指标, 具体措施, 牵头领导, 牵头单位, 责任单位, 配合单位, 季度形象进度 1–4,
# 完成时限, 进展, 佐证, 状态灯, 备注: the columns of a task breakdown.
_COLUMNS = (
    ("number", 6), ("task", 36), ("target", 22), ("measure", 44), ("leader", 14), ("lead", 20),
    ("responsible", 22), ("cooperating", 26), ("q1", 12), ("q2", 12), ("q3", 12), ("q4", 12),
    ("deadline", 18), ("progress", 18), ("evidence", 14), ("light", 8), ("note", 18),
)  # fmt: skip
_HEAD = PatternFill("solid", fgColor="E7EEF7")
_THIN = Side(style="thin", color="B8C2CC")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LONGEST_CELL = 32_000  # Excel cuts a cell at 32 767 characters


def write_sheet(readings: Sequence[Reading], path: Path, language: str = "zh-Hans") -> None:
    """One sheet for each reading."""
    book = Workbook(write_only=False)
    for first in book.worksheets:
        book.remove(first)
    for number, reading in enumerate(readings, 1):
        title = reading.title.text if reading.title else ""
        sheet = book.create_sheet(_sheet_name(title, number))
        _fill(sheet, reading, title, language)
    book.save(path)


def safe(value: str) -> str:
    """Words that no spreadsheet takes for a formula, without characters XML forbids."""
    plain = "".join(c for c in value if c >= " " or c in "\t\n\r")[:_LONGEST_CELL]
    return "'" + plain if plain[:1] in {"=", "+", "-", "@", "\t", "\r"} else plain


def _sheet_name(title: str, number: int) -> str:
    plain = "".join(c for c in title if c not in r"\/*?:[]'" and c >= " ")
    return f"{number} {plain}"[:31].strip()


def _fill(sheet: Worksheet, reading: Reading, title: str, language: str) -> None:
    last = get_column_letter(len(_COLUMNS))
    sheet.merge_cells(f"A1:{last}1")
    sheet["A1"] = safe(title) or sentence("sheet.untitled", language, {})
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 34
    for column, (key, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(2, column, sentence(f"sheet.{key}", language, {}))
        cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, activity in enumerate(reading.activities, 3):
        values = _row(reading, activity, row - 2)
        for column, (key, _) in enumerate(_COLUMNS, 1):
            cell = sheet.cell(row, column, values.get(key, ""))
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.border = _BORDER
    sheet.freeze_panes = "C3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:2"


def _row(reading: Reading, activity: Activity, number: int) -> dict[str, str | int]:
    leaders = [p for p in activity.lead if "领导" in p.rule or "领导" in p.text]
    units = [p for p in activity.lead if p not in leaders]
    text = reading.source.text
    return {
        "number": number,
        "task": safe(activity.title.text),
        "target": safe("；".join(q.text for q in activity.targets)),
        "measure": safe(_measure(text, activity)),
        "leader": _joined(leaders),
        "lead": _joined(units),
        "responsible": _joined(activity.responsible),
        "cooperating": _joined(activity.cooperating),
        "deadline": safe("；".join(w.text for w in activity.when)),
        "note": _joined(activity.where),
    }


def _measure(text: str, activity: Activity) -> str:
    """What the item says after its title."""
    start = max(activity.title.span.end, activity.span.start)
    return text[start : activity.span.end].strip(" \t　\n。：:，,；;")


def _joined(phrases: Sequence[Phrase]) -> str:
    return safe("、".join(p.text for p in phrases))
