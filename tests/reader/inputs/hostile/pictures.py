"""Pictures and scans: too large, cut off, endless, of nothing."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.reader.inputs.build import pdf_of, stream
from tests.reader.inputs.hostile.pages import one_page

_MEGABYTE = 1024 * 1024


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture in a format of Pillow."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def files() -> Iterator[tuple[str, bytes, str | None]]:
    noise = Image.effect_noise((600, 800), 90).convert("RGB")
    jpeg, png = saved(noise, "JPEG"), saved(noise, "PNG")
    yield "white.png", saved(Image.new("RGB", (800, 1100), "white"), "PNG"), None
    yield "clear.png", saved(Image.new("RGBA", (400, 400)), "PNG"), None
    yield "one-pixel.png", saved(Image.new("1", (1, 1)), "PNG"), None
    yield "thread.png", saved(Image.new("L", (1, 20_000), 255), "PNG"), None
    yield "half.jpg", jpeg[: len(jpeg) // 2], "damaged"
    yield "half.png", png[: len(png) // 2], "damaged"
    yield "head.jpg", jpeg[:40], "damaged"
    yield "flipped.jpg", jpeg[:700] + bytes(200) + jpeg[900:], None
    yield from _bombs()


def _png(width: int, height: int, content: bytes, more: bytes = b"") -> bytes:
    """A PNG of one grey sample a pixel, whatever its head says."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", content), (b"IEND", b""))
    packed = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + packed + more


def _bombs() -> Iterator[tuple[str, bytes, str | None]]:
    """What is small on the disk and large in memory."""
    yield "pixel-bomb.png", _png(60_000, 60_000, zlib.compress(bytes(_MEGABYTE))), "over_limit"
    large = zlib.compress(bytes(6001 * 6000), 9)
    yield "just-within.png", _png(6000, 6000, large), None
    yield "just-beyond.png", _png(7000, 7000, large), "over_limit"
    yield "deflate-bomb.png", _png(100, 100, zlib.compress(bytes(200 * _MEGABYTE), 9)), None
    frame = Image.new("1", (8, 8))
    many = saved(frame, "TIFF", save_all=True, append_images=[frame] * 60)
    yield "many-pages.tiff", many, "over_limit"
    yield "pages-in-a-ring.tiff", _ring(saved(frame, "TIFF")), None
    yield "huge-scan.pdf", _scan_of(20_000, 20_000), None
    yield "many-scans.pdf", _scans(31), "over_limit"


def _ring(tiff: bytes) -> bytes:
    """A TIFF file whose first page names itself as the next."""
    (first,) = struct.unpack("<I", tiff[4:8])
    (count,) = struct.unpack("<H", tiff[first : first + 2])
    following = first + 2 + 12 * count
    return tiff[:following] + struct.pack("<I", first) + tiff[following + 4 :]


def _image(width: int, height: int) -> bytes:
    packed = zlib.compress(bytes(width * height // 8), 9)
    head = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 1"
    head += b"/Filter/FlateDecode/Width %d/Height %d" % (width, height)
    return stream(packed, head)


def _scan_of(width: int, height: int) -> bytes:
    draw = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return one_page(draw, b"/XObject<</I 5 0 R>>", (_image(width, height),))


def _scans(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
    page += b"/Resources<</XObject<</I 4 0 R>>>>>>"
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    draw = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    return pdf_of([catalogue, pages, draw, _image(80, 80), *[page] * count])
