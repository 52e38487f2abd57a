"""PDF text layers: pages become paragraphs again."""

from __future__ import annotations

import pytest

from banjie_reader.errors import EmptyDocument, EncryptedDocument, NoTextLayer, OverLimit
from banjie_reader.inputs import limits, open_source
from banjie_reader.inputs.pdf import child
from banjie_reader.source import tables
from tests.reader.inputs.build import pdf
from tests.reader.inputs.hostile.pages import locked, no_pages, scanned

LONG = "为推进全民阅读，市文旅局会同市教育局在临湖书院举办读书分享会，组织各单位职工参加，"


def set_lines(lines: list[tuple[float, str]], top: float = 100, size: float = 12) -> list:
    """Lines of text 20 points apart, each with its indent in ems."""
    return [
        (90 + indent * size, top + 20 * number, size, text)
        for number, (indent, text) in enumerate(lines)
    ]


def text_of(*pages: list) -> list[str]:
    return open_source(pdf(*pages), "a.pdf").text.splitlines()


def test_lines_are_joined_and_paragraphs_kept():
    page = set_lines(
        [(2, "一、活动安排"), (2, LONG[:32]), (0, LONG[:34]), (0, "形成调研报告。"),
         (2, LONG[:32]), (0, "完毕。")]
    )  # fmt: skip
    assert text_of(page) == [
        "一、活动安排",
        LONG[:32] + LONG[:34] + "形成调研报告。",
        LONG[:32] + "完毕。",
    ]


def test_paragraph_goes_on_over_the_page_without_page_number_and_running_head():
    pages = [
        [(90, 40, 9, "临湖市读书月活动"), *set_lines([(2, LONG[:32]), (0, LONG[:34])], top=680),
         (290, 810, 10, f"— {number} —")]
        for number in (1, 2)
    ]  # fmt: skip
    pages[1] = [item for item in pages[1] if item[1] < 600 or item[1] > 800]
    pages[1] += set_lines([(0, "圆满结束。")], top=100)
    assert text_of(*pages) == [LONG[:32] + LONG[:34] + "圆满结束。"]


def test_two_columns_are_read_one_after_the_other():
    left, right = (LONG + "形成报告。" + LONG)[:83], (LONG[10:] + "编印文集。" + LONG)[:83]
    page = []
    for row in range(5):
        for x, words in ((60, left), (310, right)):
            page.append((x, 100 + 20 * row, 12, words[18 * row : 18 * row + 18]))
    assert text_of(page) == [left, right]


def test_title_on_two_centred_lines_is_one_heading():
    body = set_lines([(2, LONG[:32]), (0, LONG[:34]), (0, LONG[:34])], top=200)
    page = [(190, 100, 22, "临湖市读书月活动"), (234, 132, 22, "实施方案"), *body]
    source = open_source(pdf(page))
    assert source.text.startswith("临湖市读书月活动实施方案\n")
    assert source.pieces[0].kind == "heading"
    assert {piece.page for piece in source.pieces} == {1}


def ruled(xs: list[float], ys: list[float]) -> list:
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def cells(source) -> list[list[str | None]]:
    return [
        [None if span is None else source.text[span.start : span.end] for span in row]
        for row in tables(source)[0]
    ]


def test_ruled_table_is_read_by_cells_and_wrapped_lines_joined():
    page = ruled([90, 150, 300, 420], [100, 130, 180])
    page += [(95, 118, 12, "序号"), (155, 118, 12, "内容"), (305, 118, 12, "单位")]
    page += [(95, 148, 12, "1"), (155, 148, 12, "举办读书分享会并组织展览"), (155, 166, 12, "活动")]
    page += [(305, 148, 12, "市文旅局"), (305, 166, 12, "市教育局")]
    assert cells(open_source(pdf(page))) == [
        ["序号", "内容", "单位"],
        ["1", "举办读书分享会并组织展览活动", "市文旅局\v市教育局"],
    ]


def test_missing_line_merges_cells():
    page = [(90, y, 300, y) for y in (100, 180)] + [(190, 140, 300, 140)]
    page += [(x, 100, x, 180) for x in (90, 190, 300)]
    page += [(95, 145, 12, "书院"), (195, 125, 12, "上午"), (195, 165, 12, "下午")]
    assert cells(open_source(pdf(page))) == [["书院", "上午"], ["书院", "下午"]]


def test_table_over_two_pages_is_one_table_without_its_second_head():
    def part(rows: list[tuple[str, str]]) -> list:
        ys = [100 + 30 * row for row in range(len(rows) + 1)]
        page = ruled([90, 150, 300], ys)
        for row, (first, second) in enumerate(rows):
            page += [(95, ys[row] + 18, 12, first), (155, ys[row] + 18, 12, second)]
        return page

    source = open_source(
        pdf(part([("序号", "内容"), ("1", "读书会")]), part([("序号", "内容"), ("2", "展览")]))
    )
    assert cells(source) == [["序号", "内容"], ["1", "读书会"], ["2", "展览"]]


def test_columns_that_keep_their_place_are_a_table_without_lines():
    rows = [("序号", "内容", "时限"), ("1", "举办读书分享会", "四月底前"), ("", "和图书展览", ""),
            ("2", "开展主题征文", "五月底前")]  # fmt: skip
    page = set_lines([(2, LONG[:32]), (0, LONG[:20] + "。")])
    for row, words in enumerate(rows):
        page += [(x, 160 + 22 * row, 12, word) for x, word in zip((90, 150, 330), words, strict=True)
                 if word]  # fmt: skip
    page += set_lines([(1, "三、保障措施")], top=250)
    source = open_source(pdf(page))
    assert cells(source) == [
        ["序号", "内容", "时限"],
        ["1", "举办读书分享会和图书展览", "四月底前"],
        ["2", "开展主题征文", "五月底前"],
    ]
    assert source.text.splitlines()[0] == LONG[:32] + LONG[:20] + "。"
    assert source.text.splitlines()[-1] == "三、保障措施"


def test_labels_and_values_side_by_side_are_no_table():
    page = []
    for row, (label, value) in enumerate([("时间", "四月"), ("地点", "书院"), ("对象", "职工")]):
        page += [(90, 100 + 22 * row, 12, label), (150, 100 + 22 * row, 12, value)]
    source = open_source(pdf(page))
    assert tables(source) == []
    assert source.text.splitlines() == ["时间 四月", "地点 书院", "对象 职工"]


@pytest.mark.parametrize(
    ("data", "error"),
    [(no_pages(), EmptyDocument), (scanned(), NoTextLayer), (locked(), EncryptedDocument)],
)
def test_pdf_without_readable_words_is_refused(data, error):
    with pytest.raises(error):
        open_source(data, "a.pdf")


def test_scan_says_how_many_pages_it_has():
    with pytest.raises(NoTextLayer, match="1 页"):
        open_source(scanned())


def test_child_keeps_the_limits_of_the_policy():
    assert (child._PAGES, child._CHARACTERS, child.SECONDS) == (
        limits.PAGES,
        limits.CHARACTERS,
        limits.SECONDS,
    )


def test_pdf_with_too_many_pages_is_refused_by_its_count():
    with pytest.raises(OverLimit, match="301 页"):
        open_source(pdf(*[[(90, 100, 12, "市")]] * 301))
