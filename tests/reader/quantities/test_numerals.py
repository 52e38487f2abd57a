"""Numerals alone."""

from __future__ import annotations

import pytest

from banjie_reader.numerals import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12), ("1,200", 1200), ("4 500", 4500), ("1.5万", 15000), ("3万5千", 35000),
        ("1亿2000万", 120_000_000), ("十", 10), ("十二", 12), ("二十", 20), ("一百零八", 108),
        ("一百二十", 120), ("三千五百", 3500), ("两万", 20000), ("一万五千", 15000), ("百", 100),
        ("万", 10000), ("二〇二六", 2026), ("一二", 12), ("廿三", 23), ("卅一", 31), ("壹佰", 100),
        ("三亿", 300_000_000), ("6.10", 6.1),
    ],
)  # fmt: skip
def test_number(words: str, value: float) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["", "人", "1.2.3", "十人", ".", "9" * 40, "亿" * 9])
def test_no_number(words: str) -> None:
    assert number(words) is None
