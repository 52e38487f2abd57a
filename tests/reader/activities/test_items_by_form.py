"""Items of plans in every usual numbering and form, labels in every usual dress."""

from __future__ import annotations

from itertools import cycle

import pytest

from banjie_reader import Activity, read_text

NUMBERS = {
    "（一）": ("（一）", "（二）", "（三）"),
    "1.": ("1.", "2.", "3."),
    "1、": ("1、", "2、", "3、"),
    "(1)": ("(1)", "(2)", "(3)"),
    "①": ("①", "②", "③"),
    "⒈ before 2.": ("⒈", "2.", "3."),
    "2.1": ("2.1 ", "2.2 ", "2.3 "),
    "01": ("01 ", "02 ", "03 "),
    "第一，": ("第一，", "第二，", "第三，"),
    "一是": ("一是", "二是", "三是"),
    "步骤一": ("步骤一：", "步骤二：", "步骤三："),
    "第一项": ("第一项：", "第二项：", "第三项："),
    "Ⅰ": ("Ⅰ、", "Ⅱ、", "Ⅲ、"),
    "A": ("A.", "B.", "C."),
    "【1】": ("【1】", "【2】", "【3】"),
    "●": ("●", "●", "●"),
    "■": ("■ ", "■ ", "■ "),
    "-": ("- ", "- ", "- "),
}
FORMS = (
    "{day}，在{place}举办{event}。（责任单位：{unit}）",
    "{event}（{day}，责任单位：{unit}）",
    "{event}。{day}，在{place}开展活动，组织职工参加。责任单位：{unit}。",
    "{event}\n时间：{day}\n地点：{place}\n责任单位：{unit}",
    "{event}。时间：{day} 地点：{place} 责任单位：{unit}",
    "{event}——{unit}（{day}）",
)
EVENTS = ("老年书画展", "“书香临湖”全民阅读活动", "职工健步走活动", "消防应急演练", "法治讲座")
PLACES = ("望湖广场", "市文化馆", "市体育中心", "二楼会议室")
UNITS = ("市总工会", "团市委", "市文旅局", "东湖街道")
DAYS = ("3月", "5月中旬", "9月8日")

PLAN = """临湖市文体活动工作方案
一、指导思想
丰富文化生活。
二、主要活动
{items}
三、工作要求
1.加强领导。要明确专人负责。
2.强化宣传。要营造氛围。
2026年1月8日"""


def told(found: Activity) -> tuple[list[str], list[str], list[str]]:
    return (
        [w.text for w in found.when],
        [p.text for p in found.where],
        [u.text for u in found.responsible],
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
def test_items_are_work_whatever_numbers_them(numbers: tuple[str, ...], form: str) -> None:
    said = list(zip(numbers, EVENTS, PLACES, UNITS, DAYS, strict=False))
    items = [n + form.format(event=e, place=p, unit=u, day=d) for n, e, p, u, d in said]
    text = PLAN.format(items="\n".join(items))
    found = read_text(text).activities
    where = "{place}" in form
    assert [told(a) for a in found] == [([d], [p] * where, [u]) for _, _, p, u, d in said]
    assert all(e in a.title.text for a, (_, e, *_) in zip(found, said, strict=True))


DRESSES = (
    "{label}：{value}",
    "{label}︰{value}",
    "【{label}】{value}",
    "〖{label}〗{value}",
    "[{label}]{value}",
    "**{label}：**{value}",
    "{label}\n{value}",
    "{label}\t{value}",
    "{label}|{value}",
    "●{label}：{value}",
)
LABELS = (("时间", "地点", "主办"), ("活动时间", "活动地点", "牵头部门"))
HEADS = ("{event}", "一、{event}", "活动一：{event}")


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("dress", DRESSES)
def test_labels_are_read_in_every_dress(dress: str, head: str) -> None:
    blocks = []
    for number, event, place, unit, labels in zip(
        "一二三", EVENTS, PLACES, UNITS, cycle(LABELS), strict=False
    ):
        values = ("4月12日", place, unit)
        lines = [dress.format(label=k, value=v) for k, v in zip(labels, values, strict=True)]
        blocks += [head.format(event=event).replace("一", number, 1), *lines]
    found = read_text("临湖市2026年文化活动安排\n" + "\n".join(blocks)).activities
    assert [(a.when[0].text, a.where[0].text, [u.text for u in a.lead]) for a in found] == [
        ("4月12日", place, [unit]) for place, unit in zip(PLACES, UNITS[:3], strict=False)
    ]


NUMBERED = (
    "（{number}）{label}\n{value}",
    "（{number}）{label}。{value}。",
    "（{number}）{label}：{value}",
)


@pytest.mark.parametrize("field", NUMBERED)
def test_numbered_fields_tell_of_the_item_above_them(field: str) -> None:
    blocks = []
    for number, event, place, unit in zip("一二", EVENTS, PLACES, UNITS, strict=False):
        values = (
            ("活动时间", "4月12日"),
            ("地点", place),
            ("承办单位", unit),
            ("参加人员", "职工"),
        )
        blocks += [f"{number}、{event}"]
        blocks += [
            field.format(number=n, label=k, value=v)
            for n, (k, v) in zip("一二三四", values, strict=True)
        ]
    found = read_text("临湖市2026年文化活动安排\n" + "\n".join(blocks)).activities
    assert [told(a) for a in found] == [
        (["4月12日"], [place], [unit]) for place, unit in zip(PLACES, UNITS[:2], strict=False)
    ]
