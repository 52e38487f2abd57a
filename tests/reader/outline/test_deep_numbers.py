"""Headings numbered 1, 1.1 and 1.1.1."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

DEEP = """临湖市防汛工作方案
1 总则
1.1 编制目的
做好防汛工作。
1.2 工作原则
以防为主。
2 组织体系
2.1 指挥机构
2.1.1 总指挥
2.1.2 副总指挥
2.2 工作专班"""
LEVELS = [
    ("1", 1),
    ("1.1", 2),
    ("1.2", 2),
    ("2", 1),
    ("2.1", 2),
    ("2.1.1", 3),
    ("2.1.2", 3),
    ("2.2", 2),
]


@pytest.mark.parametrize("text", [DEEP, DEEP.replace("1 总", "1.总").replace("2 组", "2.组")])
def test_each_point_stands_a_level_deeper(text: str) -> None:
    found = [(h.number and h.number.rstrip("."), h.level) for h in read_text(text).outline]
    assert found == LEVELS


def test_days_that_open_lines_are_no_numbers() -> None:
    assert not read_text("临湖书院日程\n4.23 读书日讲座\n5.18 博物馆日参观\n").outline
