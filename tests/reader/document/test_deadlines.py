"""Deadlines that a document sets for answers to it."""

from __future__ import annotations

from datetime import date

import pytest

from banjie_reader import read_text

NOTICE = "关于开展护河工作的通知\n各镇：\n现将有关事项通知如下：\n一、总体要求\n认真落实。\n二、其他\n{}\n临湖市水务局\n2026年4月2日\n"


@pytest.mark.parametrize(
    ("sentence", "words", "end"),
    [
        (
            "请各站于4月18日下午下班前将人员名单报市文化馆办公室。",
            "4月18日下午下班前",
            date(2026, 4, 19),
        ),
        ("请填写回执，于2026年6月26日前传真至市科协。", "2026年6月26日前", date(2026, 6, 27)),
        (
            "各镇于2026年5月15日（星期五）前报市督查室备案。",
            "2026年5月15日（星期五）前",
            date(2026, 5, 16),
        ),
        ("请于5月20日17时前将总结发送至邮箱。", "5月20日17时前", date(2026, 5, 21)),
        ("各承辦單位應於10月15日前函送成果報告。", "10月15日前", date(2026, 10, 16)),
        ("請於5月20日前將名單報送本局。", "5月20日前", date(2026, 5, 21)),
    ],
)
def test_deadline_to_send_back_is_the_documents(sentence: str, words: str, end: date) -> None:
    (deadline,) = read_text(NOTICE.format(sentence)).report_deadlines
    assert (deadline.text, deadline.start, deadline.end) == (words, None, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "请于5月7日前报到。",
        "5月7日前报名。",
        "7月1日前开馆。",
        "6月底前完成改造，并向市民公布。",
        "5月7日将名单报送市水务局。",
    ],
)
def test_other_times_are_no_deadline_to_send_back(sentence: str) -> None:
    assert not read_text(NOTICE.format(sentence)).report_deadlines


def test_deadline_of_one_item_of_a_plan_stays_with_it() -> None:
    text = (
        "2026年护河工作计划\n一、主要任务\n（一）开展护河宣传。5月在各社区举办，"
        "于6月10日前将总结报送市水务局。（牵头单位：市水务局）\n"
        "（二）开展清淤行动。7月实施。（牵头单位：市水务局）\n"
    )
    reading = read_text(text)
    assert not reading.report_deadlines
    assert [a.report_deadline is not None for a in reading.activities] == [True, False]
