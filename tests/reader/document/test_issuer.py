"""Issuers: who signs, who stands before 关于, never the desk that collects names."""

from __future__ import annotations

import pytest

from banjie_reader import read_text


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("关于开展巡河的通知\n请落实。\n临湖市水务局\n2026年4月2日\n", "临湖市水务局"),
        ("关于开展巡河的通知\n请落实。\n临湖市水务局\n二○二六年四月二日\n", "临湖市水务局"),
        ("关于开展巡河的通知\n一、请落实。\n特此通知。\n临湖市水务局\n", "临湖市水务局"),
        ("关于开展巡河的通知\n一、请落实。\n二、详见附件。\n学务处\n", "学务处"),
        ("临湖市水务局关于开展巡河的通知\n一、请落实。\n", "临湖市水务局"),
        ("臨湖市水務局關于開展巡河的通知\n一、請落實。\n", "臨湖市水務局"),
        ("2025年临湖市图书馆工作总结\n一、办讲座48场。\n", "临湖市图书馆"),
        ("碧水长流——临湖市图书馆2025年工作回顾\n办讲座48场。\n", "临湖市图书馆"),
        ("关于巡河的通知\n请落实。\n市教育局　市水务局\n2026年4月2日\n", "市教育局"),
        ("关于巡河的通知\n请落实。\n市教育局\n市水务局\n2026年4月2日\n", "市教育局"),
        ("臨湖縣政府 函\n主旨：檢送簡章一份，請查照。\n說明：\n一、依來函辦理。\n", "臨湖縣政府"),
        ("湖濱國小114學年度護河計畫\n壹、依據：來函。\n", "湖濱國小"),
        ("荷塘镇2025年工作总结\n\n荷塘镇人民政府\n\n一年来，成效明显。\n", "荷塘镇人民政府"),
        ("2027年臨湖市僑聯工作回顧\n接待12批次。\n", "臨湖市僑聯"),
        ("市水务局“护河周”活动总结\n一、巡河40次。\n", "市水务局"),
        ("护河日到了\n5月8日上午，湖东区残联于湖东文化馆举办护河仪式。\n", "湖东区残联"),
        ("临湖市总工会进社区开展“护河”志愿服务\n5月8日，慰问老人。\n", "临湖市总工会"),
        ("市水务局\n关于开展巡河工作的\n通知\n一、请落实。\n", "市水务局"),
    ],
)
def test_issuer_signs_or_is_named_in_the_title(text: str, issuer: str) -> None:
    found = read_text(text).issuer
    assert found is not None
    assert found.text == issuer


@pytest.mark.parametrize(
    "text",
    [
        "各校：\n拟召开护河会，有关事项明确如下：\n一、请假请报安全法规科。\n联系电话：5550101。\n",
        "湖城多家图书馆将举办活动\n5月8日，故事会在东桥举行。\n",
        "护河周活动安排\n望湖街道\n“碧水”图片展\n时间：5月8日\n青桥街道\n清淤\n时间：5月9日\n",
        "临湖市大学生护河竞赛规则\n一、时间\n5月8日举行。\n",
        "临湖市乒乓球竞赛规程\n（公开组）\n一、时间\n5月8日举行。\n",
    ],
)
def test_no_issuer_where_none_is_named(text: str) -> None:
    assert read_text(text).issuer is None
