"""Task tables in workbooks."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest

from banjie_reader.errors import EmptyDocument
from banjie_reader.inputs import open_source
from banjie_reader.inputs.xlsx.formats import Formats
from banjie_reader.source import tables
from tests.reader.inputs.build import inline, xlsx_parts, zipped


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def grids(data: bytes) -> list[list[list[str | None]]]:
    source = open_source(data, "a.xlsx")
    return [
        [[span and source.text[span.start : span.end] for span in row] for row in table]
        for table in tables(source)
    ]


def task_table() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for place, value in {
        "A1": "临湖市读书月任务分解表", "A2": "序号", "B2": "任务", "D2": "单位", "E2": "时限",
        "B3": "内容", "C3": "目标", "A4": 1, "B4": "读书会", "C4": 0.8, "D4": "市文旅局\n市教育局",
        "E4": datetime.date(2026, 5, 8), "A6": 2, "B6": "展览", "C6": 3,
        "E6": datetime.date(2026, 6, 1), "A7": "备注：列第一位者为牵头单位。",
    }.items():  # fmt: skip
        sheet[place] = value
    for merged in ("A1:E1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "D4:D6", "A7:E7"):
        sheet.merge_cells(merged)
    sheet["C4"].number_format = "0%"
    sheet["E6"].number_format = 'm"月"d"日"'
    return book


def test_task_table_with_merged_cells_and_two_row_head():
    source = open_source(saved(task_table()), "a.xlsx")
    assert grids(saved(task_table())) == [
        [
            ["序号", "任务", "任务", "单位", "时限"],
            ["序号", "内容", "目标", "单位", "时限"],
            ["1", "读书会", "80%", "市文旅局\v市教育局", "2026年5月8日"],
            ["2", "展览", "3", "市文旅局\v市教育局", "6月1日"],
        ]
    ]
    assert source.text.startswith("临湖市读书月任务分解表\n")
    assert source.text.endswith("\n备注：列第一位者为牵头单位。\n")
    assert source.pieces[0].kind == "heading"


def test_several_sheets_are_headed_by_their_names_and_hidden_ones_left_out():
    book = openpyxl.Workbook()
    book.active.title = "上半年"
    book.active.append(["序号", "内容"])
    second = book.create_sheet("下半年")
    second.append(["序号", "任务"])
    hidden = book.create_sheet("底稿")
    hidden.append(["不", "看"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空表")
    assert open_source(saved(book)).text == "上半年\n序号\t内容\n下半年\n序号\t任务\n"


def test_sheet_of_single_cells_is_paragraphs():
    book = openpyxl.Workbook()
    for line in ("读书月活动方案", "一、活动安排", "（一）读书会。四月举办。"):
        book.active.append([line])
    source = open_source(saved(book))
    assert source.text.splitlines() == [
        "读书月活动方案",
        "一、活动安排",
        "（一）读书会。四月举办。",
    ]
    assert tables(source) == []


def test_empty_workbook_is_empty():
    with pytest.raises(EmptyDocument):
        open_source(saved(openpyxl.Workbook()))


def test_text_truth_and_formula_results_are_shown_and_phonetics_are_not():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>1&amp;2</f><v>12</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#REF!</v></c><c r="E1"><v>2.50</v></c>'
        + inline("F1", "末")
        + '<c r="G1" t="s"><v>99</v></c></row><row r="2"><c r="A2"><f>1+1</f></c>'
        + inline("B2", "次")
        + inline("C2", "又")
        + "</row>"
    )
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>市文</t></r><r><t>旅局</t></r><rPh><t>shi</t></rPh></si></sst>"
    )
    data = zipped(xlsx_parts(rows, more={"xl/sharedStrings.xml": strings}))
    assert open_source(data).text == "市文旅局\t12\tTRUE\t#REF!\t2.5\t末\n\t次\t又\n"


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("45000", "General", "45000"),
        ("45000", "y-m-d", "2023年3月15日"),
        ("45000.5", "y-m-d h:mm", "2023年3月15日12:00"),
        ("45000", "yyyy年m月", "2023年3月"),
        ("45000", "m-d", "3月15日"),
        ("0.75", "h:mm", "18:00"),
        ("0.805", "0.0%", "80.5%"),
        ("1200", "#,##0", "1200"),
        ("2.5", "0.00", "2.50"),
        ("1E+3", "General", "1000"),
        ("-3", "0", "-3"),
        ("1e300", "General", "1e300"),
        ("-45000", "y-m-d", "-45000"),
        ("99999999", "y-m-d", "99999999"),
        ("不是数", "0", "不是数"),
    ],
)
def test_number_is_shown_as_in_its_cell(stored, code, shown):
    assert Formats([code]).shown(stored, 0, since_1904=False) == shown


def test_escaped_line_ends_part_paragraphs():
    rows = f'<row r="1">{inline("A1", "市文旅局_x000D_市教育局")}{inline("B1", "次")}</row>'
    assert grids(zipped(xlsx_parts(rows + rows.replace("1", "2"))))[0][0] == [
        "市文旅局\v市教育局",
        "次",
    ]


def test_dates_since_1904():
    assert Formats(["y-m-d"]).shown("43538", 0, since_1904=True) == "2023年3月15日"
