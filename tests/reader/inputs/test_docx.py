"""Word files say on screen what they say on paper."""

from __future__ import annotations

import pytest

from banjie_reader.inputs import open_source
from banjie_reader.inputs.docx.numbering import format_number
from banjie_reader.source import tables
from tests.reader.inputs.build import cell, docx, paragraph, table


def lines(body: str, **parts: str) -> list[str]:
    return open_source(docx(body, **parts), "a.docx").text.splitlines()


def grid(body: str) -> list[list[str | None]]:
    source = open_source(docx(body), "a.docx")
    return [
        [None if span is None else source.text[span.start : span.end] for span in row]
        for row in tables(source)[0]
    ]


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def listed(text: str, index: int = 0, number: int = 1) -> str:
    return paragraph(
        text,
        f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>',
    )


OFFICIAL = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%3.%4", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_numbers_of_a_list_are_written_out():
    body = (
        listed("总体要求") + listed("活动安排") + listed("读书会", 1) + listed("报名", 2)
        + listed("评选", 2) + listed("展览", 1) + listed("布展", 2) + listed("细则", 3)
        + listed("保障措施")
    )  # fmt: skip
    assert lines(body, numbering=OFFICIAL) == [
        "一、总体要求", "二、活动安排", "（一）读书会", "1. 报名", "2. 评选", "（二）展览",
        "1. 布展", "2.1.1 细则", "三、保障措施",
    ]  # fmt: skip


def test_list_that_starts_anew_counts_from_its_own_start():
    body = listed("甲") + listed("乙", number=2) + listed("丙", number=2)
    assert lines(body, numbering=OFFICIAL) == ["一、甲", "五、乙", "六、丙"]


def test_blank_listed_paragraph_takes_no_number():
    assert lines(listed("甲") + listed(" ") + listed("乙"), numbering=OFFICIAL) == [
        "一、甲",
        "二、乙",
    ]


def test_number_from_style_is_written_out():
    style = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="h"/></w:style>'
    )
    source = open_source(
        docx(paragraph("总体要求", '<w:pStyle w:val="own"/>'), styles=style, numbering=OFFICIAL)
    )
    assert source.text == "一、总体要求\n"
    assert [piece.kind for piece in source.pieces] == ["heading"]


@pytest.mark.parametrize(
    "of_tables",
    [
        '<w:style w:type="table" w:styleId="grid"><w:name w:val="grid"/></w:style>',
        '<w:style w:type="table" w:styleId="grid"/>',
        '<w:style w:styleId="grid" w:type="table"><w:name w:val="grid"/></w:style>',
        "",
    ],
)
def test_a_style_beside_those_of_tables(of_tables: str) -> None:
    own = '<w:style w:styleId="own"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    body = paragraph("湖岸步道", '<w:pStyle w:val="own"/>')
    source = open_source(docx(body, styles=of_tables + own + of_tables), "a.docx")
    assert [piece.kind for piece in source.pieces] == ["heading"]


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "taiwaneseCounting", "二十"),
        (105, "chineseCounting", "一百零五"),
        (110, "chineseCounting", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (23, "ideographDigital", "二三"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (4, "decimalEnclosedCircleChinese", "④"),
        (21, "decimalEnclosedCircle", "21"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (3, "neverHeardOf", "3"),
        (0, "chineseCounting", "0"),
    ],
)
def test_number_format_is_as_word_prints_it(value, form, written):
    assert format_number(value, form) == written


def test_tracked_changes_are_read_as_accepted():
    body = (
        "<w:p><w:r><w:t>四月</w:t></w:r><w:del><w:r><w:delText>五月</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>二十三日</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r>"
        "</w:moveFrom><w:moveTo><w:r><w:t>举办</w:t></w:r></w:moveTo></w:p>"
    )
    assert lines(body) == ["四月二十三日举办"]


def test_paragraph_whose_mark_was_deleted_runs_on():
    assert lines(paragraph("市文旅局", "<w:rPr><w:del/></w:rPr>") + paragraph("牵头")) == [
        "市文旅局牵头"
    ]


def test_soft_breaks_fields_links_and_hidden_text():
    body = (
        "<w:p><w:r><w:t>时间：三月</w:t><w:br/><w:t>地点：临湖书院</w:t></w:r></w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText>'
        "</w:r><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:noBreakHyphen/></w:r></w:p>"
    )
    assert lines(body) == ["时间：三月", "地点：临湖书院", "附件-"]


def test_text_box_is_read_once():
    box = "<w:txbxContent>" + paragraph("框内文字") + "</w:txbxContent>"
    body = (
        '<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.'
        'openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["正文", "框内文字"]


def test_notes_come_last_and_are_marked():
    notes = (
        '<w:footnote w:type="separator" w:id="0">' + paragraph("—") + "</w:footnote>"
        '<w:footnote w:id="2">' + paragraph("按职责分工") + "</w:footnote>"
    )
    source = open_source(docx(paragraph("正文"), footnotes=notes))
    assert source.text == "正文\n按职责分工\n"
    assert [piece.kind for piece in source.pieces] == ["paragraph", "note"]


def test_headings_by_outline_level_and_by_bold_line():
    body = (
        paragraph("一、总体要求", '<w:outlineLvl w:val="0"/>')
        + paragraph("（一）目标", run="<w:b/>")
        + paragraph("全面推进，落到实处。", run="<w:b/>")
        + paragraph("正文", '<w:outlineLvl w:val="9"/>')
        + paragraph("二、不粗", run='<w:b w:val="0"/>')
    )
    kinds = [piece.kind for piece in open_source(docx(body)).pieces]
    assert kinds == ["heading", "heading", "paragraph", "paragraph", "paragraph"]


def test_merged_cells_stand_once_in_text_and_in_each_place_of_the_grid():
    body = table(
        [cell("任务", merge="restart"), cell("单位", span=2)],
        [cell("", merge="continue"), cell("牵头"), cell("配合")],
        [cell("读书会"), cell("市文旅局|市教育局"), cell("")],
    )
    assert grid(body) == [
        ["任务", "单位", "单位"],
        ["任务", "牵头", "配合"],
        ["读书会", "市文旅局\v市教育局", None],
    ]
    assert lines(body) == ["任务\t单位", "\t牵头\t配合", "读书会\t市文旅局", "市教育局"]


def test_table_stays_between_its_paragraphs_and_pieces_say_where():
    source = open_source(docx(paragraph("前") + table([cell("甲"), cell("乙")]) + paragraph("后")))
    assert source.text == "前\n甲\t乙\n后\n"
    places = [(piece.kind, piece.paragraph, piece.table, piece.row, piece.column)
              for piece in source.pieces]  # fmt: skip
    assert places == [
        ("paragraph", 0, None, None, None),
        ("cell", None, 0, 0, 0),
        ("cell", None, 0, 0, 1),
        ("paragraph", 1, None, None, None),
    ]


def test_table_inside_a_cell_is_part_of_the_cell():
    inner = "<w:tc>" + paragraph("外") + table([cell("内一"), cell("内二")]) + "</w:tc>"
    assert grid(table([inner, cell("旁")])) == [["外\v内一\v内二", "旁"]]


def test_deleted_row_and_skipped_columns():
    rows = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + "</w:tr>"
        "<w:tr>" + cell("一") + cell("二") + "</w:tr>"
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("右") + "</w:tr></w:tbl>"
    )
    assert grid(rows) == [["一", "二"], [None, "右"]]


def test_strict_form_of_the_format_is_read():
    data = docx(paragraph("严格格式"))
    import io
    import zipfile

    old = zipfile.ZipFile(io.BytesIO(data))
    from tests.reader.inputs.build import zipped

    parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert open_source(zipped(parts)).text == "严格格式\n"
