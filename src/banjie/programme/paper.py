"""The 任务分解表 of a programme as a Word document in the official layout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from banjie.official import Cell, Column, OfficialDocument
from banjie.programme.models import Assignment, Programme
from banjie.programme.queries.breakdown import Task
from banjie.programme.sheet import limit_words, target_words

# A paper of the office is in Chinese whatever language its page is read in (语言文字法, art. 9).
ANNEX = "任务分解表"
POST = Column("牵头领导", 1.6)
COLUMNS = (
    Column("序号", 0.9, "centre"),
    Column("工作任务", 3),
    Column("目标", 2.6),
    Column("牵头单位", 1.8),
    Column("责任单位", 2.2),
    Column("配合单位", 2.2),
    Column("完成时限", 2.2),
)
_AFTER = 3  # columns before the posts


def write_task_table(
    programme: Programme, tasks: Iterable[Task], dated: date, stream: BinaryIO
) -> None:
    """A short covering text and the table across, with the leading posts where the plan has any.

    The same rows give the same bytes.
    """
    document = OfficialDocument(
        title=f"{programme.title}任务分解表", signature=programme.office.name, dated=dated
    )
    document.paragraph(
        f"为落实《{programme.title}》，现将各项任务、责任单位和完成时限分解如下，请认真组织实施，"
        "按时报送进展情况。"
    )
    found = list(tasks)
    columns, rows = list(COLUMNS), [_row(number, task) for number, task in enumerate(found, 1)]
    if any(task.card.overseeing for task in found):
        columns.insert(_AFTER, POST)
        for row, task in zip(rows, found, strict=True):
            row.insert(_AFTER, _names(task.card.overseeing))
    document.annex(ANNEX, columns=columns, rows=rows, wide=True)
    document.save(stream)


def _row(number: int, task: Task) -> list[str | Cell]:
    card = task.card
    return [
        str(number),
        str(card.activity),
        "；".join(map(target_words, card.activity.targets.all())) or "—",
        _names(card.leads),
        _names(card.responsible),
        _names(card.cooperating),
        limit_words(card.activity) or "—",
    ]


def _names(parts: list[Assignment]) -> str:
    return "、".join(str(part) for part in parts) or "—"
