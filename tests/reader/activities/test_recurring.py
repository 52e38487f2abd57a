"""A rule of recurrence goes with the days beside it when it can come back in them."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

WEEKLY = "FREQ=WEEKLY;BYDAY=WE"
PLAN = """临湖市2026年读书活动方案

为做好读书活动，制定本方案。
一、主要活动
（一）举办读书会。{when}，在市图书馆举办。（责任单位：市图书馆）
（二）举办摄影展。8月，在市文化馆举行。（责任单位：市文化馆）
临湖市协作委员会办公室
2026年2月20日
"""


@pytest.mark.parametrize(
    ("when", "days", "rule"),
    [
        ("1月至12月，每两个月一期", 365, "FREQ=MONTHLY;INTERVAL=2"),
        ("10月中旬至11月上旬，每周三一期", 31, WEEKLY),
        ("10月8日至21日，每周三一期", 14, WEEKLY),
        ("5月10日至12日，每天一场", 3, "FREQ=DAILY"),
        ("10月8日至13日，每周三一期", 6, None),
        ("10月，每月一期", 31, None),
        ("5月10日，每天三场", 1, None),
    ],
)
def test_rule_joins_days_it_can_come_back_in(when: str, days: int, rule: str | None) -> None:
    (found,) = read_text(PLAN.format(when=when)).activities[0].when
    assert found.start
    assert found.end
    assert ((found.end - found.start).days, found.recurrence) == (days, rule)
