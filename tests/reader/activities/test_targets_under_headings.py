"""Quantities to be reached, under the headings below which plans list their work."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

HEADINGS = (
    "主要工作",
    "2026年主要工作",
    "重点工作",
    "主要任务",
    "工作任务",
    "具体措施",
    "工作思路及措施",
)
PLANS = ("工作要点", "工作计划", "工作实施方案")
TARGETS = {
    "全年举办讲座12场。": "12场",
    "计划招募志愿者120名。": "120名",
    "力争新增养老床位达到12张。": "12张",
    "建成示范村12个以上。": "12个以上",
    "确保走访困难职工不少于12户。": "不少于12户",
    "每季度召开12次座谈会。": "12次",
}
PAPER = (
    "临湖市总工会2026年{plan}\n一、{heading}\n（一）服务职工。{said}\n（二）自身建设。加强学习。\n"
)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("plan", PLANS)
def test_targets_are_read_under_every_heading(plan: str, heading: str) -> None:
    for said, words in TARGETS.items():
        reading = read_text(PAPER.format(plan=plan, heading=heading, said=said))
        targets = [target.text for activity in reading.activities for target in activity.targets]
        assert (said, targets, reading.figures) == (said, [words], ())


def test_what_a_plan_looks_back_on_was_reached() -> None:
    reading = read_text(
        "临湖市总工会2026年工作计划\n一、2025年工作回顾\n（一）服务职工。全年举办讲座12场。\n"
        "二、2026年主要工作\n（一）服务职工。全年举办讲座22场。\n"
    )
    assert [figure.text for figure in reading.figures] == ["12场"]
    assert [[target.text for target in a.targets] for a in reading.activities] == [[], ["22场"]]
