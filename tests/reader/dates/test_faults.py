"""Dates that cannot be as written are said, not mended in silence."""

from __future__ import annotations

from datetime import date

import pytest

from banjie_reader.dates import find_dates, find_faults

_CASES = [
    ("定于6月31日召开", "impossible_date", "6月31日"),
    ("2025年2月29日", "impossible_date", "2025年2月29日"),
    ("2026年13月完成", "impossible_date", "2026年13月"),
    ("11月至3月实行", "ends_before_start", "11月至3月"),
    ("4月20日至4月8日报名", "ends_before_start", "4月20日至4月8日"),
    ("2026年5月至2025年8月", "ends_before_start", "2026年5月至2025年8月"),
    ("6月10日（星期四）", "weekday_mismatch", "6月10日（星期四）"),
    ("10月16日（周五）至18日（周六）", "weekday_mismatch", "10月16日（周五）至18日（周六）"),
]


@pytest.mark.parametrize(("text", "code", "words"), _CASES)
def test_fault_found_with_its_words(text: str, code: str, words: str) -> None:
    (fault,) = find_faults(text, date(2026, 3, 10))
    assert (fault.code, text[fault.span.start : fault.span.end]) == (code, words)


@pytest.mark.parametrize(
    "text",
    [
        "6月30日",
        "11月至次年3月",
        "6月10日（星期三）",
        "2024年2月29日",
        "四季度",
        "3月底前",
        "除夕",
        "近日",
    ],
)
def test_no_fault_where_the_date_is_possible(text: str) -> None:
    assert find_faults(text, date(2026, 3, 10)) == ()


def test_date_wins_over_its_weekday() -> None:
    (found,) = find_dates("6月10日（星期四）", date(2026, 3, 10))
    assert (found.start, found.end) == (date(2026, 6, 10), date(2026, 6, 11))


def test_impossible_date_has_no_days() -> None:
    (found,) = find_dates("6月31日", date(2026, 3, 10))
    assert (found.start, found.end) == (None, None)
