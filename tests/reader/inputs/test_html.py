"""Web pages: the document without the site around it."""

from __future__ import annotations

import pytest

from banjie_reader.inputs import open_source
from banjie_reader.source import tables
from tests.reader.inputs.build import PLAN, SENTENCE


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def lines(body: str, head: str = "") -> list[str]:
    return open_source(page(body, head).encode(), "a.html").text.splitlines()


SITE = (
    '<div class="top-nav"><a href="#">首页</a><a href="#">政务公开</a></div>'
    '<div class="crumbs">当前位置：首页 &gt; 通知公告</div><script>var a = "活动";</script>'
    '<div class="wrap"><h1>{title}</h1><div class="info">发布日期：2026-03-05 来源：市文旅局</div>'
    '<div class="{name}">{text}</div><div class="share">分享到：<a>微信</a></div>'
    '</div><div class="footer">版权所有 临湖市人民政府</div>'
)


@pytest.mark.parametrize("name", ["TRS_Editor", "article-content", "nothing-known"])
def test_document_is_found_between_menus(name):
    text = "".join(f"<p>　　（{number}）{SENTENCE}</p>" for number in "一二三")
    assert lines(SITE.format(title=PLAN, name=name, text=text)) == [
        PLAN,
        "发布日期：2026-03-05 来源：市文旅局",
        *(f"（{number}）{SENTENCE}" for number in "一二三"),
    ]


def test_page_of_text_alone_is_read_whole():
    assert lines(f"{PLAN}<br>{SENTENCE}") == [PLAN, SENTENCE]


def test_title_above_the_text_is_taken_from_the_head_of_the_page():
    head = f'<meta name="ArticleTitle" content="{PLAN}"><title>{PLAN}_临湖市人民政府</title>'
    assert lines(f"<p>{SENTENCE}</p>", head) == [PLAN, SENTENCE]


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("", f'<div class="detail_title">{PLAN}</div>', PLAN),
        ("", f'<h2 id="articleTitle">{PLAN}</h2>', PLAN),
        (f"<title>{PLAN}-临湖市文化和旅游局</title>", "", PLAN),
        ("<title>关于举办读书会的通知</title>", "", "关于举办读书会的通知"),
        ("<title>临湖市文化和旅游局</title>", "", None),
        ("", '<div class="title4">医疗卫生</div>', None),
        ("", '<div class="block-title"><a href="#">通知公告</a></div>', None),
    ],
)
def test_title_is_found_where_sites_put_it(head, body, title):
    text = "".join(f"<p>（{number}）{SENTENCE}</p>" for number in "一二三四五六")
    found = lines(f'<div class="top">{body}</div><div class="text">{text}</div>', head)
    assert found[0] == (title or f"（一）{SENTENCE}")


def test_headings_lists_and_inline_marks():
    body = (
        "<h2>一、安排</h2><p><b>（一）读书会</b></p><p>四月<b>二十三</b>日，<i>书院</i></p>"
        "<ol start=3><li>报名<li>评选</ol><ul><li>展览</li></ul>"
    )
    source = open_source(page(body).encode())
    assert source.text.splitlines() == [
        "一、安排", "（一）读书会", "四月二十三日，书院", "3. 报名", "4. 评选", "展览"
    ]  # fmt: skip
    assert [piece.kind for piece in source.pieces[:3]] == ["heading", "heading", "paragraph"]


def test_lines_of_preformatted_text_stay_lines():
    assert lines(f"<pre>{PLAN}\n  一、<b>安排</b>\n\n二、保障</pre><p>{SENTENCE}\n完</p>") == [
        PLAN, "一、安排", "二、保障", SENTENCE + " 完"
    ]  # fmt: skip


def test_control_characters_from_references_are_left_out():
    assert lines(f"<script></script>&#1;{PLAN}&#8;<p>&#x1f;{SENTENCE}&#xffff;</p>") == [
        PLAN, SENTENCE
    ]  # fmt: skip


def test_table_keeps_its_spans():
    body = (
        f"<p>{SENTENCE}</p><table><tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr>"
        "<tr><th>内容</th><th>单位</th></tr>"
        "<tr><td>1</td><td>读书会</td><td><p>市文旅局</p><p>市教育局</p></td></tr></table>"
    )
    source = open_source(page(body).encode())
    words = [[span and source.text[span.start : span.end] for span in row]
             for row in tables(source)[0]]  # fmt: skip
    assert words == [
        ["序号", "任务", "任务"],
        ["序号", "内容", "单位"],
        ["1", "读书会", "市文旅局\v市教育局"],
    ]


def test_table_that_lays_out_the_page_is_no_table():
    body = (
        f"<table><tr><td><table><tr><td>{PLAN}</td></tr></table><p>{SENTENCE}</p></td></tr></table>"
    )
    source = open_source(page(body).encode())
    assert source.text.splitlines() == [PLAN, SENTENCE]
    assert tables(source) == []


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"), ("gb18030", "gb2312"), ("gb18030", "gbk"), ("gb18030", ""),
        ("utf-8", ""), ("utf-8", "no-such"), ("utf-16", "gbk"), ("gb18030", "utf-8"),
    ],
)  # fmt: skip
def test_page_is_read_in_its_encoding(encoding, declared):
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    data = page(f"<p>{PLAN}</p><p>{SENTENCE}㐀</p>", head if declared else "").encode(encoding)
    assert open_source(data, "a.html").text.splitlines() == [PLAN, SENTENCE + "㐀"]


def test_page_in_big5_is_read():
    data = page("<p>臨湖市讀書月活動方案</p>", '<meta charset="big5">').encode("big5")
    assert open_source(data).text == "臨湖市讀書月活動方案\n"
