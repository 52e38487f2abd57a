"""An item with a bracket of its own and numbered steps below it."""

from __future__ import annotations

from banjie_reader import read_text

PLAN = """临湖市岸线整治工作方案
一、重点任务
（一）开展巡查。每月巡查一次。（责任单位：市水务局）
（二）实施清淤行动。全年清淤40公里。（牵头单位：市水务局，责任单位：望浦区政府）
1.摸底阶段（3月）。摸清底数。
2.清淤阶段（4月—10月）。逐段清淤，设标牌20块。
"""


def test_steps_below_an_item_with_units_have_it_as_parent() -> None:
    activities = read_text(PLAN).activities
    titles = [activity.title.text for activity in activities]
    assert titles == ["开展巡查", "实施清淤行动", "摸底阶段", "清淤阶段"]
    assert [activity.parent for activity in activities] == [None, None, 1, 1]


def test_fields_of_steps_are_not_those_of_the_item_around_them() -> None:
    around = read_text(PLAN).activities[1]
    assert [target.text for target in around.targets] == ["40公里"]
    assert not around.when
