"""Tables in plain text, whichever marks part their cells."""

from __future__ import annotations

import pytest

from banjie_reader import read_text

HEADER = ["活动名称", "活动时间", "活动地点", "主要内容"]
ROWS = [
    ["旧书市集", "5月1日", "南湖广场", "交换旧书"],
    ["灯谜晚会", "9月17日", "东门礼堂", "猜谜赏灯"],
]
CAPTION = "临湖市2026年街区活动表\n\n"


def barred(left: str, right: str, count: int) -> str:
    """The table in lines, with bars between the cells and what stands at either end."""
    lines = [left + " | ".join(cells) + right for cells in [HEADER, *ROWS[:count]]]
    return CAPTION + "\n".join(lines) + "\n"


@pytest.mark.parametrize(("left", "right"), [("", ""), ("", " |"), ("| ", ""), ("| ", " |")])
@pytest.mark.parametrize("count", [1, 2])
def test_rows_are_read_wherever_the_bars_stand(left: str, right: str, count: int) -> None:
    found = read_text(barred(left, right, count)).activities
    read = [[a.title.text, a.when[0].text, a.where[0].text] for a in found]
    assert read == [row[:3] for row in ROWS[:count]]


def test_lone_bars_part_cells_of_several_lines() -> None:
    header = ["序號", "競賽項目", "報名期限", "比賽日期", "比賽地點"]
    rows = [
        ["1", "划船", "4月1日前", "5月2日", "南湖碼頭"],
        ["2", "繞湖跑", "4月3日前", "男組:5月3日\n女組:5月4日", "東門廣場\n北堤操場"],
        ["3", "游泳", "4月5日至9日", "5月9日", "臨湖泳館"],
    ]
    text = "臨湖縣划船系列競賽總則\n" + "\n|\n".join(c for row in [header, *rows] for c in row)
    found = read_text(text + "\n|\n").activities
    assert [a.title.text for a in found] == ["划船", "繞湖跑", "游泳"]
    assert [w.text for w in found[1].when] == ["5月3日", "5月4日"]
    assert [p.text for p in found[1].where] == ["東門廣場", "北堤操場"]


def test_stacked_rows_are_refused_where_a_cell_is_left_out() -> None:
    cells = ["序号", "活动名称", "时间", "地点"]
    cells += ["1", "旧书市集", "5月1日", "南湖广场"]
    cells += ["2", "灯谜晚会", "东门礼堂"]
    cells += ["3", "风筝节", "10月2日", "北堤"]
    found = read_text(CAPTION + "\n".join(cells) + "\n").activities
    assert not {a.title.text for a in found} & {"1", "2", "3", "10月2日", "东门礼堂"}
    assert all(place.text != "3" for a in found for place in a.where)


def found_in(text: str) -> list[list[str]]:
    """Number, title, first time, place and unit of every activity."""
    return [
        [
            a.number or "",
            a.title.text,
            a.when[0].text if a.when else "",
            a.where[0].text if a.where else "",
            a.responsible[0].text if a.responsible else "",
        ]
        for a in read_text(text).activities
    ]


FULL = """\
序号 活动名称 时间 地点 承办单位
1 开街仪式 5月19日上午 南湖广场 区文旅局
2 旧书市集 5月20日 东门礼堂 区图书馆
3 灯谜晚会 5月21日 北堤公园 区文化馆
"""


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(FULL, id="blanks, one line a row"),
        pytest.param(FULL.replace("\n", " "), id="blanks, all on one line"),
        pytest.param(FULL.replace(" ", "\n"), id="one cell a line"),
        pytest.param(FULL.replace(" ", "\n\n"), id="one cell a line, blank lines between"),
        pytest.param(FULL.replace(" ", " |\n"), id="one cell a line, each with a bar"),
        pytest.param(FULL.replace(" ", "\t"), id="tabs"),
        pytest.param(FULL.replace(" ", "|"), id="bars"),
    ],
)
def test_rows_are_the_same_whatever_parts_the_cells(table: str) -> None:
    assert found_in(CAPTION + table) == [
        ["1", "开街仪式", "5月19日", "南湖广场", "区文旅局"],
        ["2", "旧书市集", "5月20日", "东门礼堂", "区图书馆"],
        ["3", "灯谜晚会", "5月21日", "北堤公园", "区文化馆"],
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_cells_merged_with_the_row_above_are_its_own(between: str) -> None:
    cells = ["日期", "时间", "活动名称", "地点"]
    cells += ["5月19日", "9:00-10:30", "开街仪式", "南湖广场"]
    cells += ["14:00-16:00", "旧书市集", "东门礼堂"]
    cells += ["5月20日", "9:30-11:00", "茶艺讲座", "北堤会议室"]
    cells += ["19:00-21:00", "灯谜晚会", "北堤公园"]
    found = found_in(CAPTION + between.join(cells) + "\n")
    assert [row[1:4] for row in found] == [
        ["开街仪式", "5月19日", "南湖广场"],
        ["旧书市集", "5月19日", "东门礼堂"],
        ["茶艺讲座", "5月20日", "北堤会议室"],
        ["灯谜晚会", "5月20日", "北堤公园"],
    ]


@pytest.mark.parametrize("end", [" | |", " |", ""])
def test_barred_rows_that_slip_under_a_merged_cell_are_put_back(end: str) -> None:
    lines = [
        "| 日期 | 时间 | 安排 |",
        "| 5月19日 | 8:30-9:00 | 学员报到 |",
        f"| 9:00-11:30 | 湿地讲座{end}",
        "| 5月20日 | 8:30-12:00 | 湖岸考察 |",
    ]
    found = found_in(CAPTION + "\n".join(lines) + "\n")
    assert [row[1:3] for row in found] == [
        ["学员报到", "5月19日"],
        ["湿地讲座", "5月19日"],
        ["湖岸考察", "5月20日"],
    ]


def test_a_strange_column_beside_the_dates_is_what_is_on() -> None:
    lines = ["日 期 |", "星 期 |", "校 务 纪 事 |", "備 註 |", "---|---|---|---|"]
    lines += ["9月1日 |", "二 |", "開學典禮 |", "大操場 |", "9月12日 |", "六 |", "親師座談 |", "|"]
    lines += ["9月19日 |", "六 |", "湖濱健行 |", "自備水壺 |"]
    found = found_in("臨湖國小2026年度行事曆\n" + "\n".join(lines) + "\n")
    assert [row[1:3] for row in found] == [
        ["開學典禮", "9月1日"],
        ["親師座談", "9月12日"],
        ["湖濱健行", "9月19日"],
    ]


def test_the_signature_below_a_stacked_table_is_no_row() -> None:
    cells = ["活动名称", "时间", "地点", "开街仪式", "5月19日", "南湖广场"]
    cells += ["灯谜晚会", "5月21日", "北堤公园", "临湖市文化馆", "2026年4月22日"]
    assert [row[1] for row in found_in(CAPTION + "\n".join(cells) + "\n")] == [
        "开街仪式",
        "灯谜晚会",
    ]


def test_the_span_of_a_row_holds_the_cells_before_its_title() -> None:
    cells = ["时间", "地点", "活动名称", "5月19日", "南湖广场", "开街仪式"]
    cells += ["5月21日", "北堤公园", "灯谜晚会"]
    text = CAPTION + "\n".join(cells) + "\n"
    spans = [text[a.span.start : a.span.end] for a in read_text(text).activities]
    assert spans == ["5月19日\n南湖广场\n开街仪式", "5月21日\n北堤公园\n灯谜晚会"]


def test_names_of_columns_broken_over_two_lines_are_one() -> None:
    cells = ["序号", "重点工作", "责任", "领导", "责任", "科室", "工作安排"]
    cells += ["1", "水库移民搬迁", "沈晓禾", "区水利站", "完成迁坟。"]
    cells += ["2", "古桥修缮", "顾青田", "区建设科", "修好两座桥。"]
    found = found_in("青桥镇2026年重点工作二季度进度\n\n" + "\n\n".join(cells) + "\n")
    assert [(row[0], row[4]) for row in found] == [("1", "区水利站"), ("2", "区建设科")]


def test_rows_begin_at_their_numbers_though_the_header_has_names_too_many() -> None:
    cells = ["序号", "重点工作", "责任科室", "攻坚目标", "任务", "工作安排", "进度", "完成情况"]
    cells += ["1", "水库移民搬迁", "区水利站", "完成搬迁。", "推进迁坟。", "过半。"]
    cells += ["2", "古桥修缮", "区建设科", "修好两桥。", "按期开工。", "已开工。"]
    cells += ["3", "绿道建设", "区园林站", "建成10公里。", "分段施工。", "已完工。"]
    found = found_in("青桥镇2026年重点工作进度\n\n" + "\n\n".join(cells) + "\n")
    assert [(row[0], row[4]) for row in found] == [
        ("1", "区水利站"),
        ("2", "区建设科"),
        ("3", "区园林站"),
    ]


def test_a_row_of_more_blank_cells_than_columns_takes_nothing_beyond_the_row_above() -> None:
    text = "时间|活动|单位\n5月|举办甲会|乙局\n| | | | |丙局\n6月|举办丁会|丙局\n"
    assert [a.title.text for a in read_text(text).activities] == ["举办甲会", "举办丁会"]
