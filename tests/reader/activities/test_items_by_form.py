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


BELOW = (
    "请各单位于3月20日前将名单报市文旅局。",
    "以上活动如有变动，以实际通知为准。",
    "注：时间以实际通知为准。",
    "附活动安排一览表",
    "抄送：市委办公室。",
)


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("numbers", [NUMBERS[k] for k in ("（一）", "1.", "①", "●")])
def test_the_last_item_ends_above_what_is_said_to_all(numbers: tuple[str, ...], below: str) -> None:
    items = [
        f"{n}{e}（{d}，责任单位：{u}）"
        for n, e, d, u in zip(numbers, EVENTS, DAYS, UNITS, strict=False)
    ]
    text = "\n".join(("临湖市文化活动安排", "二、活动安排", *items, below, "2026年3月1日"))
    reading = read_text(text)
    last = reading.activities[-1].span
    assert text[slice(*last)].endswith(f"责任单位：{UNITS[2]}）")


SAID = (
    ("由{a}牵头，{b}配合。", "{a}", "", "{b}"),
    ("{a}是牵头部门，{b}是配合部门。", "{a}", "", "{b}"),
    ("责任单位为{a}、{b}。", "", "{a}、{b}", ""),
    ("（持续推进，{a}）", "", "{a}", ""),
    ("[{a}牵头，{b}按职责分工负责]", "{a}", "{b}", ""),
    ("（主办：{a}；承办：{b}）", "{a}", "{b}", ""),
)


@pytest.mark.parametrize(("said", "lead", "responsible", "cooperating"), SAID)
def test_items_say_in_every_way_who_does_them(
    said: str, lead: str, responsible: str, cooperating: str
) -> None:
    items = [
        f"{n}开展{e}。组织职工参加。{said.format(a=a, b=b)}"
        for n, e, a, b in zip(("1.", "2."), EVENTS, UNITS, UNITS[2:], strict=False)
    ]
    found = read_text(PLAN.format(items="\n".join(items))).activities
    for activity, a, b in zip(found, UNITS, UNITS[2:], strict=False):
        told = (activity.lead, activity.responsible, activity.cooperating)
        expected = (w.format(a=a, b=b) for w in (lead, responsible, cooperating))
        assert ["、".join(u.text for u in units) for units in told] == list(expected)


NO_WORK = {
    "名额分配": ("各县区每队5人。", "市直单位每队3人。"),
    "经费来源": ("活动经费由财政统筹。", "社会赞助。"),
    "服务对象": ("辖区内60岁以上老人。", "困难家庭儿童。"),
    "考核评价": ("实行年度考核。", "建立通报制度。"),
    "有关要求": ("请各单位于4月10日前报送报名表。", "参加人员要遵守纪律。"),
}


@pytest.mark.parametrize("heading", NO_WORK)
@pytest.mark.parametrize("numbers", NUMBERS.values(), ids=NUMBERS)
def test_rules_are_no_work_whatever_numbers_them(numbers: tuple[str, ...], heading: str) -> None:
    rules = [number + rule for number, rule in zip(numbers, NO_WORK[heading], strict=False)]
    work = "（一）老年书画展（4月，责任单位：市文旅局）\n（二）法治讲座（5月，责任单位：团市委）"
    text = "\n".join(("临湖市文化活动方案", "一、活动安排", work, f"二、{heading}", *rules))
    assert [a.title.text for a in read_text(text).activities] == ["老年书画展", "法治讲座"]


TIMED = (
    ("老年书画展（3月，二楼会议室）", "老年书画展", "3月", "二楼会议室"),
    ("3月5日（周四） 老年书画展", "老年书画展", "3月5日（周四）", ""),
    ("3月5日，老年书画展", "老年书画展", "3月5日", ""),
    ("9月中旬：老年书画展（市文旅局）", "老年书画展", "9月中旬", ""),
    ("上半年在望湖广场举办老年书画展。", "举办老年书画展", "上半年", "望湖广场"),
    ("老年书画展  时间：3月  地点：望湖广场", "老年书画展", "3月", "望湖广场"),
    ("全民阅读活动  时间：3月  地点：望湖广场", "全民阅读活动", "3月", "望湖广场"),
    ("三月：老年书画展", "老年书画展", "三月", ""),
)


@pytest.mark.parametrize(("item", "title", "when", "where"), TIMED)
def test_times_and_places_stand_anywhere_in_an_item(
    item: str, title: str, when: str, where: str
) -> None:
    found = read_text(PLAN.format(items="\n".join(f"{n}、{item}" for n in (1, 2, 3)))).activities
    assert [a.title.text for a in found] == [title] * 3
    assert [[w.text for w in a.when] for a in found] == [[when]] * 3
    assert [[p.text for p in a.where] for a in found] == [[where] * bool(where)] * 3


@pytest.mark.parametrize("number", ["（一）", "1.", "●"])
@pytest.mark.parametrize(
    ("worded", "title"),
    [
        ("5月在望湖广场举办护湖讲座。", "举办护湖讲座"),
        ("拟于5月8日上午在二楼会议室举办护湖讲座", "举办护湖讲座"),
        ("计划于5月上旬开展护湖讲座，参加人员全体干部职工", "开展护湖讲座"),
        ("【5月】护湖讲座", "护湖讲座"),
        ("（5月8日）护湖讲座", "护湖讲座"),
        ("护湖讲座（5月8日（周五））", "护湖讲座"),
        ("护湖讲座（第二季度，二楼会议室）", "护湖讲座"),
        ("护湖讲座，时间5月8日，地点二楼会议室。", "护湖讲座"),
        ("护湖讲座，5月8日", "护湖讲座"),
        ("护湖讲座 2026.5.8-2026.5.10", "护湖讲座"),
        ("护湖讲座  时间：5月8日  地点：二楼会议室", "护湖讲座"),
    ],
)
def test_a_title_holds_no_time_or_place(number: str, worded: str, title: str) -> None:
    items = [number + worded, NUMBERS[number][1] + "消防应急演练（6月）"]
    found = read_text(PLAN.format(items="\n".join(items))).activities
    assert [a.title.text for a in found] == [title, "消防应急演练"]
    assert found[0].when


@pytest.mark.parametrize(
    "day", ["3月上旬", "2026年3月中旬至10月底", "2026.3.1-2026.3.20", "即日起至3月底"]
)
@pytest.mark.parametrize(
    "worded",
    [
        "（一）第一阶段（{day}）：宣传发动",
        "（一）宣传发动（{day}）",
        "第一阶段：宣传发动（{day}）",
        "第一阶段（{day}）：宣传发动",
    ],
)
def test_a_phase_has_its_name_whatever_counts_it(worded: str, day: str) -> None:
    text = (
        "临湖市护湖活动方案\n一、实施步骤\n" + worded.format(day=day) + "\n张贴海报，发放资料。\n"
    )
    text += worded.replace("一", "二").format(day="11月") + "\n组织培训。\n2026年1月8日"
    found = read_text(text).activities
    assert [a.title.text for a in found] == ["宣传发动", "宣传发动"]
    assert [a.when[0].text for a in found] == [day, "11月"]


@pytest.mark.parametrize("name", ["培育文化志愿队伍", "丰富群众文化场地", "壮大社区文艺人员"])
def test_what_is_built_up_is_work_though_it_ends_like_a_field(name: str) -> None:
    text = f"临湖市文化工作方案\n一、重点任务\n（一）{name}\n整合资源力量。\n（二）完善服务\n优化流程。"
    assert name in [a.title.text for a in read_text(text).activities]


def test_a_bracket_on_a_line_of_its_own_ends_before_the_signature() -> None:
    lines = ["（一）完善服务", "持续完善服务网络，优化服务流程，提高群众满意度水平。"] * 3
    text = "\n".join(
        [*lines, "（市文旅局、市教育局、市图书馆等按职责分工负责）", "临湖市文旅局", "2026年1月8日"]
    )
    last = read_text("临湖市文化工作方案\n一、重点任务\n" + text).activities[-1]
    assert [u.text for u in last.responsible] == ["市文旅局", "市教育局", "市图书馆"]


@pytest.mark.parametrize(
    "roles", ["牵头单位：{};责任单位：{}、{}", "责任单位：{}；配合单位：{}、{}"]
)
@pytest.mark.parametrize("brackets", ["（）", "()", "【】", "〔〕"])
def test_a_heading_ends_before_the_units_in_brackets(roles: str, brackets: str) -> None:
    units = roles.replace(";", "；").format("市文旅局", "团市委", "市教育局")
    heading = f"（一）文化活动{brackets[0]}{units}{brackets[1]}"
    text = f"临湖市文化工作方案\n一、重点任务\n{heading}\n1.举办书画展。\n2.举办读书会。"
    found = read_text(text)
    assert [h.text for h in found.outline][1] == "文化活动"
    assert found.activities[0].title.text == "文化活动"


def test_a_month_before_its_theme_holds_for_the_items_below() -> None:
    text = (
        "临湖市2026年文化计划\n一、活动安排\n3月：读书月\n1.书画展\n2.读书会\n5月：护湖月\n1.健步走"
    )
    times = [a.when[0].text for a in read_text(text).activities]
    assert times == ["3月", "3月", "5月"]
