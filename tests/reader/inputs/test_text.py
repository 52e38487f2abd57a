"""Plain text in the encodings offices use, and refusals that say why."""

from __future__ import annotations

import codecs

import pytest

from banjie_reader.errors import EmptyDocument, UnreadableText
from banjie_reader.inputs import open_source

SIMPLE = "临湖市读书月活动方案\n一、活动安排\n（一）读书会。四月二十三日在临湖书院举办。\n"
TRADITIONAL = "臨湖市讀書月活動方案\n一、活動安排\n（一）讀書會。四月二十三日在臨湖書院舉辦。\n"


@pytest.mark.parametrize(
    "data",
    [
        SIMPLE.encode(),
        codecs.BOM_UTF8 + SIMPLE.encode(),
        SIMPLE.encode("gb18030"),
        SIMPLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"),
        SIMPLE.encode("utf-16-le"),
        SIMPLE.encode("utf-16-be"),
        SIMPLE.encode("utf-32"),
    ],
)
def test_simplified_text_is_read_in_each_encoding(data):
    assert open_source(data, "a.txt").text == SIMPLE


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16", "utf-16-le"])
def test_traditional_text_is_read_in_each_encoding(encoding):
    assert open_source(TRADITIONAL.encode(encoding), "a.txt").text == TRADITIONAL


@pytest.mark.parametrize("words", ["市民政局", "三月\n", "读书会", "计划", "好"])
def test_few_characters_of_gb18030_are_read(words):
    assert open_source(words.encode("gb18030"), "a.txt").text == words


def test_text_is_untouched():
    words = "  一、总体\u3000要求 \r\n\r\n\t（一）目标\x0c二、\u200b安排"
    source = open_source(words.encode(), "a.txt")
    assert source.text == words
    assert [source.text[piece.span.start : piece.span.end] for piece in source.pieces] == [
        "一、总体\u3000要求", "（一）目标\x0c二、\u200b安排"
    ]  # fmt: skip


def test_other_languages_in_utf8_are_text():
    words = "Plan für März: 3 Veranstaltungen. Всего двадцать человек примет участие. 日本語の計画"
    assert open_source(words.encode(), "a.txt").text == words


def test_one_lost_character_in_a_long_text_is_forgiven():
    words = SIMPLE * 30 + "\ufffd"
    assert open_source(words.encode()).text == words


def test_stray_control_character_becomes_a_space():
    words = SIMPLE * 30
    assert open_source((words + "\x08" + words).encode()).text == words + " " + words


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SIMPLE.encode().decode("gb18030", "ignore").encode(), "garbled"),
        (SIMPLE.encode().decode("latin-1").encode(), "garbled"),
        (SIMPLE.encode("gb18030").decode("latin-1").encode(), "garbled"),
        ("锟斤拷锟斤拷".encode(), "garbled"),
        (SIMPLE.encode("gb18030").decode("utf-8", "replace").encode(), None),
        (SIMPLE.encode() + SIMPLE.encode("gb18030"), None),
        (b"\xff\xfe" + SIMPLE.encode("utf-16-le")[:-1], None),
        (bytes(range(256)), None),
    ],
)
def test_text_in_a_wrong_encoding_is_refused(data, reason):
    with pytest.raises(UnreadableText) as caught:
        open_source(data, "a.txt")
    assert caught.value.values.get("reason") == reason
    assert "UTF-8" in caught.value.say()


@pytest.mark.parametrize("data", [b"", b" \n\t", "\u3000\n".encode(), codecs.BOM_UTF8])
def test_text_without_words_is_empty(data):
    with pytest.raises(EmptyDocument):
        open_source(data, "a.txt")
