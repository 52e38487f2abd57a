"""What holds for any text: nothing raises, words are where they are said to be, cost is linear."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banjie_reader.dates import find_dates, find_faults, resolve, scan
from banjie_reader.quantities import find_quantities
from banjie_reader.script import fold

_PIECES = (
    "年月日号初末底前后旬季度半学期周第每个一二三四五六七八九十廿零〇0123456789"
    "至到-—、,，。（）()“”"
    "《》 \n上下中今明去次本春夏秋冬农历正腊民国节前后夕起以来截止"
    "逢隔双按余多近约超百千万亿元人名场"
)
_TEXT = st.text(st.sampled_from(_PIECES), max_size=60) | st.text(max_size=60)
_DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))


@settings(max_examples=600, deadline=None)
@given(_TEXT, _DAYS, st.none() | st.integers(-5, 12000))
def test_dates_never_raise_for_any_text(
    text: str, reference: date | None, year: int | None
) -> None:
    before = 0
    for when in find_dates(text, reference, year):
        assert text[when.span.start : when.span.end] == when.text
        assert before <= when.span.start < when.span.end
        before = when.span.end
        assert when.start is None or when.end is None or when.start < when.end
    for fault in find_faults(text, reference, year):
        assert text[fault.span.start : fault.span.end] == fault.values["words"]


@settings(max_examples=600, deadline=None)
@given(_TEXT)
def test_quantities_never_raise_for_any_text(text: str) -> None:
    before = 0
    for quantity in find_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert before <= quantity.span.start < quantity.span.end
        before = quantity.span.end
        assert (quantity.low is None) == (quantity.high is None)


@settings(max_examples=300, deadline=None)
@given(_TEXT.map(lambda text: text.replace("\n", "。")))
def test_without_any_year_nothing_is_guessed(text: str) -> None:
    """What has days without a reference has the same days with any reference (in one paragraph)."""
    expressions = scan(text)
    plain = resolve(expressions)
    for other in (resolve(expressions, date(2024, 2, 29)), resolve(expressions, date(2031, 11, 5))):
        for bare, dated in zip(plain, other, strict=True):
            assert bare.start is None or bare.start == dated.start


@given(st.text(max_size=80))
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


_HOSTILE = [
    "1、", "3月", "2019", "一", "一二", "年月",
    "每周一、", "第一、", "十", "（", "《", "“五一”",
    "每年1月1日和", "1月1日-", "春节前后", "3—", "2,000", " 2 000",
    "农历正月", "民国", "万", "百分之",
    "近", "不少于", "周一、", "9:00-", "1月1日（", "上", "初", "%", "截至", "年 ", "1 ", "三分之",
    "几十", "至",
]  # fmt: skip


@pytest.mark.parametrize("piece", _HOSTILE)
def test_cost_is_linear_for_hostile_repetitions(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        begin = time.process_time()
        find_dates(text, date(2026, 3, 10))
        find_quantities(text)
        return time.process_time() - begin

    cost(2_000)
    small, large = cost(10_000), cost(40_000)
    assert large < 8 * small + 0.5
