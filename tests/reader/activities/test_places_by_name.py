"""Places of every usual kind in the sentences, labels and headings that tell where an event is."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

PLACES = [
    "市人民大会堂",
    "市行政中心三楼会议室",
    "市政府第一会议室",
    "临湖大酒店三楼多功能厅",
    "市工人文化宫",
    "湖滨体育馆",
    "望湖广场",
    "东湖村文化礼堂",
    "柳堤社区党群服务中心",
    "新时代文明实践中心",
    "市图书馆一楼报告厅",
    "临湖大剧院",
    "学校操场",
    "大礼堂",
    "教学楼301教室",
    "图书馆二楼阅览室",
    "临湖国际会展中心",
    "高新区创业孵化基地",
    "湖心岛",
    "红色教育基地",
    "烈士陵园",
    "敬老院",
    "市民之家",
    "镇政府大院",
    "村委会大院",
    "湿地公园",
    "古镇景区",
    "步行街",
    "中心小学",
    "实验幼儿园",
    "职工之家",
    "乡村大舞台",
    "农家书屋",
    "市委党校",
    "消防救援站",
    "法院审判庭",
    "融媒体中心演播厅",
    "云端直播间",
    "市人才市场",
    "临湖商会大厦",
    "工商联会议室",
    "湖城书店",
    "城市书房",
    "非遗馆",
    "美术馆一号展厅",
    "体育中心游泳馆",
    "篮球场",
    "网球中心",
    "健身步道",
    "环湖绿道",
    "滨江公园北门",
    "市第一人民医院门诊大厅",
    "社区卫生服务中心",
    "血站",
    "农贸市场",
    "生态园",
    "茶园",
    "污水处理厂",
    "变电站",
    "工业园区",
    "物流园",
    "建筑工地",
    "车站",
    "渔港",
    "机场",
    "收费站",
]
SENTENCES = (
    "5月6日，市文旅局在{place}举办读书分享会。",
    "5月6日上午，读书分享会在{place}举行。",
    "读书分享会于5月6日在{place}召开，市文旅局参加。",
    "5月6日，由市总工会主办的读书分享会在{place}拉开帷幕。",
    "5月6日，志愿者来到{place}开展读书分享活动。",
    "5月6日，市文旅局走进{place}开展读书分享活动。",
    "活动名称：读书分享会\n活动时间：5月6日\n活动地点：{place}\n参加人员：全体职工",
    "一、活动时间\n5月6日\n二、活动地点\n{place}\n三、活动内容\n读书分享会",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_place_is_found(sentence: str) -> None:
    paper = "通知" if "\n" in sentence else "简讯"
    heading = f"市文旅局关于读书分享会的{paper}\n发布时间：2026-05-20\n"
    wrong = []
    for place in PLACES:
        found = read_text(heading + sentence.format(place=place)).activities
        if [[phrase.text for phrase in activity.where] for activity in found] != [[place]]:
            wrong.append(place)
    assert not wrong
