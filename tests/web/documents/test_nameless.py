"""Files made by real programs lose who made them, and keep their words."""

from __future__ import annotations

import io
import zlib
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from banjie.common.files import DOCX, XLSX, Checked, check_upload
from banjie.documents.nameless import without_names

WHO = "欧阳临湖"
WORDS = "建议增设自习室"


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "teal")
    exif = Image.Exif()
    exif[0x013B] = exif[0x9C9D] = WHO.encode()
    if kind == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("Author", WHO)
        image.save(out, kind, pnginfo=notes, exif=exif)
    else:
        image.save(out, kind, exif=exif, comment=WHO.encode())
    return out.getvalue()


def word(kind: str = "JPEG") -> bytes:
    document = docx.Document()
    about = document.core_properties
    about.author = about.last_modified_by = about.comments = about.title = WHO
    paragraph = document.add_paragraph(WORDS)
    document.add_comment(paragraph.runs, text="改一下", author=WHO, initials="欧阳")
    document.add_picture(io.BytesIO(picture(kind)))
    for place in document.element.body.iter():
        if place.tag.endswith("}cNvPr"):
            place.set("descr", f"C:\\Users\\{WHO}\\Desktop\\图.jpg")
    inserted = paragraph._p.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins"
    )
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    inserted.set(f"{space}author", WHO)
    inserted.set(f"{space}date", "2026-03-01T08:15:00Z")
    paragraph._p.append(inserted)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = book.properties.lastModifiedBy = WHO
    book.active["A1"] = WORDS
    book.active["A1"].comment = Comment("看这里", WHO)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(info: str = "/Author(Ouyang Linhu)/CreationDate(D:20260301081500)") -> bytes:
    """One page with a remark, an XMP packet and an Info dictionary that all name somebody."""
    packet = b'<?xpacket begin="" id="x"?><dc:creator>Ouyang Linhu</dc:creator><?xpacket end="w"?>'
    text = b"BT /F1 12 Tf 20 100 Td (Reading room) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Metadata 6 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Annots[7 0 R]>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<<" + info.encode() + b">>",
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(packet), packet),
        b"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/T(Ouyang Linhu)/Contents(x)>>",
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 8\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size 8/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def everything_in(data: bytes) -> bytes:
    """All bytes of a file, unpacked as far as they are packed."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(io.BytesIO(data)) as archive:
        times = {entry.date_time[0] for entry in archive.infolist()}
        assert times == {1980}
        return b"".join(archive.read(name) for name in archive.namelist())


MADE = {
    "word-jpeg": (word(), DOCX), "word-png": (word("PNG"), DOCX), "sheet": (sheet(), XLSX),
    "pdf": (pdf(), "application/pdf"),
}  # fmt: skip
TRACES = (WHO.encode(), "欧阳".encode(), b"Ouyang", b"0815", b"08:15", b"python-docx", b"Users")


@pytest.mark.parametrize("made", MADE)
def test_a_file_keeps_no_name_and_no_moment(made: str) -> None:
    data, kind = MADE[made]
    assert any(trace in everything_in_raw(data) for trace in TRACES)
    kept = everything_in(without_names(Checked("件", data, kind)).content)
    assert [trace for trace in TRACES if trace in kept] == []


def everything_in_raw(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_words_stay() -> None:
    kept = without_names(Checked("件.docx", word(), DOCX)).content
    document = docx.Document(io.BytesIO(kept))
    assert document.paragraphs[0].text == WORDS
    assert len(document.inline_shapes) == 1
    book = openpyxl.load_workbook(io.BytesIO(without_names(Checked("件", sheet(), XLSX)).content))
    assert book.active["A1"].value == WORDS
    assert book.active["A1"].comment.text == "看这里"


def test_the_words_of_a_pdf_stay() -> None:
    import pypdfium2

    kept = without_names(Checked("件.pdf", pdf(), "application/pdf")).content
    page = pypdfium2.PdfDocument(kept)[0]
    assert page.get_textpage().get_text_range() == "Reading room"
    assert pypdfium2.PdfDocument(kept).get_metadata_dict(skip_empty=True) == {
        "Creator": "PDFium", "Producer": "PDFium", "CreationDate": "D:19800101000000+00'00'",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_keeps_no_camera_and_no_remark(kind: str) -> None:
    checked = check_upload(SimpleUploadedFile("图", picture(kind) if kind != "TIFF" else tiff()))
    assert WHO.encode() not in without_names(checked).content


def tiff() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "TIFF", software=WHO, artist=WHO)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", 8) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("word/document.xml", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    out = io.BytesIO(word())
    with ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


HOSTILE = {
    "bomb": (bomb(), DOCX),
    "no-zip": (b"PK\x03\x04" + b"x" * 100, DOCX),
    "cut-off": (word()[:-200], DOCX),
    "macro": (with_part("word/vbaProject.bin", b"x"), DOCX),
    "embedded": (with_part("word/embeddings/a.bin", b"x"), DOCX),
    "nested": (with_part("word/a.zip", b"x"), DOCX),
    "doctype": (with_part("word/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), DOCX),
    "broken-xml": (with_part("word/x.xml", b"<a>"), DOCX),
    "broken-picture": (with_part("word/media/x.png", b"\x89PNG\r\n\x1a\nxx"), DOCX),
    "no-pdf": (b"%PDF-1.7 nothing", "application/pdf"),
    "empty-pdf": (b"%PDF-", "application/pdf"),
    "flate-pdf": (b"%PDF-1.7\n" + zlib.compress(b"0" * 10**6), "application/pdf"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_in_words(case: str) -> None:
    data, kind = HOSTILE[case]
    with pytest.raises(ValidationError):
        without_names(Checked("件", data, kind))
