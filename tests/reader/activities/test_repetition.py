"""Finding events costs time in step with the length, whatever is repeated."""

from __future__ import annotations

import time

import pytest

from banjie_reader import read_text

PIECES = (
    "“来吧！", "！”", "主讲《", "5月1日（", "5月1日（星期五）至", "九日举行，", "举办“甲”",
    "市图书馆主办的读书会，", "丰富的活动", "主旨：办理【", "时间和", "湖畔读书会\n\n◆5月1日\n",
    "湖畔读书会\n◆5月1日\n◆甲馆\n", "    \n", "责任单位要", "（牵头",
)  # fmt: skip


def seconds(text: str) -> float:
    begin = time.process_time()
    read_text(text)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_cost_grows_with_the_length_when_repeated(piece: str) -> None:
    """Four times the length: linear is 4 ×, quadratic 16 ×."""
    short, long = (
        min(seconds(piece * (size // len(piece))) for _ in range(2)) for size in (4_000, 16_000)
    )
    assert long < 8 * short + 0.5
