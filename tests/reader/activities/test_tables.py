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


def test_stacked_rows_are_refused_where_a_cell_is_left_out() -> None:
    cells = ["序号", "活动名称", "时间", "地点"]
    cells += ["1", "旧书市集", "5月1日", "南湖广场"]
    cells += ["2", "灯谜晚会", "东门礼堂"]
    cells += ["3", "风筝节", "10月2日", "北堤"]
    found = read_text(CAPTION + "\n".join(cells) + "\n").activities
    assert not {a.title.text for a in found} & {"1", "2", "3", "10月2日", "东门礼堂"}
    assert all(place.text != "3" for a in found for place in a.where)
