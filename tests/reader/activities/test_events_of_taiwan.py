"""Events in papers as Taiwan words them: news, letters with 主旨, plans, field lines."""

from __future__ import annotations

from itertools import cycle

import pytest

from banjie_reader import read_text

EVENTS = ("護湖淨灘活動", "親子共讀活動", "客家文化節", "新春音樂會", "防災演練", "職業訓練說明會")
PLACES = ("臨湖市立圖書館", "望湖廣場", "湖濱國小活動中心", "市府大禮堂")
UNITS = ("臨湖市政府教育局", "湖東區公所", "臨湖市社會福利協會", "湖濱國小")
TIMES = (
    "115年5月6日（星期三）上午9時",
    "5月6日下午2時至4時",
    "民國115年5月6日",
    "5月6日(三)14:00-16:00",
    "115/5/6",
    "五月六日",
)
PAPERS = (
    "標題：{event}開跑\n發布單位：{unit}\n發布日期：115-04-20\n"
    "{unit}將於{time}在{place}舉辦{event}，歡迎民眾踴躍參加。\n",
    "{unit} 函\n發文日期：中華民國115年4月20日\n發文字號：臨教字第1150001號\n"
    "主旨：訂於{time}假{place}舉辦「{event}」，請派員參加，請查照。\n說明：\n"
    "一、依據年度計畫辦理。\n二、報名截止日期為115年4月30日。\n",
    "{event}實施計畫\n壹、依據：臨湖市政府115年度工作計畫。\n貳、目的：推廣{event}。\n"
    "參、辦理單位：\n一、主辦單位：{unit}\n二、協辦單位：湖濱國中\n肆、辦理時間：{time}\n"
    "伍、辦理地點：{place}\n陸、參加對象：全市民眾\n",
    "活動名稱：{event}\n日期：{time}\n地點：{place}\n主辦：{unit}\n費用：免費\n"
    "發布日期：115年4月20日\n",
    "發布日期：115年4月20日\n由{unit}主辦的「{event}」將於{time}在{place}登場，備有禮品。\n",
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("time", TIMES)
def test_event_has_its_day_place_and_name(paper: str, time: str) -> None:
    for event, unit, place in zip(EVENTS, cycle(UNITS), cycle(PLACES), strict=False):
        found = read_text(paper.format(event=event, unit=unit, place=place, time=time)).activities
        assert [activity.title.text.strip("「」") for activity in found] == [event]
        assert [at.text for at in found[0].where] == [place]
        assert [when.start and when.start.isoformat() for when in found[0].when] == ["2026-05-06"]
