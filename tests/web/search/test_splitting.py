"""The splitter: what is folded, what is a word, what a term asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjie.search.splitting import (
    TEXT_LIMIT,
    fold,
    index_words,
    looser,
    segments,
    spelled,
    terms,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("市民政务大厅", ["市民政务大厅"]),
        ("督辦事項", ["督办事项"]),
        ("臺灣啟動裡外", ["台湾启动里外"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("Café", ["cafe"]),
        ("Cafe\u0301", ["cafe"]),
        ("二○二六年", ["二〇二六年"]),
        ("通　知", ["通知"]),
        ("关于民\n政工作", ["关于民政工作"]),
        ("2026 年 5 月", ["2026", "年", "5", "月"]),
        ("annual report", ["annual", "report"]),
        ("湖畔·夜读", ["湖畔", "夜读"]),
        ("民\u200b政", ["民政"]),
        ("soft\u00adware", ["software"]),
        ("50%_a", ["50", "a"]),
        ("བོད་ཡིག", ["བོད", "ཡིག"]),
        ("𠀀𠀁", ["𠀀𠀁"]),
        ("😀🎉！？", []),
        ("\0\ufeff", []),
        ("", []),
    ],
)
def test_segments(text: str, parts: list[str]) -> None:
    assert segments(text) == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("市民政务", "市民 民政 政务 务"),
        ("水", "水"),
        ("5月5日", "5 月 日"),
        ("督办督办", "督办 办督 办"),
        ("x" * 100, "x" * 64),
    ],
)
def test_words_of_the_index(text: str, words: str) -> None:
    assert index_words(segments(text)) == words


@pytest.mark.parametrize(
    ("query", "text", "held"),
    [
        ("民政", "市民政务", True),
        ("民政局", "民政工作由统计局办", False),
        ("局", "统计局", True),
        ("2026年", "2026年方案", True),
        ("026年", "2026年方案", False),
        ("月5日", "2026年5月5日", True),
        ("湖畔夜读", "湖畔·夜读", False),
        ("湖畔夜读", "湖畔 夜读", True),
        ("湖畔，夜读", "湖畔·夜读", True),
        ("report", "reports", False),
    ],
)
def test_term_is_held_where_its_characters_stand_together(
    query: str, text: str, held: bool
) -> None:
    (term,) = terms(query)
    assert (term.needle in spelled(segments(text))) is held


def test_terms_are_parted_by_white_space_and_counted_once() -> None:
    assert [term.typed for term in terms("督办　督辦 2026年 ！")] == ["督办", "2026年"]


@pytest.mark.parametrize(
    ("query", "less"),
    [
        ("督办 民政", ["督办", "民政"]),
        ("督办事项", ["督办 事项"]),
        ("2026年", ["2026 年"]),
        ("督办", []),
        ("report", []),
    ],
)
def test_queries_that_ask_for_less(query: str, less: list[str]) -> None:
    assert looser(terms(query)) == less


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_words_stay_below_what_a_tsvector_holds(text: str) -> None:
    assert len(index_words(segments(text)).replace(" ", "").encode()) <= 8 * len(text)
    assert 8 * TEXT_LIMIT < 2**20


@given(st.text())
def test_words_hold_nothing_that_an_index_takes_for_an_operator(text: str) -> None:
    for term in terms(text):
        assert not {*"\"'\\:&|!()*^<>%_ "} & set("".join(term.words))
