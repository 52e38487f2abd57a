"""Issuers of every usual kind in the heads and ends that papers and news have."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

UNITS = [
    "临湖市教育局",
    "临湖市人民政府办公室",
    "中共临湖市委统一战线工作部",
    "共青团临湖市委员会",
    "临湖市工商业联合会",
    "政协临湖市委员会办公室",
    "临湖大学图书馆",
    "柳堤区人民政府",
    "东湖街道办事处",
    "临湖职业技术学院团委",
    "临湖市第三中学",
    "临湖市老龄工作委员会办公室",
    "中国农业银行临湖分行",
    "临湖市供销合作社",
    "临湖港务集团有限公司",
    "临湖市消防救援支队",
    "临湖市侨联",
]
BODY = "各有关单位：\n现将有关事项通知如下。\n一、时间\n3月10日。\n二、要求\n请各单位认真落实。\n"
NOTICE = "关于开展全民阅读活动的通知\n" + BODY
PLAN = "为做好有关工作，制定本方案。\n一、主要任务\n（一）召开动员会。3月10日前召开动员会。\n"
TOLD = "3月12日，植树活动在望湖广场举行。200余人参加。\n"
PAPERS = (
    "{unit}文件\n临教发〔2026〕12号\n\n" + NOTICE,
    NOTICE + "{unit}（盖章）\n2026年3月1日\n",
    NOTICE + "{unit}（市档案馆代章）\n2026年3月1日\n",
    NOTICE + "{unit}\n临湖市档案馆\n临湖市科学技术协会\n2026年3月1日\n（此件公开发布）\n",
    NOTICE + "{unit}　　临湖市档案馆\n2026年3月1日\n",
    NOTICE + "{unit}\n2026-03-05\n",
    NOTICE + "{unit}\n2026.3.5\n",
    NOTICE + "{unit}\n2026年3月\n",
    NOTICE
    + "{unit}\n2026年3月5日\n抄送：市委办公室，市档案馆。\n市档案馆办公室　　2026年3月6日印发\n",
    NOTICE + "附件：报名表\n\n{unit}\n2026年3月5日\n\n附件\n\n报名表\n\n姓名：\n单位：\n",
    "2026年全民健身活动实施方案\n（{unit} 2026年3月5日）\n\n" + PLAN,
    "{unit}转发市档案馆关于开展全民健身活动的通知\n\n各单位：\n现转发给你们。\n",
    "“湖城杯”书法大赛征稿启事\n一、主办单位\n{unit}\n市档案馆\n二、征稿时间\n即日起至5月31日\n",
    "市里举行植树活动\n发布时间：2026-03-12 信息来源：{unit} 浏览次数：22\n" + TOLD,
    "市里举行植树活动\n" + TOLD + "（{unit}供稿）\n",
    "市里举行植树活动\n" + TOLD + "（{unit} 张某）\n",
    "市里举行植树活动\n3月12日，{unit}在望湖广场举行植树活动。200余人参加。\n",
    "市里举行植树活动\n3月12日，{unit}、市档案馆联合举行植树活动。200余人参加。\n",
    "{unit}举办读书分享会\n3月12日，读书分享会在望湖广场举行。\n",
    "{unit}、市档案馆联合举办读书分享会\n3月12日，读书分享会在望湖广场举行。\n",
)


@pytest.mark.parametrize("paper", PAPERS)
def test_issuer_is_found_in_its_place(paper: str) -> None:
    wrong = []
    for unit in UNITS:
        issuer = read_text(paper.format(unit=unit)).issuer
        if issuer is None or issuer.text != unit:
            wrong.append((unit, issuer and issuer.text))
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "市里举行植树活动\n来源：临湖日报社 作者：李某\n" + TOLD,
        "市里举行植树活动\n来源：本站\n" + TOLD,
        "市里举行植树活动\n" + TOLD + "（临湖市融媒体中心 李某）\n",
        "任务表\n任务\n责任单位\n时限\n植树\n市园林局\n2026年3月\n修桥\n市水务局\n2026年4月\n",
        "读书分享会举办读者见面会\n3月12日，见面会在望湖广场举行。\n",
    ],
)
def test_papers_and_rows_issue_nothing(text: str) -> None:
    assert read_text(text).issuer is None
