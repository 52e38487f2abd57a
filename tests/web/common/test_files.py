from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from banjie.common.files import (
    DOCX,
    PIXEL_LIMIT,
    XLSX,
    check_upload,
    clean_name,
    name_of,
    store_attachment,
)
from tests.web.cast import Cast


def picture(size: tuple[int, int] = (400, 300), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **options)
    return out.getvalue()


def test_picture_loses_its_exif(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x013B] = "某人"
    exif[0x8825] = {1: "N"}
    kept = store_attachment(
        check_upload(SimpleUploadedFile("a.jpg", picture(exif=exif))), by=cast.liaison
    )
    with kept.file.open("rb") as file:
        assert not dict(Image.open(file).getexif())


def test_large_picture_is_drawn_smaller(cast: Cast) -> None:
    kept = store_attachment(
        check_upload(SimpleUploadedFile("a.jpg", picture((4000, 3000)))), by=cast.liaison
    )
    with kept.file.open("rb") as file:
        assert max(Image.open(file).size) == 2560


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.jpg", b"MZ\x90\x00"),
        ("a.jpg", b""),
        ("a.docm", b"PK\x03\x04"),
        ("a.pdf", b"not a pdf"),
    ],
)
def test_other_content_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile(name, content))
    assert name in refused.value.messages[0]


def test_pixel_flood_is_refused_from_the_header() -> None:
    out = io.BytesIO()
    Image.new("1", (PIXEL_LIMIT // 1000 + 1, 1001)).save(out, "PNG")
    with pytest.raises(ValidationError):
        check_upload(SimpleUploadedFile("a.png", out.getvalue()))


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\照片.jpg", "照片.jpg"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("x\r\nSet-Cookie: a.jpg", "xSet-Cookie: a.jpg"),
        ("长" * 200, "长" * 85),
    ],
)
def test_name_is_only_shown(given: str, shown: str) -> None:
    assert clean_name(given) == shown


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("关于借阅点的方案", DOCX, "关于借阅点的方案.docx"),
        ("停车/充电 合一", XLSX, "停车／充电 合一.xlsx"),
        ("../../a\\b", DOCX, "..／..／a＼b.docx"),
        ("A\r\nX-Hit: 1", DOCX, "A  X-Hit： 1.docx"),
        ("表\u202excod.exe", XLSX, "表xcod.exe.xlsx"),
        ("馆" * 200, DOCX, "馆" * 83 + ".docx"),
    ],
)
def test_file_bears_its_title(title: str, kind: str, name: str) -> None:
    assert name_of(title, kind) == name


def test_drawing_that_another_program_would_open_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "EPS")
    with pytest.raises(ValidationError, match="不是图片"):
        check_upload(SimpleUploadedFile("图.jpg", out.getvalue()))


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


@pytest.mark.parametrize("side", [7_000, 10_000, 30_000])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_pixel_flood_is_refused_with_a_sentence(side: int) -> None:
    with pytest.raises(ValidationError, match=r"洪水\.png.*像素"):
        check_upload(SimpleUploadedFile("洪水.png", png_of(side, side)))
