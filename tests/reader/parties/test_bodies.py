"""Bodies of every usual kind in every usual sentence: the words of a name are no words of a role.

市委组织部 holds a verb (组织), 市商务局 a join (商), 市文化和旅游局 an “and”.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from banjie_reader.parties import find_parties

BODIES = [
    "市人力资源和社会保障局",
    "市住房和城乡建设局",
    "市文化和旅游局",
    "市退役军人事务局",
    "市政务服务和数据管理局",
    "市供销合作社联合社",
    "市红十字会",
    "市残疾人联合会",
    "国网临湖供电公司",
    "临湖海关",
    "人民银行临湖支行",
    "市委组织部",
    "市委宣传部",
    "市委统战部",
    "市委政法委",
    "市委网信办",
    "市委编办",
    "市纪委监委",
    "市人大常委会办公室",
    "市政协办公室",
    "市检察院",
    "市中级人民法院",
    "团市委",
    "市妇联",
    "市工商联",
    "市科协",
    "市侨联",
    "市台联",
    "市文联",
    "市社科联",
    "各民主党派市委会",
    "市地方金融监管局",
    "市国资委",
    "市市场监管局",
    "市机关事务管理局",
    "市城管局",
    "市自然资源和规划局",
    "市交通运输局",
    "市农业农村局",
    "市卫生健康委",
    "市应急管理局",
    "市医疗保障局",
    "市林业和草原局",
    "市大数据局",
    "市行政审批服务局",
    "市消防救援支队",
    "市税务局",
    "市气象局",
    "市邮政管理局",
    "高新区管委会",
    "临湖日报社",
    "临湖广播电视台",
    "临湖大学",
    "临湖职业技术学院",
    "市第一人民医院",
    "市图书馆",
    "市文化馆",
    "市青少年宫",
    "市城投集团",
    "临湖农商银行",
    "市商会",
    "市餐饮协会",
    "经济科",
    "宣教科",
    "综合处",
    "教务处",
    "学生处",
    "校团委",
    "校工会",
    "各二级学院",
    "社区居委会",
    "机关党委",
    "各党支部",
    "市发展和改革委员会",
    "市工信局",
    "市教育局",
    "市科技局",
    "市公安局",
    "市民政局",
    "市司法局",
    "市财政局",
    "市商务局",
    "市外办",
    "市体育局",
    "市总工会",
    "市民宗局",
    "市台办",
    "市档案馆",
    "市委党校",
    "市党史研究室",
    "市融媒体中心",
    "市疾控中心",
    "市文明办",
    "市直机关工委",
    "各街道办事处",
    "各乡镇政府",
    "柳堤区政府",
    "市律师协会",
    "市慈善总会",
    "市书画院",
    "湖城中学",
    "临湖第二小学",
    "图书馆",
    "信息中心",
    "学生会",
    "社团联合会",
    "体育部",
    "办公室",
    "秘书处",
    "提案委",
    "市社会组织联合会",
    "市总商会",
    "市实验学校",
]
SENTENCES = {
    "由{A}牵头，{B}配合。": {"lead": "A", "cooperating": "B"},
    "（{A}、{B}负责）": {"responsible": "AB"},
    "责任单位：{A}、{B}": {"responsible": "AB"},
    "（牵头单位：{A}；配合单位：{B}）": {"lead": "A", "cooperating": "B"},
    "由{A}、{B}主办，{C}承办。": {"lead": "AB", "responsible": "C"},
    "（{A}牵头，{B}、{C}参与）": {"lead": "A", "cooperating": "BC"},
    "由{A}负责组织实施，{B}协助。": {"responsible": "A", "cooperating": "B"},
    "由{A}会同{B}负责。": {"responsible": "A", "cooperating": "B"},
    "（{A}牵头，{B}及{C}按职责分工负责）": {"lead": "A", "responsible": "BC"},
    "牵头单位：{A} 责任单位：{B}、{C}": {"lead": "A", "responsible": "BC"},
    "（{A}、{B}和{C}）": {"responsible": "ABC"},
}  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_body_is_found_in_its_role(sentence: str) -> None:
    neighbours = list(pairwise([*BODIES, *BODIES[:2]]))
    wrong = []
    for (first, second), (_, third) in pairwise(neighbours):
        said = {"A": first, "B": second, "C": third}
        text = "开展走访活动。" + sentence.format(**said)
        found = find_parties(text, 0, len(text))
        for role, names in SENTENCES[sentence].items():
            if [name.text for name in getattr(found, role)] != [said[name] for name in names]:
                wrong.append(text)
    assert not wrong
