"""OFD files: words set in place become paragraphs and tables."""

from __future__ import annotations

import pytest

from banjie_reader.errors import DamagedDocument, EmptyDocument, NoTextLayer
from banjie_reader.inputs import open_source
from banjie_reader.source import tables
from tests.reader.inputs.build import ofd_parts, ofd_text, zipped

LONG = (
    "为推进全民阅读，市文旅局会同市教育局在临湖书院举办读书分享会，组织各单位职工参加，形成报告。"
)


def text_of(*pages: str) -> list[str]:
    return open_source(zipped(ofd_parts(*pages)), "a.ofd").text.splitlines()


def test_lines_are_joined_into_paragraphs():
    page = (
        ofd_text(60, 40, "读书月活动方案", size=8)
        + ofd_text(40, 70, LONG[:26]) + ofd_text(30, 80, LONG[26:]) + ofd_text(40, 90, "附件")
        + ofd_text(100, 285, "— 1 —")
    )  # fmt: skip
    assert text_of(page) == ["读书月活动方案", LONG, "附件"]


def test_steps_between_characters_are_read_in_both_ways():
    same = ofd_text(30, 40, "读书会", steps="5 5") + ofd_text(30, 60, "读书会", steps="g 2 5")
    assert text_of(same) == ["读书会", "读书会"]
    assert text_of(ofd_text(30, 40, "甲乙", steps="50")) == ["甲 乙"]


def test_ruled_table_is_read_by_cells():
    lines = "M 0 0 L 100 0 M 0 10 L 100 10 M 0 20 L 100 20 "
    lines += "M 0 0 L 0 20 M 40 0 L 40 20 M 100 0 L 100 20"
    path = (
        '<ofd:PathObject ID="9" Boundary="30 40 100 20"><ofd:AbbreviatedData>'
        f"{lines}</ofd:AbbreviatedData></ofd:PathObject>"
    )
    words = ofd_text(32, 47, "序号") + ofd_text(72, 47, "内容")
    words += ofd_text(32, 57, "1") + ofd_text(72, 57, "读书会")
    source = open_source(zipped(ofd_parts(path + words)))
    assert [[span and source.text[span.start : span.end] for span in row]
            for row in tables(source)[0]] == [["序号", "内容"], ["1", "读书会"]]  # fmt: skip


def test_turned_and_unseen_text_is_left_out():
    stamp = ofd_text(30, 90, "印章").replace(" Size=", ' CTM="0 1 -1 0 0 0" Size=')
    unseen = ofd_text(30, 110, "密").replace(" Size=", ' Visible="false" Size=')
    assert text_of(ofd_text(30, 40, "正文") + stamp + unseen) == ["正文"]


def test_pages_of_pictures_have_no_text_layer():
    with pytest.raises(NoTextLayer, match="2 页"):
        text_of('<ofd:ImageObject ID="1"/>', '<ofd:ImageObject ID="1"/>')


def test_file_without_pages_or_words_is_empty():
    for pages in ((), ("",)):
        with pytest.raises(EmptyDocument):
            text_of(*pages)


def test_missing_page_is_damage():
    parts = ofd_parts(ofd_text(30, 40, "正文"))
    del parts["Doc_0/Pages/Page_0/Content.xml"]
    with pytest.raises(DamagedDocument, match="Page_0"):
        open_source(zipped(parts))
