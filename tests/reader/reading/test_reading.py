"""The library's door: names, JSON, spans, limits of cost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import banjie_reader
from banjie_reader import ReadingError, read, read_text
from banjie_reader.export import as_dict, spans_of

PLAN = "临湖市2026年计划\n一、活动安排\n（一）举办读书会。5月8日在市图书馆举办，参加人数不少于100人。（市文旅局负责）"


def test_public_names_are_exactly_these() -> None:
    assert sorted(banjie_reader.__all__) == [
        "Activity", "Finding", "Heading", "Phrase", "Quantity", "Reading", "ReadingError", "Roster",
        "Source", "Span", "When", "can_recognise", "read", "read_text",
    ]  # fmt: skip


@pytest.mark.parametrize("name", banjie_reader.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(banjie_reader, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        _ = banjie_reader.nothing


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, banjie_reader; print(sorted(m for m in sys.modules if m in {'lxml','openpyxl','docx','django'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_bytes_and_text_read_the_same() -> None:
    ours, theirs = as_dict(read(PLAN.encode("utf-8"))), as_dict(read_text(PLAN))
    assert ours == theirs


def test_gb18030_reads_as_utf8_does() -> None:
    assert as_dict(read(PLAN.encode("gb18030"))) == as_dict(read_text(PLAN))


def test_as_dict_is_plain_json() -> None:
    data = as_dict(read_text(PLAN))
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert data["text_length"] == len(PLAN)
    (activity,) = data["activities"]
    assert activity["when"][0]["start"] == "2026-05-08"
    assert activity["responsible"] == ["市文旅局"]
    assert activity["where"] == ["市图书馆"]
    assert [t["value"] for t in activity["targets"]] == [100]
    assert PLAN[slice(*activity["spans"]["responsible"][0])] == "市文旅局"


def test_a_reference_day_gives_the_year() -> None:
    text = "计划\n一、活动安排\n（一）举办读书会。5月8日举办。（市文旅局负责）"
    (activity,) = read_text(text, reference=date(2027, 1, 4)).activities
    assert activity.when[0].start == date(2027, 5, 8)


def test_without_any_year_a_date_stays_open() -> None:
    text = "计划\n一、活动安排\n（一）举办读书会。5月8日举办。（市文旅局负责）"
    (activity,) = read_text(text).activities
    assert (activity.when[0].text, activity.when[0].start) == ("5月8日", None)


def test_a_word_table_with_merged_cells_gives_its_rows() -> None:
    document = docx.Document()
    document.add_heading("临湖市2026年惠民任务分解表", 0)
    rows = [
        ["序号", "重点任务", "", "责任分工", "", "完成时限"],
        ["", "类别", "具体任务", "牵头单位", "配合单位", ""],
        ["1", "惠民", "送戏下乡演出100场", "市文旅局", "市财政局、各县区", "10月底前"],
        ["2", "", "举办全民阅读月", "市图书馆", "团市委", "4月"],
    ]
    table = document.add_table(len(rows), 6)
    for r, cells in enumerate(rows):
        for c, words in enumerate(cells):
            table.cell(r, c).text = words
    for first, last in [
        ((0, 1), (0, 2)),
        ((0, 3), (0, 4)),
        ((0, 0), (1, 0)),
        ((0, 5), (1, 5)),
        ((2, 1), (3, 1)),
    ]:
        table.cell(*first).merge(table.cell(*last))
    buffer = BytesIO()
    document.save(buffer)
    reading = read(buffer.getvalue(), "表.docx")
    assert reading.kind == "tasktable"
    assert [
        (
            a.number,
            a.title.text,
            [p.text for p in a.lead],
            [p.text for p in a.cooperating],
            a.when[0].end,
        )
        for a in reading.activities
    ] == [
        ("1", "送戏下乡演出100场", ["市文旅局"], ["市财政局", "各县区"], date(2026, 11, 1)),
        ("2", "举办全民阅读月", ["市图书馆"], ["团市委"], date(2026, 5, 1)),
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"%PDF-1.4 junk", b"\x00\x01\x02" * 50])
def test_bytes_that_are_no_document_raise_only_reading_errors(data: bytes) -> None:
    with pytest.raises(ReadingError):
        read(data, "x.docx")


FRAGMENTS = st.sampled_from(
    ["一、", "（一）", "1.", "①", "01", "时间：", "地点", "责任单位：", "（牵头单位：", "）", "负责", "举办", "“", "”", "会议",
     "5月1日", "2026年", "前", "一是", "二是", "市教育局", "、", "。", "\n", "|", "\t", "活动安排", "附件：", "xx", "#", "**", "---", "下同"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=3)), max_size=40))
def test_any_text_reads_and_quotes_itself(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        reading = read_text(text)
    except ReadingError:
        return
    for span, _ in spans_of(reading):
        assert 0 <= span.start <= span.end <= len(text)
    json.dumps(as_dict(reading))


@pytest.mark.parametrize(
    "unit",
    ["一、", "（一）", "1.", "时间：", "（牵头单位：", "（((【[", "举办“", "在市", "由市", "局和", "一是。二是。", "（〈〉〈",
     "| a | b |\n", "01活动时间5月1日活动地点馆", "1.甲。\n2.乙。\n", "一、活动时间：5月1日\n二、活动地点：馆\n",
     "（一）活动。5月1日在市图书馆举办。（市局负责）", "以上由市局负责。\n", "共3项工作。\n", "活动名称\n时间\n地点\n"],
)  # fmt: skip
def test_hostile_repetition_costs_no_more_than_its_length(unit: str) -> None:
    """Four times the text may cost at most eight times the time (and a little for noise)."""

    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        read_text(text)
        return time.process_time() - begin

    short = cost(3_000)
    assert cost(12_000) < 8 * short + 0.5
