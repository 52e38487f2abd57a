"""The sheet: page, grid, type faces, page numbers (GB/T 9704-2012)."""

from __future__ import annotations

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from banjie.official import FigureLink, ManualFigure, OfficialDocument

LINE_TWIPS, LINES, CHARACTERS = 580, 22, 28


def _value(element, path, name="val"):
    found = element.find(
        path, {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    )
    return None if found is None else found.get(qn(f"w:{name}"))


def _style(document, identifier):
    return next(style for style in document.styles if style.style_id == identifier)


@pytest.mark.parametrize(
    ("side", "millimetres"),
    [("top_margin", 37), ("left_margin", 28), ("bottom_margin", 35), ("right_margin", 26)],
)
def test_margins_within_a_tenth_of_a_millimetre(paper, written, side, millimetres):
    section = written(paper).sections[0]
    assert abs(getattr(section, side) - Mm(millimetres)) <= Mm(0.1)


def test_page_is_a4(paper, written):
    section = written(paper).sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    assert abs(section.page_height - Mm(297)) < Mm(0.1)


def test_grid_fits_22_lines(paper, written):
    document = written(paper)
    section = document.sections[0]
    grid = section._sectPr.find(qn("w:docGrid"))
    area = section.page_height - section.top_margin - section.bottom_margin
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(grid.get(qn("w:linePitch"))) == LINE_TWIPS
    assert Length(area).twips // LINE_TWIPS == LINES
    assert _style(document, "Normal").paragraph_format.line_spacing == Pt(LINE_TWIPS / 20)


def test_grid_fits_28_characters(paper, written):
    document = written(paper)
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    normal = _style(document, "Normal").element
    size = int(_value(normal, "w:rPr/w:sz")) * 10
    character = size + int(_value(normal, "w:rPr/w:spacing"))
    assert size == 320
    assert Length(width).twips // character == CHARACTERS


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("BodyText", "仿宋_GB2312", 16),
        ("Heading1", "黑体", 16),
        ("Heading2", "楷体_GB2312", 16),
        ("Heading3", "仿宋_GB2312", 16),
        ("Heading4", "仿宋_GB2312", 16),
        ("AnnexLabel", "黑体", 16),
        ("AnnexTitle", "方正小标宋简体", 22),
        ("PageNumberOdd", "宋体", 14),
        ("PageNumberEven", "宋体", 14),
    ],
)
def test_style_has_its_official_face_and_size(paper, written, style, font, points):
    document = written(paper)
    assert _inherited(document, style, "w:rFonts", "eastAsia") == font
    assert int(_inherited(document, style, "w:sz", "val")) == points * 2
    assert _inherited(document, style, "w:b", "val") is None


def _inherited(document, identifier, tag, name):
    style = _style(document, identifier)
    while style is not None:
        value = _value(style.element, f"w:rPr/{tag}", name)
        if value is not None:
            return value
        style = style.base_style
    return _value(document.styles.element, f"w:docDefaults/w:rPrDefault/w:rPr/{tag}", name)


def test_body_begins_two_characters_in(paper, written):
    indent = _style(written(paper), "BodyText").element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_outward(paper, written):
    document = written(paper)
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, style in (
        (section.footer, "PageNumberOdd"),
        (section.even_page_footer, "PageNumberEven"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert paragraph.style.style_id == style
        (field,) = paragraph._p.iter(qn("w:instrText"))
        assert field.text.strip() == "PAGE"
    assert _value(_style(document, "PageNumberOdd").element, "w:pPr/w:jc") == "right"
    assert _value(_style(document, "PageNumberEven").element, "w:pPr/w:jc") == "left"


def test_every_style_used_is_defined(paper, written):
    paper.number = "临协办〔2026〕3号"
    for level in (1, 2, 3, 4):
        paper.heading(level, "题")
        paper.heading(level, "题", "接着写。")
    paper.paragraph([FigureLink("6", "https://a.example/", "f1"), ManualFigure("约3")])
    paper.annex("甲", columns=["一"], rows=[["1"]])
    paper.annex("乙", columns=["一"], rows=[["1"]])
    document = written(paper)
    known = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for element in document.element.iter(qn("w:pStyle"), qn("w:rStyle"))
    }
    assert used <= known


def test_nothing_red_and_no_head_by_default(paper, written):
    xml = written(paper).element.xml
    assert "w:color" not in xml
    assert written(paper).paragraphs[0].style.style_id == "Title"


def test_wrong_document_number_is_refused(paper):
    with pytest.raises(ValueError, match="document number"):
        OfficialDocument(
            title=paper.title, signature="办公室", dated=paper.dated, number="临协办[2026]3号"
        )


WIDE = [
    ([False], [False]),
    ([True], [False, True]),
    ([True, True], [False, True]),
    ([False, True], [False, True]),
    ([True, False], [False, True, False]),
    ([False, True, False], [False, True, False]),
]


@pytest.mark.parametrize(("annexes", "sections"), WIDE)
def test_pages_of_a_wide_annex_alone_lie_on_their_side(paper, written, annexes, sections):
    for wide in annexes:
        paper.annex("表", columns=["一", "二"], rows=[["甲", "乙"]], wide=wide)
    document = written(paper)
    found = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert found == sections
    for section in document.sections:
        area = Length(section.page_width - section.left_margin - section.right_margin)
        lying = section.orientation == WD_ORIENT.LANDSCAPE
        assert (section.page_width > section.page_height) == lying
        assert area.twips == (12761 if lying else 8845)
    widths = [sum(column.width.twips for column in table.columns) for table in document.tables]
    assert widths == [pytest.approx(12761 if wide else 8845, abs=2) for wide in annexes]
