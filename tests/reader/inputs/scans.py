"""Draws scanned pages: letters as pictures, askew, with noise, the way a scanner gives them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterable
from functools import cache

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFont

A4 = (595, 842)  # points
PLAN = """\
临湖市2026年“书香临湖”活动方案
  为推进全民阅读，营造爱读书、读好书、善读书的浓厚氛围，
结合我市实际，制定本方案。
  一、举办读书会。4月中旬，在临湖市图书馆举办，参加人
数不少于60人。（牵头单位：市文旅局，配合单位：市教育局、
团市委）
  二、开展走访。6月底前走访企业30余家。（市工商联负责）
  三、举办成果展。9月18日至25日，在临湖市文化馆举办，
展出作品120件。（责任单位：市文联）
  四、召开总结会。12月上旬召开，参加人数约80人。（市委
宣传部负责）
              临湖市协作委员会办公室
                2026年2月10日"""

Words = tuple[float, float, float, str]  # left, top, size, text; in points
Line = tuple[float, float, float, float]


@cache
def font_file() -> str:
    """A font with Chinese characters that the machine has."""
    ask = ["fc-match", "--format=%{file}", "sans:lang=zh-cn"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout


def set_text(text: str, size: float = 16) -> list[Words]:
    """Lines as an office sets them: a large title in the middle, two spaces for an indent."""
    title, *lines = text.splitlines()
    middle = A4[0] / 2 - 11 * sum(0.55 if char.isascii() else 1 for char in title)
    page: list[Words] = [(middle, 90, 22, title)]
    for number, line in enumerate(lines):
        words = line.lstrip(" ")
        page.append((85 + (len(line) - len(words)) * size, 150 + 1.75 * size * number, size, words))
    return page


def sheet(items: Iterable[Words | Line], *, dpi: int = 150, tilt: float = 1.0) -> Image.Image:
    """An A4 page of words and drawn lines, turned by `tilt` degrees, grey with noise."""
    scale = dpi / 72
    page = Image.new("L", (round(A4[0] * scale), round(A4[1] * scale)), 245)
    draw = ImageDraw.Draw(page)
    for x, y, z, last in items:
        if isinstance(last, str):
            font = ImageFont.truetype(font_file(), round(z * scale))
            draw.text((x * scale, y * scale), last, font=font, fill=30)
        else:
            draw.line([x * scale, y * scale, z * scale, last * scale], fill=30, width=2)
    page = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=245)
    return ImageChops.add(page, Image.effect_noise(page.size, 24), offset=-128)


def picture(page: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    page.save(buffer, kind, **options)
    return buffer.getvalue()


def scanned_pdf(*pages: Image.Image, dpi: int = 150) -> bytes:
    """A PDF of pictures."""
    first, *more = pages
    return picture(first, "PDF", resolution=dpi, save_all=True, append_images=more)


def bound(*papers: bytes) -> bytes:
    """One PDF with the pages of several."""
    whole = pdfium.PdfDocument.new()
    for paper in papers:
        whole.import_pages(pdfium.PdfDocument(paper))
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()
