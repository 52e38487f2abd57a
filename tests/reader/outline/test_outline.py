"""Headings of every numbering style, their depth, and where they end."""

from __future__ import annotations

import pytest

from banjie_reader import read_text
from banjie_reader.numbering import find_marks, value_of
from banjie_reader.outline import role_of

BODY = "各单位要认真组织实施，确保各项工作落到实处，取得群众满意的成效。"


def headings(text: str) -> list[str]:
    return [f"{h.level} {h.number or ''}{h.text}" for h in read_text(text).outline]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲项\n（一）乙项。正文。\n（二）丙项。正文。\n二、丁项", ["1 一、甲项", "2 （一）乙项", "2 （二）丙项", "1 二、丁项"]),
        ("一、甲项\n1﹒乙项。\n2﹒丙项。", ["1 一、甲项", "2 1﹒乙项", "2 2﹒丙项"]),
        ("1. 甲项\n（1）乙项\n（2）丙项\n2. 丁项", ["1 1.甲项", "2 （1）乙项", "2 （2）丙项", "1 2.丁项"]),
        ("一、甲项\n①乙项\n②丙项", ["1 一、甲项", "2 ①乙项", "2 ②丙项"]),
        ("第一条 甲项。正文。\n第二条 乙项。正文。", ["1 第一条甲项", "1 第二条乙项"]),
        ("# 甲篇\n\n## 乙节\n\n正文。\n\n# 丙篇", ["1 甲篇", "2 乙节", "1 丙篇"]),
        ("**甲部分**\n正文内容。\n**乙部分**\n正文内容。", ["1 甲部分", "1 乙部分"]),
        ("甲篇\n====\n正文。\n乙节\n----\n正文。", ["1 甲篇", "2 乙节"]),
        ("活动一：甲展\n正文。\n活动二：乙展\n正文。", ["1 活动一：甲展", "1 活动二：乙展"]),
    ],
)  # fmt: skip
def test_headings_of_a_style_are_found_with_their_depth(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_numbers_that_restart_stay_on_their_level() -> None:
    text = "一、甲\n1.子一。\n2.子二。\n二、乙\n1.子三。\n2.子四。"
    assert [line[0] for line in headings(text)] == ["1", "2", "2", "1", "2", "2"]


def test_numbers_in_mid_line_continue_their_sequence() -> None:
    text = "方案如下：一、甲项工作要做好。（一）组织学习。认真学。（二）开展检查。仔细查。二、乙项工作也要做好。"
    assert [h.number for h in read_text(text).outline] == ["一、", "（一）", "（二）", "二、"]


@pytest.mark.parametrize(
    "text",
    [
        "参加人员为一、二年级学生。",
        "完成率达到1.5、2.3和3.8。",
        "联系电话：12345601。",
        "时间为星期一、二、三。",
        "2019.5和2020.6两次会议。",
        "正月初一、初二放假。",
    ],
)
def test_numbers_inside_phrases_are_no_headings(text: str) -> None:
    assert headings("说明如下。" + text + BODY) == []


def test_a_heading_stops_at_its_first_full_stop() -> None:
    assert headings("一、总体要求。坚持统筹推进。\n二、主要任务。抓好落实。") == [
        "1 一、总体要求",
        "1 二、主要任务",
    ]


def test_a_time_in_brackets_is_no_part_of_a_heading() -> None:
    assert headings("（一）动员部署（3月10日前）。\n（二）总结（4月）。") == [
        "1 （一）动员部署",
        "1 （二）总结",
    ]


def test_a_badge_may_follow_its_title() -> None:
    text = "春季活动“赏花会”01活动时间4月2日活动地点东湖“读书会”02活动时间4月9日活动地点西湖"
    found = read_text(text).outline
    assert [(h.number, h.text) for h in found] == [("01", "“赏花会”"), ("02", "“读书会”")]


def test_short_lines_alone_above_paragraphs_are_headings() -> None:
    text = f"{BODY * 3}\n加强学习凝聚思想共识\n{BODY * 3}\n深入基层服务群众\n{BODY * 3}"
    assert headings(text) == ["1 加强学习凝聚思想共识", "1 深入基层服务群众"]


def test_two_phrases_on_a_line_are_a_heading_below_a_caption_too() -> None:
    text = f"{BODY * 3}\n广聚侨心 助力招商\n{BODY * 3}\n会场一角\n以侨为桥 深化联谊\n{BODY * 3}"
    assert headings(text) == ["1 广聚侨心 助力招商", "1 以侨为桥 深化联谊"]


def test_a_label_below_a_field_is_no_heading() -> None:
    text = "一、护河日\n地点：东堤\n主要内容：\n1.清淤\n2.巡河\n二、护河夜\n"
    assert headings(text) == ["1 一、护河日", "2 1.清淤", "2 2.巡河", "1 二、护河夜"]


def test_a_list_of_annexes_is_no_outline() -> None:
    assert headings("一、甲项\n正文。\n附件：\n1.报名表\n2.回执") == ["1 一、甲项"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("十一、", 11), ("（三）", 3), ("⑤", 5), ("第二条", 2), ("03", 3), ("二十", 20), ("#", 0)],
)
def test_value_of_a_number_is_what_it_counts_to(words: str, value: int) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("指导思想", "aims"), ("基本原则", "aims"), ("工作要求", "requirements"), ("存在的问题", "problems"),
        ("实施步骤", "phases"), ("活动安排", "work"), ("下一步工作打算", "next"), ("會議議程", "programme"),
        ("举办读书会", ""),
    ],
)  # fmt: skip
def test_a_heading_announces_what_stands_below(words: str, role: str) -> None:
    assert role_of(words) == role


def test_a_mark_knows_whether_it_leads_its_line() -> None:
    assert [m.leads for m in find_marks("一、甲。二、乙。\n　　三、丙。")] == [True, False, True]
