"""Times of every usual form in the sentences of plans that give them."""

from __future__ import annotations

from datetime import date

import pytest

from banjie_reader import read_text

Days = tuple[str | None, str | None, str | None]
TIMES: dict[str, Days] = {
    "上半年": ("2026-01-01", "2026-07-01", None),
    "2026年上半年": ("2026-01-01", "2026-07-01", None),
    "二季度": ("2026-04-01", "2026-07-01", None),
    "3月上旬": ("2026-03-01", "2026-03-11", None),
    "5月中下旬": ("2026-05-11", "2026-06-01", None),
    "3月至5月": ("2026-03-01", "2026-06-01", None),
    "3—5月": ("2026-03-01", "2026-06-01", None),
    "10月下旬至11月上旬": ("2026-10-21", "2026-11-11", None),
    "6月底前": (None, "2026-07-01", None),
    "11月中旬前": (None, "2026-11-21", None),
    "年底前": (None, "2027-01-01", None),
    "5月6日": ("2026-05-06", "2026-05-07", None),
    "5月6-8日": ("2026-05-06", "2026-05-09", None),
    "5月6日（星期三）上午9:00": ("2026-05-06", "2026-05-07", None),
    "5月6日14:30-16:30": ("2026-05-06", "2026-05-07", None),
    "2026年5月6日下午2时至4时": ("2026-05-06", "2026-05-07", None),
    "2026.5.6": ("2026-05-06", "2026-05-07", None),
    "每月": (None, None, "FREQ=MONTHLY"),
    "每季度": (None, None, "FREQ=MONTHLY;INTERVAL=3"),
    "每月第一个周五": (None, None, "FREQ=MONTHLY;BYDAY=1FR"),
    "每周三下午": (None, None, "FREQ=WEEKLY;BYDAY=WE"),
    "每两个月": (None, None, "FREQ=MONTHLY;INTERVAL=2"),
    "国庆节期间": ("2026-10-01", "2026-10-08", None),
    "“六一”儿童节前夕": ("2026-05-25", "2026-06-01", None),
    "重阳节": ("2026-10-18", "2026-10-19", None),
    "暑假期间": ("2026-07-01", "2026-09-01", None),
    "3月起": ("2026-03-01", None, None),
    "4月23日前后": ("2026-04-16", "2026-05-01", None),
    "今年5月": ("2026-05-01", "2026-06-01", None),
    "明年1月": ("2027-01-01", "2027-02-01", None),
    "2026年9月—2027年1月": ("2026-09-01", "2027-02-01", None),
    "秋季学期": ("2026-09-01", "2027-02-01", None),
}
SENTENCES = (
    "（一）{time}，市教育局举办读书分享会。\n（二）",
    "（一）市教育局于{time}举办读书分享会。\n（二）",
    "（一）组织读书分享会。{time}，在全市开展读书分享会。（责任单位：市教育局）\n（二）",
    "（一）举办读书分享会。活动时间：{time}。责任单位：市教育局。\n（二）",
    "（一）举办读书分享会（{time}）。\n（二）",
    "1.{time}，举办读书分享会。\n2.",
)
PAPER = "临湖市教育局2026年工作要点\n一、主要工作\n{item}走访学校。走访学校10所。\n"


def _times(sentence: str, time: str) -> list[Days]:
    found = read_text(PAPER.format(item=sentence.format(time=time))).activities
    assert len(found) == 2, (time, [activity.title.text for activity in found])
    return [(_iso(when.start), _iso(when.end), when.recurrence) for when in found[0].when]


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_time_is_read(sentence: str) -> None:
    glued = {"2026.5.6"} if sentence.startswith("1.") else set()  # 1.2026.5.6 is a number
    times = {time: _times(sentence, time) for time in TIMES if time not in glued}
    assert times == {time: [TIMES[time]] for time in times}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("（一）自2026年3月1日起，开展巡河。\n（二）", ("2026-03-01", None, None)),
        ("（一）巡河。活动时间：全年。\n（二）", ("2026-01-01", "2027-01-01", None)),
        ("（一）巡河（全年）。\n（二）", ("2026-01-01", "2027-01-01", None)),
        ("（一）暑期，组织学生巡河。\n（二）", ("2026-07-01", "2026-09-01", None)),
        ("（一）自2014年3月1日起，巡河是惯例。\n（二）", None),
        ("（一）组织春季巡河。\n（二）", None),
        ("（一）开展巡河。全年，共巡河20次。\n（二）", None),
    ],
)
def test_time_that_stands_alone_counts(item: str, expected: Days | None) -> None:
    assert _times(item, "") == ([expected] if expected else [])
