"""No number but a day goes unseen."""

from __future__ import annotations

import pytest

from banjie.documents.numerals import numerals


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5月8日举办第3期，参加40人次。", ["3", "40人次"]),
        ("收到建议二十余条，采纳12条。", ["二十余条", "12条"]),
        ("联系电话5550123。", ["5550123"]),
        ("各单位认真准备。", []),
    ],
)
def test_no_number_but_a_day_goes_unseen(text: str, numbers: list[str]) -> None:
    assert [text[n.start : n.end] for n in numerals(text)] == numbers
