"""The working text: what it mends, what it leaves alone, and the way back to the source."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banjie_reader.clean import view

BODY = "为推进全民阅读，市文旅局会同市教育局在临湖书院举办读书分享会，组织各单位职工参加，"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        # spaces inside words
        ("活 动 安 排", "活动安排"),
        ("通　知", "通知"),
        ("服    装：便装", "服装：便装"),
        ("2026 年 4 月 23 日", "2026年4月23日"),
        ("印发信息 20 余份", "印发信息20余份"),
        ("市民 政局 会 同市 文旅 局举 办读 书活 动", "市民政局会同市文旅局举办读书活动"),
        ("临湖书院 。 随后", "临湖书院。随后"),
        ("地点： 临湖书院", "地点：临湖书院"),
        # spaces that part words
        ("市民政局 市教育局", "市民政局 市教育局"),
        ("3 项目建设", "3 项目建设"),
        ("电话 5712345 5712346", "电话 5712345 5712346"),
        ("序号\t内容\t单位", "序号\t内容\t单位"),
        ("reading club", "reading club"),
        # widths and look-alikes
        ("２０２６年Ａ级，８０％", "2026年A级，80%"),
        ("⼀、⽬标", "一、目标"),
        ("举办\u200b读书\ufeff会", "举办读书会"),
        # what a page puts beside its title
        ("关于巡湖的通知  【字体：大 中 小】", "关于巡湖的通知"),
        ("关于巡湖的通知 [字号: 大 中 小]", "关于巡湖的通知"),
        # misread numbers
        ("—、总体要求", "一、总体要求"),
        ("（－）读书会", "（一）读书会"),
        ("l、报名", "1、报名"),
        ("l.报名", "1.报名"),
        ("（丨）报名", "（1）报名"),
        ("l. the letter", "l. the letter"),
        ("——临湖市", "——临湖市"),
    ],
)
def test_line_is_mended(source, words):
    assert view(source).text == words


def wrapped(text: str, width: int = 20) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_lines_cut_to_a_width_are_joined():
    body = BODY + "形成调研报告两篇。"
    source = f"一、活动安排\n{wrapped(body)}\n（一）读书会\n{wrapped(body)}\n"
    assert view(source).text == f"一、活动安排\n{body}\n（一）读书会\n{body}"


@pytest.mark.parametrize(
    "source",
    [
        "一、总体要求\n以学习为主线\n（一）目标\n人人参加",
        "时间：四月\n地点：临湖书院\n对象：职工",
        "牵头单位：市文旅局\n配合单位：\n市教育局\n市民政局",
        "# 安排\n- 读书会\n- 展览",
        BODY * 3 + "。\n" + BODY * 2 + "。",
    ],
)
def test_lines_that_are_paragraphs_stay_apart(source):
    assert view(source).text == source


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("举办读书分享会，\n组织职工参加。", "举办读书分享会，组织职工参加。"),
        ("举办读书分享会\n，组织职工参加。", "举办读书分享会，组织职工参加。"),
        ("临湖市关于加快推进\n全民阅读工作的实施方案\n各单位：",
         "临湖市关于加快推进全民阅读工作的实施方案\n各单位："),
        ("关于开展读书月活动的通知\n工作方案", "关于开展读书月活动的通知\n工作方案"),
        ("临湖市2026年\n“书香临湖”系列活动方案\n正文", "临湖市2026年“书香临湖”系列活动方案\n正文"),
        ("临湖市读书月启动\n活动方案", "临湖市读书月启动\n活动方案"),
        ("一要抓学习，\n二要抓落实。", "一要抓学习，\n二要抓落实。"),
    ],
)  # fmt: skip
def test_line_that_cannot_end_there_runs_on(source, words):
    assert view(source).text == words


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 通知公告",
        "您现在的位置：首页 > 通知",
        "首頁>黨派·聲音",
        "返回 下载 相关 举报",
        "上一篇：已经没有了",
        "下一篇：读书月启动",
        "字号：【大 中 小】",
        "【打印】 【关闭】",
        "第3页 / 共12页",
        "读书月活动方案_第1页",
        "— 3 —",
        "版权所有 临湖市人民政府",
        "临ICP备00000000号",
        "展开阅读全文",
        "责任编辑：",
        "關鍵詞：讀書 活動",
        "浏览次数：356",
        "打印 关闭 微信 微博",
        "登录 | 注册 | 网站地图",
        "无障碍浏览",
        "主办：市人民政府办公室 网站标识码：0000000000",
        "格式:DOCX",
        "5 / 12页",
    ],
)
def test_lines_of_the_site_are_dropped(line):
    assert view(f"读书月活动方案\n{line}\n一、活动安排").text == "读书月活动方案\n一、活动安排"


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2026-03-05 来源：市文旅局",
        "首页展览于四月举办",
        "3月",
        "9/10",
        "一、首页设计",
        "（3）",
        "免费",
        "微信",
        "注册",
        "返回",
        "大小：30厘米×40厘米",
        "格式：照片一张",
        "作者：限一人",
        "主办单位：市文旅局 承办单位：市图书馆",
        "技术支持：市大数据局",
        "阅读图书三十种",
        "打印材料二十份",
    ],
)
def test_lines_of_the_document_are_kept(line):
    assert view(f"读书月活动方案\n{line}\n完毕").text.splitlines()[1] == line


def test_words_of_the_site_inside_a_line_go_and_the_date_stays():
    source = "方案\n发布日期：2026-03-05 来源：市文旅局 浏览次数：35 字号：【大 中 小】\n一、安排"
    assert view(source).text == "方案\n发布日期：2026-03-05 来源：市文旅局\n一、安排"


def test_nothing_is_left_out_after_a_tail_in_the_first_half():
    assert "二、保障" in view("相关推荐\n一、安排\n" + BODY + "\n二、保障").text


def test_what_follows_the_document_is_left_out():
    source = f"方案\n{BODY * 4}\n相关推荐\n另一份方案\n再一份方案"
    assert view(source).text == f"方案\n{BODY * 4}"


def test_page_marks_of_a_preview_are_taken_out_of_sentences():
    pages = [
        BODY[:25],
        BODY[25:] + "编印" + BODY[:9],
        BODY[9:] + "展出" + BODY[:30],
        BODY[30:] + "完。",
    ]
    source = "\n\n".join(f"{number}、{words}" for number, words in enumerate(pages, 1))
    assert view(source).text == "".join(pages)


def test_items_numbered_at_line_heads_are_no_page_marks():
    source = "1、读书会。\n2、展览。\n3、征文。\n4、评选。"
    assert view(source).text == source


def plain(text: str) -> str:
    """The words without white space and widths."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@given(
    st.text(st.sampled_from("一二1２、。，（） \n\t\u3000：页第—lab市局活动-年月>"), max_size=200)
)
def test_view_leads_back_to_the_words_it_shows(source):
    made = view(source)
    assert [made.view_offset(made.span(at, at + 1).start) for at in range(len(made.text))] == list(
        range(len(made.text))
    )
    for at, char in enumerate(made.text):
        start, end = made.span(at, at + 1)
        assert end == start + 1
        shown = plain(source[start:end])
        assert char.isspace() or shown == plain(char) or source[start] in "—l"


@given(st.text(max_size=300))
def test_any_text_has_a_view_in_order(source):
    made = view(source)
    places = [made.span(at, at + 1).start for at in range(len(made.text))]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    for offset in range(len(source) + 1):
        assert 0 <= made.view_offset(offset) <= len(made.text)


@pytest.mark.parametrize(
    "stretch", [" ", "（", "1、", "第", "市 ", "-", "|", "_第1页", "首页>", "\n", "a\n", "，\n"]
)
def test_cost_grows_with_length_only(stretch):
    def seconds(size: int) -> float:
        begun = time.process_time()
        view(stretch * (size // len(stretch)))
        return time.process_time() - begun

    seconds(20_000)
    assert seconds(400_000) < 30 * max(seconds(40_000), 0.005)


@settings(max_examples=20)
@given(st.integers(0, 400), st.integers(0, 400))
def test_span_covers_all_words_between(start, end):
    source = f"方案\n— 1 —\n{wrapped(BODY * 3)}\n"
    made = view(source)
    start, end = sorted((min(start, len(made.text)), min(end, len(made.text))))
    found = made.span(start, end)
    assert plain(source[found.start : found.end]).replace("—1—", "") == plain(made.text[start:end])


def test_items_that_end_with_a_labelled_name_are_no_pages():
    source = "\n".join(
        f"{number}、老年书画展。时间：{number}月 地点：望湖广场 责任单位：市文旅局"
        for number in range(1, 6)
    )
    assert view(source).text == source
