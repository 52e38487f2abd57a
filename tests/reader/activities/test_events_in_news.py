"""Events of usual kinds in news and announcements that name two of them, or say them in parts."""

from __future__ import annotations

from itertools import cycle

import pytest

from banjie_reader import read_text
from tests.reader.activities.test_events_by_name import EVENTS, PLACES, UNITS

NAMES = [event for event in EVENTS if event != "跳蚤市场"]  # that is known by its verb alone
HEAD = "市里的活动\n发布时间：2026-05-20\n"
TWO = (
    HEAD + "5月6日，{unit}先后举办{event}和{other}。",
    HEAD + "5月6日，{unit}在{place}举办{event}。5月8日，团市委在{place}举办{other}。",
    HEAD + "5月6日上午，{unit}在{place}举办{event}。下午，团市委在{place}举办{other}。",
    "2026年五月活动预告\n【{event}】\n时间：5月6日14:30\n地点：{place}\n"
    "【{other}】\n时间：5月6日18:00\n地点：{place}\n",
)
ONE = (
    HEAD + "5月6日至8日，{unit}在{place}连续举办{event}，一天一场。",
    HEAD + "记者从{unit}获悉，{event}将于5月6日在{place}举行。",
    HEAD + "为丰富群众文化生活，5月6日，{unit}联合团市委在{place}开展{event}。",
    "{unit}訂於115年5月6日（三）假{place}舉行{event}，敬請踴躍參加。",
    "2026年4月20日\n由{unit}主辦、團市委協辦的{event}，於5月6日在{place}舉行。逾百名市民參與。",
    "关于举办{event}的通知\n各有关单位：\n{unit}决定于5月6日在{place}举办{event}。"
    "请积极参加。\n{unit}\n2026年4月20日\n",
    "邀请函\n尊敬的来宾：\n兹定于2026年5月6日上午9时在{place}举行{event}，敬请光临。\n"
    "{unit}\n2026年4月20日\n",
)


def _wrong(paper: str, told: int) -> list[object]:
    wrong: list[object] = []
    others = [*NAMES[5:], *NAMES[:5]]
    rows = zip(NAMES, others, cycle(UNITS), cycle(PLACES), strict=False)
    for event, other, unit, place in rows:
        said = paper.format(event=event, other=other, unit=unit, place=place)
        found = read_text(said).activities
        titles = [activity.title.text for activity in found]
        places = {place.text for activity in found for place in activity.where}
        timed = all(len(activity.when) == 1 and activity.when[0].start for activity in found)
        if titles != [event, other][:told] or places - {place} or not timed:
            wrong.append((event, titles, places, timed))
    return wrong


@pytest.mark.parametrize("paper", TWO)
def test_two_events_are_told_apart(paper: str) -> None:
    assert not _wrong(paper, 2)


@pytest.mark.parametrize("paper", ONE)
def test_one_event_has_its_day_and_place(paper: str) -> None:
    assert not _wrong(paper, 1)
