"""Numbers, dates, punctuation and the breaking of titles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring, tostring

from banjie.official import (
    check_document_number,
    chinese_numeral,
    document_number,
    official_date,
    official_quantity,
    punctuate,
)
from banjie.official.title import CHARACTERS_A_LINE, break_title


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numerals(number, words):
    assert chinese_numeral(number) == words


@pytest.mark.parametrize("number", [0, 100, -3])
def test_chinese_numerals_beyond_headings_are_refused(number):
    with pytest.raises(ValueError, match="1 to 99"):
        chinese_numeral(number)


def test_dates_are_not_padded():
    assert official_date(date(2026, 1, 5)) == "2026年1月5日"


def test_document_number_is_formatted():
    assert document_number("临协办", 2026, 12) == "临协办〔2026〕12号"


@pytest.mark.parametrize(
    "number",
    [
        "临协办[2026]3号",
        "临协办（2026）3号",
        "临协办〔26〕3号",
        "临协办〔2026〕03号",
        "临协办〔2026〕0号",
        "临协办〔2026〕第3号",
        "第临协办〔2026〕3号",
        "〔2026〕3号",
        "临协办〔2026〕3",
        "临协办〔2026〕3号\n",
    ],
)
def test_wrong_document_numbers_are_refused(number):
    with pytest.raises(ValueError, match="not a document number"):
        check_document_number(number)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1200, "1200"),
        (Decimal("1200.00"), "1200"),
        (Decimal("98.50"), "98.5"),
        (41.5, "41.5"),
        (0, "0"),
        (Decimal("1E+3"), "1000"),
    ],
)
def test_quantities_are_plain(value, words):
    assert official_quantity(value) == words


@pytest.mark.parametrize(
    ("given", "typeset"),
    [
        ("办了6期,参加300人;效果好.", "办了6期，参加300人；效果好。"),
        ("时间:3月", "时间：3月"),
        ("上午8:30开始", "上午8:30开始"),
        ("增长1.5倍,共1,200人", "增长1.5倍，共1,200人"),
        ("市图书馆(A馆)举办", "市图书馆（A馆）举办"),
        ("(一)读书", "（一）读书"),
        ('以"湖畔"为题', "以“湖畔”为题"),
        ("临协办[2026]3号", "临协办〔2026〕3号"),
        ("临协办(2026)12号", "临协办〔2026〕12号"),
        ("等等...", "等等……"),
        ("等等。。。", "等等……"),
        ("书香--临湖", "书香——临湖"),
        ("见report.docx, page 2 (draft)", "见report.docx, page 2 (draft)"),
        ("省略……号", "省略……号"),
        ("2月—12月", "2月—12月"),
        ("plain text, only: English.", "plain text, only: English."),
    ],
)
def test_punctuation_is_full_width_beside_chinese(given, typeset):
    assert punctuate(given) == typeset
    assert punctuate(typeset) == typeset


@given(st.text(alphabet='甲乙,.;:?!()"-—…。，（）“”1aA [2026]号\n'))
def test_punctuation_once_is_enough(text):
    assert punctuate(punctuate(text)) == punctuate(text)


@given(st.text())
def test_punctuation_leaves_only_what_xml_can_hold(text):
    element = fromstring("<t/>")
    element.text = punctuate(text)
    assert fromstring(tostring(element, encoding="unicode")).text == (element.text or None)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("临湖市年度报告", ["临湖市年度报告"]),
        (
            "临湖市2026年“书香临湖·协力同行”系列活动方案",
            ["临湖市2026年", "“书香临湖·协力同行”系列活动方案"],
        ),
        (
            "临湖市协作委员会办公室关于变更办公地址和收文方式的通知",
            ["临湖市协作委员会办公室关于", "变更办公地址和收文方式的通知"],
        ),
        (
            "关于报送2026年上半年各成员单位志愿服务活动开展情况的函",
            ["关于报送2026年上半年", "各成员单位志愿服务活动开展情况的函"],
        ),
        (
            "关于2026年7月1日至9月30日督查督办事项办理情况的通报",
            ["关于2026年7月1日至9月30日", "督查督办事项办理情况的通报"],
        ),
        (
            "关于临协办建〔2026〕3000号诉求的答复",
            ["关于临协办建〔2026〕3000号", "诉求的答复"],
        ),
        ("甲\n乙", ["甲", "乙"]),
    ],
)
def test_titles_break_by_sense(title, lines):
    assert break_title(title) == lines


@pytest.mark.parametrize("length", [21, 40, 41, 60, 75, 200])
def test_long_titles_lose_nothing_and_fit(length):
    title = ("全市读书活动统筹推进情况" * 20)[:length]
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(len(line) <= CHARACTERS_A_LINE for line in lines)


def test_quotation_longer_than_a_line_is_broken_all_the_same():
    title = "关于“" + "读书" * 15 + "”的函"
    assert "".join(break_title(title)) == title
    assert all(len(line) <= CHARACTERS_A_LINE for line in break_title(title))
