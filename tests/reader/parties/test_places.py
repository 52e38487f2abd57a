"""Places named in running text."""

from __future__ import annotations

import pytest

from banjie_reader import read_text
from banjie_reader.places import find_places

ROWS = [
    ("活动在望湖广场举办。", ["望湖广场"]),
    ("决赛于6月5日在市文化馆小剧场举行，各队参加。", ["市文化馆小剧场"]),
    ("在市图书馆一楼展厅、望浦区文化馆、古码头展示馆同步举办。", ["市图书馆一楼展厅", "望浦区文化馆", "古码头展示馆"]),
    ("到菱塘区、望浦区和砚溪县的12个社区走访。", ["菱塘区", "望浦区", "砚溪县"]),
    ("读书会以市图书馆水杉厅为主会场，可进社区。", ["市图书馆水杉厅"]),
    ("上午8时，从望湖广场出发，沿环湖步道行进。", ["望湖广场"]),
    ("2月9日，在五楼报告厅，放映影片。", ["五楼报告厅"]),
    ("十三日在望湖國中舉行惜別之夜。", ["望湖國中"]),
    ("宣传日活动分别在城区休闲广场、双桥花园举行。", ["城区休闲广场", "双桥花园"]),
    ("在北堤戏台登场，晚会在荷塘广场热闹上演。", ["北堤戏台", "荷塘广场"]),
    ("位于东湾的望湖公园将举行灯会，地点东湾望湖公园。", ["东湾望湖公园"]),
    ("时间初定5月9日，地点望湖公园。", ["望湖公园"]),
    ("湖心美术馆的“湖风”画展将展出至5月3日。", ["湖心美术馆"]),
    ("10月1日，荷塘广场将举办“湖声”音乐会，东湾公园还将举行灯会。", ["荷塘广场", "东湾公园"]),
    ("9月28日晚，东湾区水杉公园，“湖城之秋”活动启幕。", ["东湾区水杉公园"]),
    ("5月4日9时于湖心大楼6楼会议室将举办系列讲座。", ["湖心大楼6楼会议室"]),
    ("望湖度假区将分别举办灯会、市集。", []),
    ("湖心博物馆将举办“湖风”画展。", []),
    ("在青桥镇举行启动仪式。", ["青桥镇"]),
    ("在青桥镇开展护河试点。", []),
    ("在青桥景区开展巡护。", ["青桥景区"]),
    ("拟在新春前的星期日举办。", []),
    ("在全市范围内开展整治。", []),
    ("旨在提高质量，从实际出发，意义重大。", []),
    ("由市图书馆、市文化馆举办。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), ROWS)
def test_places_are_those_the_sentence_names(text: str, places: list[str]) -> None:
    found = find_places(text, 0, len(text))
    assert [place.text for place in found] == places
    assert [text[slice(*place.span)] for place in found] == places


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (
            "望湖图书馆2026湖城书展期间，分会场将设在馆内，有读书会、市集。敬请期待！",
            ["望湖图书馆"],
        ),
        ("望湖公园本次活动设有市集、灯谜", ["望湖公园"]),
        ("望湖公园、东湾广场；南堤书院", ["望湖公园", "东湾广场", "南堤书院"]),
    ],
)
def test_labelled_place_ends_where_the_text_goes_on(value: str, places: list[str]) -> None:
    found = read_text(f"湖城夜读\n时间：5月1日\n地点：{value}\n").activities
    assert [place.text for place in found[0].where] == places
