"""Titles: what names the paper, whatever stands around it."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

BODY = "\n为做好有关工作，制定本方案。\n一、总体要求\n1.扎实推进。\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("临湖市护河行动实施方案", "临湖市护河行动实施方案"),
        ("临政办〔2026〕18号\n临湖市护河行动实施方案", "临湖市护河行动实施方案"),
        ("臨府〔2026〕18號\n關於加強河道管護的實施意見", "關於加強河道管護的實施意見"),
        (
            "临湖市人民政府\n关于加强河道管护工作的\n实施意见",
            "临湖市人民政府关于加强河道管护工作的实施意见",
        ),
        ("临湖市水务局“母亲河日”\n主题宣传活动方案", "临湖市水务局“母亲河日”主题宣传活动方案"),
        ("首页 > 政务公开 > 规划计划\n临湖市护河行动计划", "临湖市护河行动计划"),
        ("跳到主要內容\n:::\n字型大小：\n湖濱公園護河活動計畫", "湖濱公園護河活動計畫"),
        ("转自：临湖发布\n临湖市护河行动计划", "临湖市护河行动计划"),
        ("第三篇：临湖市护河行动计划\n临湖市护河行动计划", "临湖市护河行动计划"),
        (
            "2026-04-02 10:11，正文：原标题：一起来护河！\n二、见下",
            "一起来护河！",
        ),
        ("【护河行动方案】", "护河行动方案"),
        ("2026年临湖市\n图书馆服务宣传周方案", "2026年临湖市图书馆服务宣传周方案"),
        ("临湖市图书馆\n2025年工作总结", "临湖市图书馆2025年工作总结"),
        ("市水务局：守好一河清水\n发布日期：2026-04-02", "市水务局：守好一河清水"),
    ],
)
def test_title_stands_among_other_lines(head: str, title: str) -> None:
    found = read_text(head + BODY).title
    assert found is not None
    assert found.text == title


@pytest.mark.parametrize(
    "text",
    [
        "各镇人民政府、市直各单位：\n为做好防汛工作，现将有关事项通知如下：\n一、压实责任。",
        "4月12日，护河志愿服务启动仪式在望湖广场举行。市水务局主办，300人参加。",
        "尊敬的居民：\n为保护河道，请勿投喂。\n临湖市水务局\n2026年4月2日\n",
        "临湖市水务局 2026-03-02 点击数：33\n\n3月2日，市水务局开展护河活动，60人参加。\n",
        "主旨：轉知本府水務局辦理【護河體驗營】一案，請查照。\n說明：\n一、依據水務局來函辦理。",
        "序号\t活动内容\t时间\n1\t护河巡查\t4月中旬\n2\t护河展览\t5月底前",
        "为庆祝护河队成立五周年，市总工会计划举办系列活动。\n一、活动主题\n护河同行",
    ],
)
def test_no_title_when_the_text_begins_with_its_body(text: str) -> None:
    assert read_text(text).title is None


def test_labels_between_two_lines_do_not_join_them() -> None:
    text = "临湖中学读书周安排\n时间：5月6日—8日\n地点：各教室\n安排表\n"
    found = read_text(text + "一、开幕式\n5月6日举行。\n").title
    assert found is not None
    assert found.text == "临湖中学读书周安排"


def test_title_of_a_text_without_lines_ends_with_its_kind() -> None:
    text = (
        "2026年临湖市护河工作要点为加强河道管护，现提出以下要点。一、清理河道。" + "二、巡查。" * 20
    )
    found = read_text(text).title
    assert found is not None
    assert found.text == "2026年临湖市护河工作要点"
