"""Places named in running text."""

from __future__ import annotations

import pytest

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
