"""Achieved figures: what was done counts, what is planned, known or said of the make-up does not."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

SUMMARY = "临湖市文化馆工作总结\n现将工作总结如下：\n一、惠民演出\n"


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("全年送戏下乡120场，惠及群众8.6万人次。", ["120场", "8.6万人次"]),
        ("组织了两场音乐会，开展三期培训班，培训460名学员。", ["两场", "三期", "460名"]),
        ("举办讲座两场、展览三期。", ["两场", "三期"]),
        ("为确保演出安全，出动人员300余人次，整改率达100%。", ["300余人次", "100%"]),
        ("按照不少于10场的要求，实际完成15场。", ["15场"]),
        ("计划培训300人，已培训260人。", ["260人"]),
        ("服务时长3500小时，每场2小时。", ["3500小时"]),
        ("共有8家单位参加。", ["8家"]),
        ("将300本图书送到12个村。", ["300本", "12个"]),
        ("完成投资3亿元，占年度计划的85%。", ["3亿元", "85%"]),
        ("预计新增20家;已建成6家。", ["6家"]),
        ("积极争取上级资金200万元。", ["200万元"]),
        ("荣获省级奖项五项", ["五项"]),
        ("八百余名师生到场聆听了讲座。", ["八百余名"]),
    ],
)
def test_figures_of_what_was_done(sentence: str, figures: list[str]) -> None:
    assert [figure.text for figure in read_text(f"{SUMMARY}{sentence}\n").figures] == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "预计到年底，还将新建3个。",
        "12个室外场地将同时开始演出。",
        "市文化馆将陆续推出演出20场。",
        "每场限额50人，每人2张票。",
        "馆藏图书50万册。",
        "力争今年新建8个。",
        "争取在年底建成8个。",
        "会议要求，今年要新建5个站点。",
        "全市共有公共图书馆8家，常住人口120万人。",
        "文化馆成立多年，现有馆员46名。",
        "形成三大板块、两个体系。",
        "分为四个阶段推进。",
        "第三届艺术节为期5天。",
        "开展“百场万人”行动。",
    ],
)
def test_no_figure_in_plans_knowns_and_make_up(sentence: str) -> None:
    assert not read_text(f"{SUMMARY}{sentence}\n").figures


def test_traditional_characters_plan_alike() -> None:
    text = "臨湖市文化館工作總結\n現將工作總結如下：\n一、演出\n演出120場。預計新建3個。\n"
    assert [figure.text for figure in read_text(text).figures] == ["120場"]


def test_next_steps_and_problems_hold_no_figures() -> None:
    text = f"{SUMMARY}演出120场。\n二、存在问题\n还有12个村未覆盖。\n三、下一步工作\n演出150场。\n"
    assert [figure.text for figure in read_text(text).figures] == ["120场"]


def test_plan_claims_only_where_it_looks_back() -> None:
    text = "2026年工作计划\n一、2025年工作回顾\n办展30个。\n二、2026年工作安排\n1.办展40个。\n"
    assert [figure.text for figure in read_text(text).figures] == ["30个"]
