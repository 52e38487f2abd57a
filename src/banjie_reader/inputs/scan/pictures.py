"""The pages of a scan as pictures, from a PDF or from a picture file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageOps

from banjie_reader.inputs.limits import SCAN_PAGES, SCAN_PIXELS

Image.MAX_IMAGE_PIXELS = None  # the policy's own limit is lower, and its error says how to mend it
FORMATS = ("PNG", "JPEG", "TIFF")
_LONGEST = 2340  # pixels: A4 at 200 dots an inch, which small type needs
_SHARPEST = 200 / 72  # pixels a point
_A4 = 842.0  # points: a picture does not say how large its sheet was


class TooManyPixels(Exception):
    """A picture with more pixels than may be unpacked; its argument is their number."""


class Sheet(NamedTuple):
    """A page as a picture in RGB; a pixel of it is `scale` points."""

    picture: Image.Image
    scale: float


def sheets_of_pdf(data: bytes, numbers: Sequence[int]) -> Iterator[Sheet]:
    """Draw the pages with these numbers."""
    document = pdfium.PdfDocument(data)
    for number in numbers:
        page = document[number - 1]
        scale = min(_SHARPEST, _LONGEST / max(1, *page.get_size()))
        yield Sheet(page.render(scale=scale).to_pil().convert("RGB"), 1 / scale)
        page.close()


def count_frames(data: bytes) -> int:
    """How many pages a picture file has, or one more than may be read. TIFF may have several."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        for count in range(1, SCAN_PAGES + 1):
            try:
                picture.seek(count)
            except EOFError:
                return count
    return SCAN_PAGES + 1


def sheets_of_picture(data: bytes, count: int) -> Iterator[Sheet]:
    """The first `count` pages of a picture file, turned as its camera says, on white."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        for index in range(count):
            picture.seek(index)
            pixels = picture.width * picture.height
            if pixels > SCAN_PIXELS:
                raise TooManyPixels(pixels)
            small = _small(picture)
            yield Sheet(_on_white(ImageOps.exif_transpose(small)), _A4 / max(small.size))


def _small(picture: Image.Image) -> Image.Image:
    """A copy of at most the size that is looked at; made small before anything else is."""
    most = min(_LONGEST, max(picture.size))
    picture.draft(None, (most, most))
    if picture.mode not in ("L", "RGB", "RGBA"):  # in the others, points would be left out
        plain = "L" if picture.mode == "1" else "RGB"
        picture = picture.convert("RGBA" if picture.has_transparency_data else plain)
    return ImageOps.contain(picture, (most, most))


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
