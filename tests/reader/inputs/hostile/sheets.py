"""Workbooks and OFD files."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, inline, ofd_parts, ofd_text, xlsx_parts, zipped

_CELLS = f'<row r="1">{inline("A1", PLAN)}{inline("B1", "任务")}</row>'
_ALL = '<mergeCell ref="A1:XFD1048576"/>'


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield from _workbooks()
    yield from _ofd()


def _workbooks() -> Iterator[tuple[str, bytes, str | None]]:
    def book(name: str, rows: str, code: str | None = None, merges: str = "", **more: str):
        parts = {f"xl/{part}.xml": content for part, content in more.items()}
        return f"{name}.xlsx", zipped(xlsx_parts(rows, merges, parts)), code

    yield book("merged-everything", _CELLS, None, _ALL)
    yield book("merged-often", _CELLS, None, _ALL * 50_000)
    for number, reference in enumerate(("", "A1", "A0:B0", "ZZZZ1:A1", "B2:A1", "A1:B" + "9" * 30)):
        yield book(f"bad-merge-{number}", _CELLS, None, f'<mergeCell ref="{reference}"/>')
    grid = "".join(f"<row>{inline('', 'a') * 700}</row>" for _ in range(400))
    yield book("merged-grid", _CELLS + grid, None, _ALL)
    tall = "".join(f'<row r="{row}">{inline(f"B{row}", "a")}</row>' for row in range(2, 60_000))
    yield book("tall", _CELLS + tall, None, '<mergeCell ref="A1:A1048576"/>')
    wide = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(1, 700))
    rows = (
        "".join(f'<row r="{row}">{inline(f"A{row}", "a")}</row>' for row in range(1, 700))
        + f'<row r="700">{inline("", "b") * 1000}</row>'
    )
    yield book("wide-merges", rows, None, wide)
    yield book("far-away", f'<row r="1048576">{inline("XFD1048576", "a")}</row>')
    yield book("bad-row", '<row r="-5"><c r="?" t="n"><v>x</v></c></row>' + _CELLS)
    yield book("no-such-string", '<row><c t="s"><v>99999999999</v></c></row>' + _CELLS)
    yield book("huge-number", f"<row><c><v>{'9' * 100_000}</v></c></row>" + _CELLS)
    yield book(
        "infinite", "<row><c><v>inf</v></c><c><v>nan</v></c><c><v>1e999</v></c></row>" + _CELLS
    )
    yield book("marks", "<row/>" * 2_000_000, "over_limit")
    yield book("doctype", _CELLS, "forbidden", sharedStrings="<!DOCTYPE a><sst/>")
    yield book("bad-styles", _CELLS, "damaged", styles="<")
    parts = xlsx_parts(_CELLS)
    yield "macro.xlsx", zipped(parts | {"xl/vbaProject.bin": "a"}), "forbidden"
    del parts["xl/worksheets/sheet1.xml"]
    yield "no-sheet.xlsx", zipped(parts), "empty"
    del parts["xl/workbook.xml"]
    yield "no-book.xlsx", zipped(parts), "damaged"


def _ofd() -> Iterator[tuple[str, bytes, str | None]]:
    honest = ofd_parts(ofd_text(30, 40, PLAN))
    yield "honest.ofd", zipped(honest), None
    yield "no-root.ofd", zipped(honest | {"OFD.xml": "<a/>"}), "empty"
    yield "bad-root.ofd", zipped(honest | {"OFD.xml": "<"}), "damaged"
    outside = honest["OFD.xml"].replace("Doc_0/Document.xml", "../../../etc/passwd")
    yield "outside.ofd", zipped(honest | {"OFD.xml": outside}), "damaged"
    itself = honest["OFD.xml"].replace("Doc_0/Document.xml", "OFD.xml")
    yield "itself.ofd", zipped(honest | {"OFD.xml": itself}), "empty"
    again = '<ofd:Page BaseLoc="Pages/Page_0/Content.xml"/>' * 400
    many = honest["Doc_0/Document.xml"].replace("</ofd:Pages>", again + "</ofd:Pages>")
    yield "pages.ofd", zipped(honest | {"Doc_0/Document.xml": many}), "over_limit"
    doctype = "<!DOCTYPE a>" + honest["OFD.xml"]
    yield "doctype.ofd", zipped(honest | {"OFD.xml": doctype}), "forbidden"
    for number, (old, new) in enumerate(
        (
            ('Size="5"', 'Size="1e9"'),
            ('Size="5"', 'Size="nan"'),
            ('Size="5"', 'Size="0"'),
            ("0 0 210 297", "0 0 0 0"),
            ("0 0 210 297", "a b c d"),
            ("Boundary=", "Boundory="),
            ("g 10 5", "g 999999999 5"),
            ("g 10 5", "g g g"),
            ("g 10 5", "-5 " * 100_000),
            (' Size="5"', ' Size="5" CTM="0 0 0 0 0 0"'),
            (' Size="5"', ' Size="5" CTM="1 2 3"'),
        )
    ):
        parts = {name: content.replace(old, new) for name, content in honest.items()}
        yield f"odd-{number}.ofd", zipped(parts), None
    words = "".join(ofd_text(10, 10 + row % 250, "市") for row in range(100_000))
    yield "words.ofd", zipped(ofd_parts(words)), None
    path = '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>{}</ofd:AbbreviatedData>'
    lines = path.format("M 0 0 L 0 9 " * 200_000) + "</ofd:PathObject>"
    yield "lines.ofd", zipped(ofd_parts(lines + ofd_text(1, 5, "市"))), None
