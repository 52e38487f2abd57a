"""Title, issuer and kind of papers of every usual kind, below the heads that pages put on them."""

from __future__ import annotations

from itertools import cycle

import pytest

from banjie_reader import read_text

UNITS = [
    "临湖市教育局",
    "临湖市人民政府办公室",
    "中共临湖市委宣传部",
    "临湖市文化和旅游局",
    "临湖市总工会",
    "共青团临湖市委员会",
    "临湖市妇女联合会",
    "临湖市工商业联合会",
    "政协临湖市委员会办公室",
    "临湖大学图书馆",
    "柳堤区人民政府",
    "东湖街道办事处",
    "临湖市餐饮烹饪协会",
    "临湖职业技术学院团委",
]
MATTERS = [
    "开展2026年全民阅读活动",
    "举办第三届职工运动会",
    "做好2026年防汛抗旱工作",
    "组织参加“湖城杯”书法大赛",
    "召开民营企业家座谈会",
    "2026年端午节放假安排",
    "申报2026年度科研项目",
    "进一步优化营商环境",
]
TITLES = {
    "{unit}关于{matter}的通知": "notice",
    "关于{matter}的通知": "notice",
    "{unit}关于{matter}的实施意见": "plan",
    "{unit}2026年工作要点": "points",
    "{unit}2026年工作总结": "summary",
    "{unit}2026年度工作计划": "plan",
    "2026年{unit}工作情况汇报": "summary",
}
HEADS = (
    "{title}\n",
    "首页>政务公开>通知公告>正文\n{title}\n发布时间：2026-03-02 来源：{unit} 浏览次数：35\n",
    "{title}\n2026-03-02 10:20 来源：本站 作者：管理员 点击：120 次\n",
    "索引号：000012345/2026-00012\n发文机关：{unit}\n成文日期：2026年03月02日\n标题：{title}\n",
    "临教发〔2026〕12号\n\n{title}\n\n",
    "附件1\n\n{title}\n\n",
    " {title}  【字体：大 中 小】\n时间：2026-03-02\n",
)
TASKS = (
    "各县（区）有关单位，市直各单位：\n现将有关事项通知如下。\n一、活动内容\n"
    "（一）召开动员会。3月10日前召开动员会。\n（二）开展培训。4月举办培训班2期。\n"
    "二、工作要求\n加强领导，落实责任。\n{unit}\n2026年3月1日\n"
)
ACCOUNT = (
    "2026年，我单位各项工作取得了明显成效。\n一、主要工作\n（一）举办培训班5期，培训300人次。\n"
    "（二）开展走访慰问20次。\n二、下一步打算\n（一）继续开展培训。\n{unit}\n2026年12月1日\n"
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("named", TITLES)
def test_head_of_a_page_is_told_from_the_paper(named: str, head: str) -> None:
    wrong = []
    for unit, matter in zip(UNITS, cycle(MATTERS), strict=False):
        title = named.format(unit=unit, matter=matter)
        body = ACCOUNT if TITLES[named] == "summary" else TASKS
        found = read_text((head + body).format(title=title, unit=unit))
        said = found.title and found.title.text, found.issuer and found.issuer.text, found.kind
        if said != (title, unit, TITLES[named]):
            wrong.append((title, said))
    assert not wrong
