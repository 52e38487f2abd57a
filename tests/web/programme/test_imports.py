"""A task breakdown as XLSX, there and back: verdicts, faults by cell, nothing before it is said."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from banjie.documents.sheets import NotASheet, read_rows
from banjie.notices.models import Notice
from banjie.people.models import Unit, User
from banjie.programme.actions.duties import hand_on
from banjie.programme.actions.imports import (
    Finished,
    carry_out_import,
    discard_import,
    receive_sheet,
)
from banjie.programme.models import Activity, Change, Programme, SheetImport
from banjie.programme.queries.breakdown import tasks
from banjie.programme.queries.imports import NoHead, Verdicts
from banjie.programme.sheet import write_sheet
from tests.web.cast import Cast

HEAD = ["序号", "工作任务", "目标/量化指标", "牵头领导", "牵头单位", "责任单位", "完成时限"]
GOOD = [
    1,
    "（一）举办方志讲座",
    "举办讲座10场",
    "分管文化的副主任",
    "市图书馆",
    "协作办",
    "2026年9月15日",
]
WHY = "按年度任务分解表调整。"


def workbook(rows: Iterable[list[Any]], head: list[str] | None = None) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["临湖市2026年阅读推广任务分解表"])
    sheet.append(head or HEAD)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("任务分解表.xlsx", out.getvalue())


def export(programme: Programme) -> bytes:
    out = io.BytesIO()
    write_sheet(programme, tasks(programme), out)
    return out.getvalue()


def receive(programme: Programme, upload: SimpleUploadedFile, cast: Cast) -> SheetImport:
    return receive_sheet(programme, name=str(upload.name), rows=read_rows(upload), by=cast.officer)


def verdicts(programme: Programme, rows: list[list[Any]], cast: Cast) -> list[str]:
    return [row.verdict for row in Verdicts(receive(programme, workbook(rows), cast)).rows]


def test_export_and_import_change_nothing(programme: Programme, cast: Cast) -> None:
    upload = SimpleUploadedFile("表.xlsx", export(programme))
    sent = receive(programme, upload, cast)
    assert Verdicts(sent).count() == {"same": programme.activities.count()}
    carry_out_import(sent, reason=WHY, by=cast.officer)
    assert not Change.objects.exists()


def test_handed_on_work_and_a_number_of_its_own_kind_come_back_as_they_were(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    Activity.objects.filter(pk=activity.pk).update(number="A1")
    branch = Unit.objects.create(name="听荷分馆", parent=cast.library)
    part = activity.assignments.get(unit=cast.library)
    hand_on(part, branch, version=activity.version, by=cast.liaison)
    sent = receive(programme, SimpleUploadedFile("表.xlsx", export(programme)), cast)
    assert Verdicts(sent).count() == {"same": programme.activities.count()}
    named = [activity.pk, "A1" + activity.title, branch.name]
    alone = workbook([named], head=["Key", "工作任务", "牵头单位"])
    [row] = Verdicts(receive(programme, alone, cast)).rows
    assert row.wanted
    assert row.wanted.parts["lead"] == [branch]


def test_a_new_task_comes_with_all_it_says(programme: Programme, cast: Cast) -> None:
    sent = receive(programme, workbook([GOOD]), cast)
    assert Verdicts(sent).count() == {"new": 1}
    assert not Activity.objects.filter(title="举办方志讲座").exists()
    carry_out_import(sent, reason=WHY, by=cast.officer)
    made = Activity.objects.get(title="举办方志讲座")
    assert made.number == "（一）"
    assert [(t.measure, t.value, t.unit) for t in made.targets.all()] == [("讲座", 10, "场")]
    assert {(p.role, str(p)) for p in made.assignments.all()} == {
        ("overseeing", "分管文化的副主任"),
        ("lead", "临湖市图书馆"),
        ("responsible", "临湖市协作办公室"),
    }
    assert [str(s.start) for s in made.schedules.all()] == ["2026-09-15"]
    assert made.baseline["title"] == made.title
    assert verdicts(programme, [GOOD], cast) == ["same"], "the same file again changes nothing"
    told = Notice.objects.filter(key__contains=":imported:")
    assert {notice.unit for notice in told} == {cast.library, cast.office}
    assert all("举办方志讲座" in notice.body and WHY in notice.body for notice in told)


def test_end_of_the_phases_does_not_become_a_time(programme: Programme, cast: Cast) -> None:
    work = programme.activities.get(title__contains="征文")
    work.schedules.all().delete()
    work.phases.create(position=1, title="评审", end=date(2026, 11, 1))
    sent = receive(programme, SimpleUploadedFile("表.xlsx", export(programme)), cast)
    assert Verdicts(sent).count() == {"same": programme.activities.count()}
    carry_out_import(sent, reason=WHY, by=cast.officer)
    assert not work.schedules.exists()


@pytest.mark.parametrize(
    ("column", "words", "cell", "why"),
    [
        (1, "", "B3", "没有名称"),
        (1, "（二）", "B3", "没有名称"),
        (1, "长" * 301, "B3", "300"),
        (2, "多多益善", "C3", "多多益善"),
        (2, "讲座3场展览2场", "C3", "一个数"),
        (2, "新增绿地1.2345678公顷", "C3", "六位小数"),
        (4, "市天文馆", "E3", "市天文馆"),
        (5, "协作办、市天文馆", "F3", "市天文馆"),
        (6, "择日", "G3", "择日"),
    ],
)
def test_a_fault_is_named_by_its_cell(
    programme: Programme, cast: Cast, column: int, words: str, cell: str, why: str
) -> None:
    row = [*GOOD]
    row[column] = words
    found = Verdicts(receive(programme, workbook([row]), cast)).rows
    assert [(fault.cell, why in fault.why) for fault in found[0].faults] == [(cell, True)]


def test_a_task_that_stands_twice_is_a_fault(programme: Programme, cast: Cast) -> None:
    assert verdicts(programme, [GOOD, GOOD], cast) == ["new", "fault"]


def test_a_changed_cell_changes_that_alone(
    programme: Programme, activity: Activity, cast: Cast
) -> None:
    book = load_workbook(io.BytesIO(export(programme)))
    sheet = book.worksheets[0]
    letters = {cell.value: cell.column_letter for cell in sheet[2]}
    sheet[f"{letters['配合单位']}3"] = "市博物馆"
    sheet[f"{letters['状态灯']}3"] = "已完成"
    sheet[f"{letters['进展']}3"] = "已完成"
    out = io.BytesIO()
    book.save(out)
    sent = receive(programme, SimpleUploadedFile("表.xlsx", out.getvalue()), cast)
    rows = {row.verdict: row for row in Verdicts(sent).rows}
    assert [one.field for one in rows["changed"].found] == ["cooperating"]
    carry_out_import(sent, reason=WHY, by=cast.officer)
    assert [str(p) for p in activity.assignments.filter(role="cooperating")] == ["临湖市博物馆"]
    assert Change.objects.get().reason == WHY


@pytest.mark.any_database
def test_five_thousand_rows_two_hundred_of_them_at_fault(programme: Programme, cast: Cast) -> None:
    rows = [
        [n, f"第{n}项任务", f"走访{n}户", "", "市图书馆", "协作办", "2026年10月"]
        for n in range(1, 5001)
    ]
    for row in rows[::25]:
        row[4] = "市天文馆"
    sent = receive(programme, workbook(rows), cast)
    faults = [fault.cell for row in Verdicts(sent).rows for fault in row.faults]
    assert faults == [f"E{n + 3}" for n in range(0, 5000, 25)]
    before = programme.activities.count()
    done = carry_out_import(sent, reason=WHY, by=cast.officer)
    assert (done["new"], done["fault"]) == (4800, 200)
    assert programme.activities.count() == before + 4800
    again = receive(programme, workbook(rows), cast)
    assert Verdicts(again).count() == {"same": 4800, "fault": 200}


def test_carried_out_or_given_up_once(programme: Programme, cast: Cast) -> None:
    sent = receive(programme, workbook([GOOD]), cast)
    discard_import(sent, by=cast.officer)
    with pytest.raises(Finished):
        carry_out_import(sent, reason=WHY, by=cast.officer)


def test_a_sheet_without_headings_is_none(programme: Programme, cast: Cast) -> None:
    with pytest.raises(NoHead):
        receive(programme, workbook([GOOD], head=["甲", "乙"]), cast)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", "任务".encode(), b"%PDF-1.7"])
def test_other_files_are_refused(content: bytes) -> None:
    with pytest.raises(NotASheet):
        read_rows(SimpleUploadedFile("表.xlsx", content))


def rewritten(old: bytes, new: bytes) -> SimpleUploadedFile:
    """The workbook of a good row with other words in its first sheet."""
    with ZipFile(workbook([GOOD])) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert old in parts[sheet]
    parts[sheet] = parts[sheet].replace(old, new, 1)
    out = io.BytesIO()
    with ZipFile(out, "w") as after:
        for name, content in parts.items():
            after.writestr(name, content)
    return SimpleUploadedFile("任务分解表.xlsx", out.getvalue())


def test_a_sheet_that_says_it_is_wide_costs_no_more() -> None:
    rows = read_rows(rewritten(b'ref="A1:G3"', b'ref="A1:XFD20000"'))
    assert [row.number for row in rows] == [1, 2, 3]
    wide = Workbook()
    wide.worksheets[0].append(HEAD)
    wide.worksheets[0].cell(2, 16_384, "边远")
    out = io.BytesIO()
    wide.save(out)
    assert len(read_rows(SimpleUploadedFile("表.xlsx", out.getvalue()))) == 1


def test_a_damaged_cell_is_said_and_no_fault_of_the_site() -> None:
    with pytest.raises(NotASheet):
        read_rows(rewritten(b"<v>1</v>", b"<v>x</v>"))


def test_the_pages_take_a_workbook_over(
    programme: Programme, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    office = signed_in(cast.officer)
    address = reverse("programme:send-sheet", args=(programme.pk,))
    assert office.post(address, {"file": SimpleUploadedFile("表.xlsx", b"x")}).status_code == 422
    bad = [*GOOD]
    bad[1], bad[4] = "举办书法展", "市天文馆"
    seen = office.post(address, {"file": workbook([GOOD, bad])})
    page = office.get(seen.url).content.decode()
    assert "E4" in page
    assert "市天文馆" in page
    assert office.post(seen.url, {"reason": ""}).status_code == 422
    done = office.post(seen.url, {"reason": WHY})
    assert done.url == reverse("programme:list", args=(programme.pk,))
    assert programme.activities.filter(title="举办方志讲座").count() == 1
    assert office.post(seen.url, {"reason": WHY}).status_code == 403
