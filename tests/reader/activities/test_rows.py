"""Rows of a task table whose cells are merged."""

from __future__ import annotations

import pytest

from banjie_reader.activities.rows import table_rows
from banjie_reader.model import Span
from banjie_reader.tables import Cell, Table

Grid = list[list[str]]

WITHOUT_CONTENT = [
    ["序号", "工作任务", "完成时限", "责任单位"],
    ["1", "举办骨干培训班", "5月中旬", "市委党校"],
    ["1", "举办骨干培训班", "9月下旬", "市委党校"],
    ["2", "开展岸线整治", "10月底前", "市水务局"],
]
WITH_CONTENT = [
    ["序号", "项目", "具体内容", "时间"],
    ["1", "读书周", "开卷仪式", "4月1日"],
    ["1", "读书周", "换书集市", "4月3日"],
    ["2", "科普周", "标本展", "5月6日"],
]
EMPTY_BELOW = [
    ["序号", "项目", "具体内容", "时间"],
    ["1", "读书周", "开卷仪式", "4月1日"],
    ["", "", "换书集市", "4月3日"],
    ["2", "科普周", "标本展", "5月6日"],
]


def drawn(grid: Grid) -> tuple[str, Table]:
    """A text and its table; equal words one below the other are one merged cell."""
    text = ""
    rows: list[list[Cell]] = []
    for words in grid:
        row: list[Cell] = []
        for column, word in enumerate(words):
            above = rows[-1][column] if rows else []
            if above and text[slice(*above[0])] == word:
                row.append(above)
                continue
            row.append([Span(len(text), len(text) + len(word))] if word else [])
            text += word + "\n"
        rows.append(row)
    return text, Table(rows)


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        (
            WITHOUT_CONTENT,
            [("1", "举办骨干培训班", ["5月中旬", "9月下旬"]), ("2", "开展岸线整治", ["10月底前"])],
        ),
        (
            WITH_CONTENT,
            [
                ("1", "开卷仪式", ["4月1日"]),
                ("1", "换书集市", ["4月3日"]),
                ("2", "科普周", ["5月6日"]),
            ],
        ),
        (
            EMPTY_BELOW,
            [
                ("1", "开卷仪式", ["4月1日"]),
                (None, "换书集市", ["4月3日"]),
                ("2", "科普周", ["5月6日"]),
            ],
        ),
    ],
    ids=["one task over two rows", "each row by its content", "title cell empty below"],
)
def test_rows_are_tasks_where_cells_are_merged(
    grid: Grid, expected: list[tuple[str | None, str, list[str]]]
) -> None:
    text, table = drawn(grid)
    found = [
        (c.number, text[slice(*c.title)], [text[slice(*s)] for s in c.fields["when"]])
        for c in table_rows(text, table)
    ]
    assert found == expected
