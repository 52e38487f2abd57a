"""What is asked about before sending: numbers of one's own; and what is refused: naming a culprit."""

from __future__ import annotations

import time

import pytest

from banjie.consultation.watching import accuses, own_numbers

ACCUSES = """
王建国局长收受红包
举报李大海贪污
镇党委书记张大山以权谋私，侵吞集体资金
我实名举报城管局的赵铁柱吃拿卡要
欧阳临湖挪用公款
张某某局长多次收受礼金
刘主任经常索要好处
周处长长期公车私用
孙医生收红包
村支书钱多多虚报冒领
局长陈小明受贿
局长张三贪污公款
局长张三收受贿赂
王局长在项目中暗箱操作
何校长骗取补贴
检举何晓峰敲诈勒索
控告上官云飞滥用职权
李科长滥用职权，为亲属办证
赵站长对反映问题的人打击报复
副镇长冯建设中饱私囊
吴队长充当保护伞
请查一查徐行长权钱交易
罗大伟同志玩忽职守
高院长徇私枉法
马厂长私吞货款
朱秘书长收受财物
胡老板给林科长行贿
郭会长公款旅游
去年以来，许部长买官卖官
曹所长优亲厚友。
梁馆长套取资金
“潘书记公款吃喝”
原主任薛小林违纪违法
吕　大勇受贿
""".strip().splitlines()
DOES_NOT = """
建议加强对贪污受贿的警示教育
曾经收受红包的人员应当登记
高压态势打击贪污
王局长提出要打击贪污
举报方式应当公开
建议严查优亲厚友
张局长任内没有受贿
希望有关单位杜绝吃拿卡要
个别干部吃拿卡要
管理人员弄虚作假
感谢李主任的帮助
主席常讲贪污之害
校长严管公款吃喝
书记任内贪污问题
局长曾因受贿被查
某局长收受红包怎么处理
部分村支书优亲厚友
施工单位弄虚作假
建议公布举报电话，受贿线索统一受理
何人骗取补贴应当公示
医生收红包问题应治理
校长公款吃喝要管
商家弄虚作假
宣传廉洁故事，反对以权谋私
临湖市图书馆周末座位不足
建议增设自习室，并延长周末开放时间
张老师讲的课很好，建议多开几场
请李局长关注湖滨路的积水
王主任说会防止暗箱操作
应急预案不能弄虚作假
建议明确优亲厚友的认定标准
有的单位公车私用
严查公款旅游
周边商户虚报冒领补贴的传闻应澄清
全市开展整治吃拿卡要专项行动
建议对骗取补贴的企业设黑名单
和谐社区评选不要暗箱操作
童年时听过打击报复的故事
陈列馆介绍了反贪污的历史
建议请法官讲一讲受贿罪
""".strip().splitlines()


@pytest.mark.parametrize("text", ACCUSES)
def test_naming_a_culprit_is_an_accusation(text: str) -> None:
    assert accuses(f"近来有一件事。{text}！请处理")


@pytest.mark.parametrize("text", DOES_NOT)
def test_speaking_of_a_wrong_is_no_accusation(text: str) -> None:
    assert not accuses(f"近来有一件事。{text}，请处理")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("身份证11010519491231002X", ["id-number"]),
        ("身份证 110105 19491231 002x。", ["id-number"]),
        ("１１０１０５１９４９１２３１００２Ｘ", ["id-number"]),
        ("编号110105194912310021", []),
        ("11010519491331002X", []),
        ("卡号6222 0212 3456 7890 128", ["bank-card"]),
        ("卡号4111 1111 1111 1111", ["bank-card"]),
        ("卡号4111-1111-1111-1111，户名略", ["bank-card"]),
        ("卡号4111111111111112", []),
        ("打13800138000", ["phone"]),
        ("+86 138 0013 8000", ["phone"]),
        ("138-0013-8000、139 1234 5678", ["phone", "phone"]),
        ("热线12345，座机0000-1234567", []),
        ("订单20260918123456", []),
        ("共投入13800138000000元", []),
        ("2026年9月18日至2027年1月1日", []),
        ("11010519491231002X 和 13800138000", ["id-number", "phone"]),
    ],
)
def test_numbers_of_ones_own_are_noticed(text: str, kinds: list[str]) -> None:
    assert [number.kind for number in own_numbers(text)] == kinds


def test_a_number_is_shown_by_its_ends_alone() -> None:
    assert own_numbers("11010519491231002X")[0].shown == "110…2X"


@pytest.mark.parametrize("piece", ["王", "举报", "1 ", "副原前", "张局长", "13", "欧阳"])
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    text = piece * (9000 // len(piece))
    start = time.perf_counter()
    accuses(text)
    own_numbers(text)
    assert time.perf_counter() - start < 2
