"""The 任务分解表 of a programme as a Word document in the official layout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from banjie.official import Cell, Column, OfficialDocument
from banjie.programme.models import Assignment, Programme
from banjie.programme.queries.breakdown import Task
from banjie.programme.sheet import limit_words

# A paper of the office is in Chinese whatever language its page is read in (语言文字法, art. 9).
ANNEX = "任务分解表"
COLUMNS = (
    Column("序号", 0.6, "centre"),
    Column("工作任务", 3.4),
    Column("目标", 1.7),
    Column("牵头单位", 1.5),
    Column("责任单位", 1.7),
    Column("配合单位", 1.7),
    Column("完成时限", 1.8),
)


def write_task_table(
    programme: Programme, tasks: Iterable[Task], dated: date, stream: BinaryIO
) -> None:
    """A short covering text and the table, area by area. The same rows give the same bytes."""
    document = OfficialDocument(
        title=f"{programme.title}任务分解表", signature=programme.office.name, dated=dated
    )
    document.paragraph(
        f"为落实《{programme.title}》，现将各项任务、责任单位和完成时限分解如下，请认真组织实施，"
        "按时报送进展情况。"
    )
    document.annex(ANNEX, columns=COLUMNS, rows=list(_rows(tasks)))
    document.save(stream)


def _rows(tasks: Iterable[Task]) -> Iterable[list[str | Cell]]:
    for number, task in enumerate(tasks, 1):
        activity = task.card.activity
        yield [
            str(number),
            str(activity),
            "；".join(target.words or str(target) for target in activity.targets.all()) or "—",
            _names([*task.card.overseeing, *task.card.leads]),
            _names(task.card.responsible),
            _names(task.card.cooperating),
            limit_words(activity) or "—",
        ]


def _names(parts: list[Assignment]) -> str:
    return "、".join(str(part) for part in parts) or "—"
