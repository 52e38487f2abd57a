"""Word files whose container is fine and whose content is not."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, cell, docx, docx_parts, paragraph, table, zipped

_BODY = paragraph(PLAN)


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield from _bad_xml()
    yield from _too_much()
    yield from _styles_and_lists()
    yield from _tables()
    yield from _changes()


def _bad_xml() -> Iterator[tuple[str, bytes, str | None]]:
    yield "unclosed.docx", docx("<w:p>"), "damaged"
    yield "two-roots.docx", zipped(docx_parts(_BODY) | {"word/document.xml": "<a/><b/>"}), "damaged"
    yield "not-xml.docx", zipped(docx_parts(_BODY) | {"word/document.xml": "PLAN"}), "damaged"
    yield "no-bytes.docx", zipped(docx_parts(_BODY) | {"word/document.xml": ""}), "damaged"
    nul = zipped(docx_parts(_BODY) | {"word/document.xml": docx_parts("\0")["word/document.xml"]})
    yield "nul-in-xml.docx", nul, "damaged"
    yield "bad-reference.docx", docx(paragraph("&#0;")), "damaged"
    yield "huge-reference.docx", docx(paragraph("&#99999999999999;")), "damaged"
    yield "bad-rels.docx", zipped(docx_parts(_BODY) | {"_rels/.rels": "<"}), "damaged"
    yield "bad-styles.docx", zipped(docx_parts(_BODY, styles="<w:style>")), "damaged"
    yield "bad-footnotes.docx", zipped(docx_parts(_BODY, footnotes="<w:footnote")), "damaged"
    yield "bad-types.docx", zipped(docx_parts(_BODY) | {"[Content_Types].xml": "<"}), None


def _too_much() -> Iterator[tuple[str, bytes, str | None]]:
    yield "marks.docx", docx("<w:p/>" * 3_000_000), "over_limit"
    attributes = " ".join(f'a{number}=""' for number in range(2_000_000))
    yield "attributes.docx", docx(f"<w:p {attributes}/>"), "over_limit"
    yield "runs.docx", docx("<w:p>" + "<w:r/>" * 800_000 + "</w:p>"), "empty"
    yield "empty-paragraphs.docx", docx("<w:p/>" * 300_000), "empty"
    yield "deep.docx", docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "damaged"
    deep_runs = "<w:ins>" * 240 + "<w:r><w:t>市</w:t></w:r>" + "</w:ins>" * 240
    yield "deep-but-allowed.docx", docx(f"<w:p>{deep_runs}</w:p>"), None
    yield "one-long-word.docx", docx(paragraph("市" * 5_000_000)), None
    yield "long-attribute.docx", docx(f'<w:p w:rsidR="{"a" * 11_000_000}"/>'), None
    yield "many-breaks.docx", docx("<w:p><w:r>" + "<w:br/>" * 500_000 + "</w:r></w:p>"), "empty"
    yield "paragraphs.docx", docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 60_000), None


def _styles_and_lists() -> Iterator[tuple[str, bytes, str | None]]:
    loop = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    yield "style-loop.docx", docx(paragraph(PLAN, '<w:pStyle w:val="a"/>'), styles=loop), None
    of_tables = '<w:style w:type="table"'
    for number, open_ones in enumerate((of_tables, of_tables + ">", of_tables + "><w:name>")):
        many = docx(_BODY, styles=open_ones * 100_000)
        yield f"table-styles-{number}.docx", many, "damaged"
    listed = "<w:numPr>{level}{number}</w:numPr>"
    for number, (level, name) in enumerate(
        (("99", "1"), ("-1", "1"), ("x", "1"), ("0", "9" * 40), ("0", "x"), ("1e9", "1"))
    ):
        properties = listed.format(
            level=f'<w:ilvl w:val="{level}"/>', number=f'<w:numId w:val="{name}"/>'
        )
        yield f"list-{number}.docx", docx(paragraph(PLAN, properties), numbering=_list()), None
    properties = listed.format(level='<w:ilvl w:val="0"/>', number='<w:numId w:val="1"/>')
    for number, inside in enumerate(
        (
            _list(start="9" * 40),
            _list(start="-5"),
            _list(text="%1" * 100_000),
            _list(text="%9%8%7"),
            _list(form="unheardOf"),
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/>'
            '<w:styleLink w:val="s"/></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        )
    ):
        yield f"numbering-{number}.docx", docx(paragraph(PLAN, properties), numbering=inside), None
    many = paragraph("市", properties) * 3000
    yield "long-label.docx", docx(many, numbering=_list(text="市" * 10_000)), "over_limit"


def _list(start: str = "1", text: str = "%1.", form: str = "decimal") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def _tables() -> Iterator[tuple[str, bytes, str | None]]:
    yield "wide-cell.docx", docx(table([cell("市", span=999)])), "damaged"
    yield "huge-span.docx", docx(table([cell("市", span=10**12)])), None
    yield "merge-from-nowhere.docx", docx(table([cell("市", merge="continue")])), None
    yield "no-rows.docx", docx("<w:tbl/>" + _BODY), None
    yield "no-cells.docx", docx(table([]) + _BODY), None
    nested = cell("市")
    for _ in range(60):
        nested = f"<w:tc>{table([nested])}</w:tc>"
    yield "nested-tables.docx", docx(table([nested])), None
    rows = [[cell("市", span=60, merge="continue" if row else "restart")] for row in range(9000)]
    yield "merged-many.docx", docx(table(*rows)), "over_limit"
    yield "stray-cell.docx", docx(cell("市") + "<w:tr/>" + _BODY), None


def _changes() -> Iterator[tuple[str, bytes, str | None]]:
    deleted = "<w:p><w:del><w:r><w:delText>市</w:delText></w:r></w:del></w:p>"
    yield "all-deleted.docx", docx(deleted), "empty"
    mark = "<w:rPr><w:del/></w:rPr>"
    yield "marks-deleted.docx", docx(paragraph("市", mark) * 20_000), None
    yield "hidden.docx", docx(paragraph("市", run="<w:vanish/>")), "empty"
    box = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    inside = _BODY
    for _ in range(40):
        inside = box.format(inside)
    yield "boxes-in-boxes.docx", docx(inside), None
