"""Inputs as a fuzzer sees them: one byte says the shape, the rest is what is inside.

A change to a packed file breaks its checksum and nothing more. So the fuzzer changes a part of the
file, and the file is packed around it.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.reader.documents.case import CASES
from tests.reader.inputs import build
from tests.reader.inputs.build import PLAN, SENTENCE

Shape = tuple[str, str]  # the name of the file, the part that the input is ("" for all of it)

# The order is part of the seeds: new shapes go to the end.
SHAPES: tuple[Shape, ...] = (
    ("a.txt", ""),
    ("a.html", ""),
    ("a.docx", "word/document.xml"),
    ("a.docx", "word/numbering.xml"),
    ("a.docx", "word/styles.xml"),
    ("a.docx", "word/_rels/document.xml.rels"),
    ("a.xlsx", "xl/worksheets/sheet1.xml"),
    ("a.xlsx", "xl/workbook.xml"),
    ("a.ofd", "Doc_0/Pages/Page_0/Content.xml"),
    ("a.ofd", "OFD.xml"),
    ("a.docx", ""),
    ("a", ""),
)
_BODY = (
    build.paragraph(PLAN, '<w:pStyle w:val="1"/>')
    + build.paragraph(SENTENCE, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + build.table(
        [build.cell("任务", 2), build.cell("时间")],
        [build.cell("读书会", merge="restart"), build.cell("3月|4月")],
    )
)
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_PARTS: dict[str, Callable[[], dict[str, bytes | str]]] = {
    "a.docx": lambda: build.docx_parts(_BODY, styles=_STYLES, numbering=_NUMBERING),
    "a.xlsx": lambda: dict(
        build.xlsx_parts(
            f'<row r="1">{build.inline("A1", "任务")}{build.inline("B1", "时间")}</row>'
            f'<row r="2">{build.inline("A2", "读书会")}{build.inline("B2", "3月")}</row>',
            '<mergeCell ref="A1:A1"/>',
        )
    ),
    "a.ofd": lambda: dict(
        build.ofd_parts(build.ofd_text(30, 40, PLAN) + build.ofd_text(30, 60, SENTENCE))
    ),
}


def file_of(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that an input stands for."""
    name, part = SHAPES[data[0] % len(SHAPES)] if data else SHAPES[0]
    inside = data[1:]
    if not part:
        return name, inside
    return name, build.zipped({**_PARTS[name](), part: inside})


def seeds() -> list[bytes]:
    """Inputs that are read well, to begin from."""
    page = f"<html><title>{PLAN}</title><table><tr><td>{SENTENCE}<td rowspan=2>1</table><p>{PLAN}"
    found = [bytes([0]) + case.text.encode() for case in CASES]
    found.append(bytes([1]) + page.encode())
    for number, (name, part) in enumerate(SHAPES):
        if part:
            content = _PARTS[name]()[part]
            found.append(
                bytes([number]) + (content.encode() if isinstance(content, str) else content)
            )
    found += [bytes([10]) + build.zipped(parts()) for parts in _PARTS.values()]
    return [*found, bytes([11]) + PLAN.encode("gb18030")]


def pdf_seed() -> bytes:
    return build.pdf([(90, 100, 16, PLAN), (90, 140, 12, SENTENCE), (90, 200, 500, 200)])
