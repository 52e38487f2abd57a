"""Makes small documents from their parts, so that every test shows what is in its file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAN = "临湖市读书月活动方案"
SENTENCE = "三月，市文旅局在临湖书院举办读书分享会，参加人数不少于五十人。"


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(*targets: tuple[str, str], external: bool = False) -> str:
    """A `.rels` part: (last word of the type, target)."""
    mode = ' TargetMode="External"' if external else ""
    items = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """`w:p` with one run; `properties` and `run` are what its pPr and rPr hold."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def docx_parts(body: str, **parts: str) -> dict[str, bytes | str]:
    """The parts of a Word file; `styles=`, `numbering=`, `footnotes=` hold the inside of each."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    inside: dict[str, bytes | str] = {
        f"word/{name}.xml": f"<w:{roots[name]} {W}>{content}</w:{roots[name]}>"
        for name, content in parts.items()
    }
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(*((name, f"{name}.xml") for name in parts)),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        **inside,
    }


def docx(body: str = "", **parts: str) -> bytes:
    """A Word file with this body; a short plan when none is given."""
    return zipped(docx_parts(body or paragraph(PLAN) + paragraph(SENTENCE), **parts))


def table(*rows: Iterable[str]) -> str:
    """`w:tbl`; each row is the `w:tc` elements made by `cell`."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(text: str, span: int = 1, merge: str = "") -> str:
    """`w:tc`; `merge` is "restart" or "continue" for a vertical merge. "|" parts paragraphs."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    words = "".join(paragraph(line) for line in text.split("|"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


# --- PDF ------------------------------------------------------------------------------------

Words = tuple[float, float, float, str]  # left, base line from the top, size, text
Line = tuple[float, float, float, float]
HEIGHT = 842


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF with these objects, numbered from 1; object 1 is the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return data + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(content), more) + content + b"\nendstream"


def pdf(*pages: Iterable[Words | Line]) -> bytes:
    """A PDF of A4 pages, each a list of words (with a text) and drawn lines (four numbers).

    The font is a name and a table from codes to characters, one em wide each: a text layer needs
    no shapes.
    """
    found = [list(page) for page in pages]
    characters = sorted({char for page in found for item in page if len(item) == 4
                         and isinstance(item[3], str) for char in item[3]})  # fmt: skip
    code = {char: number for number, char in enumerate(characters, 1)}
    contents = [stream(_content(page, code)) for page in found]
    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(found)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(found)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H"
        b"/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
        stream(_unicode_map(code)),
    ]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 %d]/Resources<</Font<</F 3 0 R>>>>"
            b"/Contents %d 0 R>>" % (HEIGHT, first + 2 * number + 1)
        )
        objects.append(content)
    return pdf_of(objects)


def _content(page: list[Words | Line], code: Mapping[str, int]) -> bytes:
    lines = []
    for item in page:
        if isinstance(item[3], str):
            left, base, size, text = item
            glyphs = "".join(f"{code[char]:04x}" for char in text)
            lines.append(f"BT /F {size} Tf {left} {HEIGHT - base} Td <{glyphs}> Tj ET")
        else:
            x0, y0, x1, y1 = item
            lines.append(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
    return "\n".join(lines).encode()


def _unicode_map(code: Mapping[str, int]) -> bytes:
    pairs = "\n".join(
        f"<{number:04x}> <{char.encode('utf-16-be').hex()}>" for char, number in code.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(code)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    ).encode()


# --- XLSX, OFD ------------------------------------------------------------------------------

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx_parts(rows: str, merges: str = "", more: Mapping[str, str] | None = None) -> dict:
    """The parts of a workbook with one sheet; `rows` is what its sheetData holds."""
    book = (
        f'<workbook {SHEET} xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="任务" sheetId="1" r:id="r0"/></sheets></workbook>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/workbook.xml": book,
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}><sheetData>{rows}</sheetData>"
        f"<mergeCells>{merges}</mergeCells></worksheet>",
        **(more or {}),
    }


def inline(place: str, text: str) -> str:
    """A cell with its words in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ofd_parts(*pages: str) -> dict[str, str]:
    """The parts of an OFD file; each page is what its layer holds."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    items = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    return {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{items}</ofd:Pages></ofd:Document>",
        **{
            f"Doc_0/Pages/Page_{number}/Content.xml": f"<ofd:Page {space}><ofd:Content>"
            f"<ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
            for number, page in enumerate(pages)
        },
    }


def ofd_text(left: float, base: float, text: str, size: float = 5, steps: str = "") -> str:
    """A text object at a place in millimetres, one em from character to character."""
    steps = steps or f"g {len(text)} {size}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{left} {base - size} 150 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )
