"""Events of every usual kind in the sentences in which news names them."""

from __future__ import annotations

from itertools import cycle

import pytest

from banjie_reader import read_text

EVENTS = [
    "全民阅读推广活动",
    "“湖畔书香”读书分享会",
    "第三届职工运动会",
    "2026年春季人才招聘会",
    "青年干部能力提升培训班",
    "“我们的节日·端午”主题活动",
    "消防安全知识讲座",
    "乡村振兴现场推进会",
    "安全生产应急演练",
    "非遗文化进校园活动",
    "中小学生书法大赛",
    "“湖城杯”乒乓球邀请赛",
    "全市统战工作会议",
    "民营企业家座谈会",
    "敬老爱老志愿服务活动",
    "“6·26”国际禁毒日宣传活动",
    "首届湖鲜美食节",
    "新春茶话会",
    "“学雷锋”志愿服务月活动",
    "交通安全宣传进社区活动",
    "义务植树活动",
    "社区邻里节",
    "湖区生态保护论坛",
    "机关干部健步走活动",
    "“送教下乡”活动",
    "文明交通劝导活动",
    "老年书画展",
    "国学经典诵读比赛",
    "党风廉政教育专题党课",
    "校园十佳歌手大赛",
    "防汛抗旱工作部署会",
    "“护苗”专项行动",
    "政银企对接会",
    "归侨侨眷联谊会",
    "留守儿童夏令营",
    "家庭教育公开课",
    "少先队入队仪式",
    "湖城国际马拉松赛",
    "反诈宣传活动",
    "道德讲堂活动",
    "农民丰收节",
    "龙舟赛",
    "辩论赛",
    "冬令营",
    "灯谜竞猜活动",
    "法治讲座",
    "健康义诊活动",
    "政协委员视察活动",
    "提案办理协商会",
    "界别协商座谈会",
    "“双减”工作推进会",
    "新闻发布会",
    "会员代表大会",
    "年度总结表彰大会",
    "学术研讨会",
    "毕业典礼",
    "揭牌仪式",
    "捐赠仪式",
    "公祭活动",
    "拔河比赛",
    "篮球联赛",
    "技能大赛",
    "征文比赛",
    "插花体验活动",
    "戏曲专场演出",
    "图书漂流活动",
    "跳蚤市场",
    "开放日活动",
    "文创市集",
    "厨艺大比拼",
]
UNITS = ("市文旅局", "市总工会", "市图书馆", "临湖中学", "东湖街道", "市政协办公室", "团市委")
PLACES = ("望湖广场", "市文化馆", "市体育中心", "临湖中学报告厅", "市民中心二楼会议室", "东湖社区")
SENTENCES = (
    "5月6日，{unit}在{place}举办{event}。来自各单位的60余人参加。",
    "5月6日上午，{unit}举办{event}。活动中，大家踊跃参与。",
    "5月6日，由{unit}主办的{event}在{place}举行。",
    "近日，{unit}组织开展{event}。",
    "5月6日，{unit}在{place}开展了{event}。",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_event_is_found_by_its_name(sentence: str) -> None:
    wrong = []
    for event, unit, place in zip(EVENTS, cycle(UNITS), cycle(PLACES), strict=False):
        said = sentence.format(event=event, unit=unit, place=place)
        found = read_text(f"{unit}简讯\n发布时间：2026-12-20\n{said}").activities
        named = [activity.title.text for activity in found] == [event]
        placed = not found or [p.text for p in found[0].where] == [place] * ("{place}" in sentence)
        if not (named and placed):
            wrong.append(said)
    assert not wrong
