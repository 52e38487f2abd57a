"""Headings, figures, signature, annex list: what stands where, in which words."""

from __future__ import annotations

from datetime import date

import pytest
from docx.oxml.ns import qn

from banjie.official import BackLink, FigureLink, ManualFigure, OfficialDocument, Text


def _lines(document):
    return [(p.style.style_id, p.text) for p in document.paragraphs if p.text]


def test_headings_number_themselves(paper, written):
    for level, words in [
        (1, "甲"),
        (2, "乙"),
        (2, "丙"),
        (3, "丁"),
        (4, "戊"),
        (1, "己"),
        (2, "庚"),
    ]:
        paper.heading(level, words)
    assert _lines(written(paper))[1:8] == [
        ("Heading1", "一、甲"),
        ("Heading2", "（一）乙"),
        ("Heading2", "（二）丙"),
        ("Heading3", "1.丁"),
        ("Heading4", "（1）戊"),
        ("Heading1", "二、己"),
        ("Heading2", "（一）庚"),
    ]


@pytest.mark.parametrize("level", [0, 5, -1])
def test_heading_of_another_level_is_refused(paper, level):
    with pytest.raises(ValueError, match="levels 1 to 4"):
        paper.heading(level, "题")


def test_heading_that_runs_on_shares_its_paragraph(paper, written):
    paper.heading(2, "读书月", "九月举办。")
    paragraph = next(p for p in written(paper).paragraphs if "九月举办" in p.text)
    assert paragraph.text == "（一）读书月。九月举办。"
    assert paragraph.style.style_id == "BodyText"
    faces = [(run.text, run.style.style_id) for run in paragraph.runs]
    assert [text for text, style in faces if style == "RunInHeading2"] == ["（一）", "读书月", "。"]
    assert faces[-1][1] != "RunInHeading2"


def test_figure_is_a_link_with_a_bookmark(paper, written):
    url = "https://banjie.example/figures/7?from=summary&x=1"
    paper.paragraph(["共办", FigureLink("6", url, bookmark="f7"), "期。"])
    document = written(paper)
    paragraph = next(p for p in document.paragraphs if "共办" in p.text)
    (link,) = paragraph.hyperlinks
    assert paragraph.text == "共办6期。"
    assert (link.text, link.address) == ("6", "https://banjie.example/figures/7?from=summary&x=1")
    (start,) = document.element.iter(qn("w:bookmarkStart"))
    assert start.get(qn("w:name")) == "f7"
    assert start.getnext().tag == qn("w:hyperlink")


def test_figure_looks_like_the_body(paper, written):
    paper.paragraph([FigureLink("6", "https://banjie.example/")])
    document = written(paper)
    style = next(s for s in document.styles if s.style_id == "Figure").element
    assert style.find(f"{qn('w:rPr')}/{qn('w:color')}") is None
    assert style.find(f"{qn('w:rPr')}/{qn('w:u')}").get(qn("w:val")) == "dotted"


def test_back_link_leads_to_the_bookmark(paper, written):
    paper.annex("来源", columns=["数"], rows=[[BackLink("6期", "f7")]])
    (link,) = written(paper).element.iter(qn("w:hyperlink"))
    assert link.get(qn("w:anchor")) == "f7"


def test_hand_typed_figure_is_marked_and_explained(paper, written):
    paper.paragraph(["到场", ManualFigure("约300"), "人。"])
    lines = _lines(written(paper))
    assert ("BodyText", "到场约300〔手〕人。") in lines
    assert lines[-1][0] == "Note"
    assert "〔手〕" in lines[-1][1]


def test_no_hand_typed_figure_no_note(paper, written):
    paper.paragraph("到场300人。")
    assert "〔手〕" not in written(paper).element.xml


def test_hand_typed_figure_in_an_annex_is_explained_too(paper, written):
    paper.annex("表", columns=["数"], rows=[[ManualFigure("3")]])
    assert any(style == "Note" for style, _ in _lines(written(paper)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "/figures/3", ""])
def test_figure_that_links_elsewhere_is_refused(url):
    with pytest.raises(ValueError, match="page of the site"):
        FigureLink("6", url)


@pytest.mark.parametrize("name", ["3f", "f 3", "数", "f" * 41, ""])
def test_wrong_bookmark_is_refused(name):
    with pytest.raises(ValueError, match="bookmark"):
        FigureLink("6", "https://a.example", name)
    with pytest.raises(ValueError, match="bookmark"):
        BackLink("6", name)


def test_one_bookmark_twice_is_refused(paper):
    paper.paragraph([FigureLink(n, "https://a.example", "f1") for n in ("6", "7")])
    with pytest.raises(ValueError, match="share the bookmark"):
        paper.to_bytes()


@pytest.mark.parametrize(
    ("signature", "day", "signed_at", "dated_at"),
    [
        ("临湖市协作委员会办公室", date(2026, 1, 5), 15, 17),  # date two right of the signature
        (
            "市图书馆",
            date(2026, 12, 15),
            17,
            19,
        ),  # short name: the date keeps two free at the right
    ],
)
def test_signature_and_date_stand_by_the_standard(written, signature, day, signed_at, dated_at):
    paper = OfficialDocument(title="报告", signature=signature, dated=day)
    paper.paragraph("正文。")
    *_, signed, dated = written(paper).paragraphs
    assert (signed.style.style_id, signed.text) == ("Signature", signature)
    assert (dated.style.style_id, dated.text) == ("Date", f"{day.year}年{day.month}月{day.day}日")
    assert signed.paragraph_format.left_indent.twips == signed_at * 315
    assert dated.paragraph_format.left_indent.twips == dated_at * 315


def test_signature_is_kept_with_the_body(paper, written):
    paper.paragraph("正文。")
    body, blank, signed, _ = written(paper).paragraphs[-4:]
    assert body.paragraph_format.keep_with_next
    assert blank.paragraph_format.keep_with_next
    assert signed.style.paragraph_format.keep_with_next


def test_addressee_ends_with_a_full_width_colon(written):
    for given in ("各成员单位", "各成员单位：", "各成员单位:"):
        paper = OfficialDocument("通知", "办公室", date(2026, 1, 5), addressee=given)
        assert ("Addressee", "各成员单位：") in _lines(written(paper))


def test_number_stands_above_the_title(written):
    paper = OfficialDocument("通知", "办公室", date(2026, 1, 5), number="临协办〔2026〕3号")
    assert _lines(written(paper))[:2] == [("Number", "临协办〔2026〕3号"), ("Title", "通知")]


def test_only_annex_carries_no_number(paper, written):
    paper.annex("名单", columns=["甲"], rows=[["1"]])
    lines = _lines(written(paper))
    assert ("AnnexOnly", "附件：名单") in lines
    assert ("AnnexLabel", "附件") in lines


def test_several_annexes_are_numbered(paper, written):
    for title in ("名单", "日程"):
        paper.annex(title, columns=["甲"], rows=[["1"]])
    lines = _lines(written(paper))
    assert lines[1:3] == [("AnnexFirst", "附件：1.名单"), ("AnnexNext", "2.日程")]
    assert [text for style, text in lines if style == "AnnexLabel"] == ["附件1", "附件2"]


def test_annex_title_stands_on_the_third_line_of_a_new_page(paper, written):
    paper.annex("名单", columns=["甲"], rows=[["1"]])
    paragraphs = written(paper).paragraphs
    first = next(i for i, p in enumerate(paragraphs) if p.style.style_id == "AnnexLabel")
    assert paragraphs[first].style.paragraph_format.page_break_before
    assert paragraphs[first + 1].text == ""
    assert paragraphs[first + 2].style.style_id == "AnnexTitle"


def test_text_xml_cannot_hold_is_dropped(paper, written):
    paper.paragraph(Text("甲\x00\x0b乙\ud800丙\t丁"))
    assert ("BodyText", "甲乙丙 丁") in _lines(written(paper))


def test_markup_in_words_stays_words(paper, written):
    paper.paragraph("<w:br/>甲&amp乙]]>")
    assert ("BodyText", "<w:br/>甲&amp乙]]>") in _lines(written(paper))
