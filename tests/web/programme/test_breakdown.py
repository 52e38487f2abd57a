"""The task breakdown as XLSX: its columns, its words, its harmless cells, its print set-up."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from banjie.common.cells import safe
from banjie.people.models import User
from banjie.programme.actions import reports
from banjie.programme.actions.reports import FigureLine
from banjie.programme.models import Activity, Programme
from banjie.programme.paper import write_task_table
from banjie.programme.queries.breakdown import tasks
from banjie.programme.sheet import COLUMNS, write_sheet
from tests.web import plans
from tests.web.cast import Cast

HEADINGS = [
    "序号", "工作任务", "方案原文", "目标/量化指标", "牵头领导", "牵头单位", "责任单位", "配合单位",
    "一季度", "二季度", "三季度", "四季度", "完成时限", "进展", "佐证", "状态灯", "备注", "系统编号",
]  # fmt: skip


def sheet(programme: Programme) -> Worksheet:
    out = io.BytesIO()
    write_sheet(programme, tasks(programme), out)
    out.seek(0)
    return load_workbook(out).worksheets[0]


def row(programme: Programme, number: int = 3) -> dict[str, Any]:
    values = next(sheet(programme).iter_rows(min_row=number, values_only=True))
    return dict(zip(HEADINGS, values, strict=True))


def test_columns_are_those_of_a_task_breakdown(programme: Programme) -> None:
    found = list(sheet(programme).iter_rows(values_only=True))
    assert found[0][0] == programme.title
    assert list(found[1]) == HEADINGS
    assert len(found) == 2 + programme.activities.count()
    assert [line[0] for line in found[2:]] == [1, 2, 3]


def test_row_says_who_when_and_how_far(
    cast: Cast, programme: Programme, activity: Activity, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-09-16"
    activity.assignments.create(role="overseeing", post="分管宣传的副主任")
    for held, number in ((date(2026, 3, 21), 40), (date(2026, 8, 1), 35), (date(2026, 9, 2), 30)):
        figures = [FigureLine("参加", Decimal(number), "人次")]
        report = plans.report(
            activity, cast, held_on=held, figures=figures, files=[plans.photo(colour=f"#{number}3")]
        )
        reports.accept_report(report, by=cast.officer)
    plans.report(activity, cast, held_on=date(2026, 9, 9))
    told = row(programme)
    assert told["工作任务"] == "（一）举办“湖畔夜读”读书会"
    assert told["方案原文"].startswith("（一）举办“湖畔夜读”读书会。2026年3月—11月")
    assert told["牵头领导"] == "分管宣传的副主任"
    assert told["牵头单位"] == "临湖市图书馆"
    assert told["配合单位"] == "临湖市读书协会"
    assert [told[q] for q in HEADINGS[8:12]] == ["参加 40人次", None, "参加 65人次", None]
    assert told["完成时限"] == "2026年3月1日至11月30日（每2个月）"
    assert told["进展"] == "已报告，待认定；已认定3份报告"
    assert told["佐证"] == "3个文件"
    assert told["状态灯"] == "正常"
    assert told["备注"] == "地点：市图书馆"


def test_overdue_is_said_in_words(programme: Programme, settings: Any) -> None:
    settings.BANJIE_TODAY = "2026-09-16"
    told = row(programme, 5)
    assert told["状态灯"] == "逾期"
    assert "2026年8月20日" in told["备注"]


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(programme: Programme, activity: Activity, opener: str) -> None:
    attack = f"{opener}HYPERLINK(1)"
    programme.title = activity.title = activity.words = attack
    activity.number = ""
    programme.save()
    activity.save()
    activity.assignments.create(role="lead", post=attack)
    activity.targets.all().delete()
    activity.targets.create(measure="参加", value=1, words=attack)
    activity.schedules.all().delete()
    activity.schedules.create(words=attack)
    written = sheet(programme)
    cells = [cell for line in written.iter_rows() for cell in line if cell.value is not None]
    assert not any(cell.data_type == "f" for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in texts)
    assert sum("HYPERLINK" in text for text in texts) == 6


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("读书会", "读书会"), ("", ""), ("=1+1", "'=1+1"), ("a=1", "a=1"), ("-5℃", "'-5℃"),
        ("甲\x00乙\x0b丙", "甲乙丙"), ("\x00=1", "'=1"), ("一\n二", "一\n二"), ("长" * 40_000, "长" * 32_000),
    ],
)  # fmt: skip
def test_cell_holds_words_only(words: str, cell: str) -> None:
    assert safe(words) == cell
    Workbook().worksheets[0]["A1"] = safe(words)


def test_head_stays_and_paper_is_a3_across(programme: Programme) -> None:
    written = sheet(programme)
    assert written.freeze_panes == "C3"
    assert written.print_title_rows == "$1:$2"
    assert written.page_setup.orientation == "landscape"
    assert int(written.page_setup.paperSize) == 8
    assert written.sheet_properties.pageSetUpPr.fitToPage
    assert (written.page_setup.fitToWidth, written.page_setup.fitToHeight) == (1, 0)
    assert len(COLUMNS) == written.max_column


def test_file_is_named_after_the_programme(
    cast: Cast, programme: Programme, signed_in: Any
) -> None:
    answer = signed_in(cast.handler).get(f"/programmes/{programme.pk}/export.xlsx")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert load_workbook(io.BytesIO(b"".join(answer))).worksheets[0].title == "任务分解表"


def test_word_table_has_every_task_with_its_units(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(cast.officer).get(reverse("programme:export-paper", args=(programme.pk,)))
    document = Document(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]  # a stream of bytes
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "工作任务", "目标", "牵头单位", "责任单位", "配合单位", "完成时限"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3"]
    assert rows[1][3] == "临湖市图书馆"
    title = document.paragraphs[0].text.replace("\n", "")
    assert title == f"{programme.title}任务分解表"


@pytest.fixture
def phased(programme: Programme) -> Activity:
    """Work that has two phases and no time of its own."""
    work = programme.activities.get(title__contains="征文")
    work.schedules.all().delete()
    work.phases.create(
        position=1, title="征集作品", start=date(2026, 4, 1), end=date(2026, 7, 1),
        deliverable="作品清单",
    )  # fmt: skip
    work.phases.create(position=2, title="评审", end=date(2026, 11, 1))
    work.phases.create(position=3, title="结集")
    return work


def test_work_of_phases_alone_is_due_when_the_last_one_ends(
    programme: Programme, phased: Activity
) -> None:
    told = row(programme, 4)
    assert told["工作任务"] == str(phased)
    assert told["完成时限"] == "2026年10月31日前"
    assert [told[q] for q in HEADINGS[8:12]] == [None, "征集作品（作品清单）", None, "评审"]


def test_quarter_has_its_phases_before_what_was_told(
    cast: Cast, programme: Programme, phased: Activity
) -> None:
    figures = [FigureLine("来稿", Decimal(12), "篇")]
    report = plans.report(phased, cast, held_on=date(2026, 5, 6), figures=figures)
    reports.accept_report(report, by=cast.officer)
    assert row(programme, 4)["二季度"] == "征集作品（作品清单）；来稿 12篇"


def test_word_table_lies_across_and_names_the_leading_posts_there_are(
    programme: Programme, activity: Activity
) -> None:
    activity.assignments.create(role="overseeing", post="分管宣传的副主任")
    out = io.BytesIO()
    write_task_table(programme, tasks(programme), date(2026, 9, 16), out)
    document = Document(io.BytesIO(out.getvalue()))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == [
        "序号", "工作任务", "目标", "牵头领导", "牵头单位", "责任单位", "配合单位", "完成时限",
    ]  # fmt: skip
    assert [row[3] for row in rows[1:]] == ["分管宣传的副主任", "—", "—"]
    assert rows[1][2] == "“湖畔夜读”读书会不少于5场；不少于300人次"
    assert document.sections[-1].page_width > document.sections[-1].page_height  # type: ignore[operator]  # both are set
