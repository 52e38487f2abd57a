"""Inputs drawn by hypothesis: a good input with some stretches of it changed."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.reader.fuzz.shapes import pdf_seed, seeds

_TOKENS = [
    token.encode()
    for token in (
        "一、", "（一）", "1.", "时间：", "责任单位：", "（市文旅局牵头，市教育局配合）", "3月", "底前",
        "每周五", "春节前后", "近日", "50余人", "《", "”", "附件1：", "以上由", "\n", "\t", "\v", "|",
        "<", ">", "&", '"', "</w:t>", "<w:tc>", "<w:vMerge/>", ' w:val="-1"', ' w:val="99999999999"',
        "<td rowspan=9>", "\x00", "\ufffd", "０", "⼀", "20XX年", "6月31日", "999999999999999999999",
    )
]  # fmt: skip
_WORDS = st.sampled_from(_TOKENS) | st.binary(max_size=4)


@st.composite
def _changed(draw: st.DrawFn, known: st.SearchStrategy[bytes]) -> bytes:
    data = draw(known)
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(1, max(1, len(data))))
        end = start + draw(st.sampled_from((0, 0, 1, 3, 40)))
        data = data[:start] + draw(_WORDS) * draw(st.sampled_from((1, 1, 2, 30))) + data[end:]
    return data


def inputs() -> st.SearchStrategy[bytes]:
    """Inputs of every shape that `shapes` knows."""
    return _changed(st.sampled_from(seeds()))


def pdf_files() -> st.SearchStrategy[bytes]:
    return _changed(st.just(pdf_seed()))
