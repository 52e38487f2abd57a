"""Kinds of paper: by title, by what the opening says, by form."""

from __future__ import annotations

import pytest

from banjie_reader import read_text
from banjie_reader.model import DocumentKind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("临湖市2026年护河工作要点", "points"),
        ("临湖市2026年護河工作要點", "points"),
        ("关于印发《临湖市护河行动方案》的通知", "plan"),
        ("临湖市2025年护河工作总结暨2026年工作安排", "summary"),
        ("水务局上半年工作总结及下半年工作计划", "summary"),
        ("水务局一季度工作情况及二季度工作打算", "summary"),
        ("护河行动自查报告", "summary"),
        ("护河工作简报", "report"),
        ("暑期护河活动时间表", "notice"),
        ("护河重点任务分工", "tasktable"),
        ("致全市居民的一封信", "notice"),
        ("“护河行”系列活动来了！", "notice"),
        ("护河行动推进表", "tasktable"),
        ("职工全年文体活动安排", "plan"),
        ("清明假期活动安排", "notice"),
        ("护河行动任务分解表", "tasktable"),
        ("“爱河日”活动策划方案『范文2』", "plan"),
        ("湖滨公园“听蛙声”夜间观察活动资讯", "notice"),
        ("湖濱長者中心五月通訊", "notice"),
        ("临湖市召开护河工作推进会", "report"),
        ("护河活动总结5篇", "summary"),
        ("庆祝护河队成立20周年护河日活动安排", "notice"),
    ],
)
def test_title_tells_the_kind(title: str, kind: DocumentKind) -> None:
    assert read_text(f"{title}\n一、认真落实。\n二、加强督查。\n").kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("主旨：轉知水務局辦理【護河營】一案，請查照。\n說明：\n一、依來函辦理。\n", "notice"),
        (
            "各镇、市直各单位：\n拟于5月召开护河会，有关事项明确如下：\n一、时间：5月8日。\n",
            "notice",
        ),
        ("邀您護河同歡\n記者林小河/臨湖報導\n水務局表示，將於5月8日舉辦活動。\n", "report"),
        ("湖报讯 记者从护河发布会上获悉，全市将举办20场活动。\n5月安排\n", "report"),
        ("半年来，护河工作稳步推进。现将主要工作总结如下：\n一、巡河。巡河40次。\n", "summary"),
        ("护河家园\n日期：5月8日\n地点：东桥\n日期：5月9日\n地点：西桥\n", "notice"),
        (
            "为庆祝护河日，市总工会举办活动。\n一、活动主题\n护河同行\n二、活动内容\n巡河。\n",
            "plan",
        ),
        ("5月8日（星期一），护河队在东桥清淤。随后回访居民。\n", "report"),
    ],
)
def test_words_tell_the_kind_where_the_title_does_not(text: str, kind: DocumentKind) -> None:
    assert read_text(text).kind == kind
