"""Annex tables: merged cells, repeated heads, refusals."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from banjie.official import Cell, Column

TYPE_AREA = 8845


def _table(paper, written, columns, rows):
    paper.annex("表", columns=columns, rows=rows)
    (table,) = written(paper).tables
    return table


def test_table_reads_back_with_its_merged_cells(paper, written):
    rows = [
        [Cell("阅读", down=2), "1", "读书会"],
        ["2", "征文"],
        [Cell("合计", across=2), "2项"],
    ]
    table = _table(paper, written, ["类别", "序号", "任务"], rows)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["类别", "序号", "任务"],
        ["阅读", "1", "读书会"],
        ["阅读", "2", "征文"],
        ["合计", "合计", "2项"],
    ]


def test_cell_may_cover_rows_and_columns(paper, written):
    rows = [[Cell("甲", down=2, across=2), "1"], ["2"], ["a", "b", "3"]]
    table = _table(paper, written, ["一", "二", "三"], rows)
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["甲", "甲", "1"],
        ["甲", "甲", "2"],
        ["a", "b", "3"],
    ]


def test_head_repeats_and_rows_are_not_split(paper, written):
    table = _table(paper, written, ["一"], [["1"], ["2"]])
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert all(
        row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows
    )


def test_widths_are_shares_of_the_type_area(paper, written):
    columns = [Column("序号", 1, "centre"), Column("事项", 3)]
    table = _table(paper, written, columns, [["1", "甲"]])
    widths = [column.width.twips for column in table.columns]
    assert widths == [2211, 6634]
    assert sum(widths) == TYPE_AREA
    assert [c.paragraphs[0].style.style_id for c in table.rows[1].cells] == [
        "TableCentred",
        "TableText",
    ]


@pytest.mark.parametrize(("down", "kept"), [(1, False), (3, True), (9, False)])
def test_small_merged_groups_stay_on_one_page(paper, written, down, kept):
    rows = [[Cell("类", down=down), "1"], *([str(n)] for n in range(2, down + 1))]
    table = _table(paper, written, ["一", "二"], rows)
    assert bool(table.rows[1].cells[1].paragraphs[0].paragraph_format.keep_with_next) is kept
    assert not table.rows[down].cells[1].paragraphs[0].paragraph_format.keep_with_next


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["1"]], "short of cells"),
        ([["1", "2", "3"]], "too many"),
        ([[Cell("1", across=3)]], "too many"),
        ([["1", Cell("2", down=2)], [Cell("3", across=2)]], "too many"),
        ([["1", Cell("2", down=2)]], "below the last row"),
    ],
)
def test_rows_that_do_not_fill_the_table_are_refused(paper, rows, message):
    paper.annex("表", columns=["一", "二"], rows=rows)
    with pytest.raises(ValueError, match=message):
        paper.to_bytes()


@pytest.mark.parametrize("cover", [{"down": 0}, {"across": 0}, {"down": -1}])
def test_cell_that_covers_nothing_is_refused(cover):
    with pytest.raises(ValueError, match="at least one"):
        Cell("1", **cover)


def test_enclosures_are_listed_and_numbered_with_the_tables(paper, written):
    paper.enclose("活动照片")
    paper.annex("批复情况", columns=["环节"], rows=[["1"]])
    words = [paragraph.text for paragraph in written(paper).paragraphs]
    assert "附件：1.活动照片" in words
    assert "2.批复情况" in words
    assert "附件2" in words


def test_lone_enclosure_has_no_number(paper, written):
    paper.enclose("活动照片")
    assert "附件：活动照片" in [paragraph.text for paragraph in written(paper).paragraphs]
