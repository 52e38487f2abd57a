"""PDF files: empty, scanned, locked, endless, damaged."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, SENTENCE, pdf, pdf_of, stream

_HONEST = pdf([(90, 100, 16, PLAN), (90, 140, 16, SENTENCE)])
_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_MEGABYTE = 1024 * 1024


def one_page(content: bytes, resources: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF whose only page has this content stream (object 4) and more objects from 5."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of([_CATALOGUE, pages, page % resources, content, *more])


def no_pages() -> bytes:
    return pdf_of([_CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>"])


def scanned() -> bytes:
    """A page that is one picture."""
    picture = stream(
        b"\0" * 64, b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8"
    )  # fmt: skip
    return one_page(stream(b"q 500 0 0 700 0 0 cm /I Do Q"), b"/XObject<</I 5 0 R>>", (picture,))


def locked() -> bytes:
    """A PDF that needs a password: its key check cannot be met by the empty one."""
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    objects = [
        _CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        lock,
    ]
    return pdf_of(objects, b"/Encrypt 4 0 R/ID[<41><41>]")


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield "no-pages.pdf", no_pages(), "empty"
    yield "scanned.pdf", scanned(), "no_text_layer"
    yield "locked.pdf", locked(), "encrypted"
    yield "blank-page.pdf", pdf([]), "empty"
    yield "too-many-pages.pdf", pdf(*[[(90, 100, 12, "市")] for _ in range(301)]), "over_limit"
    yield "head-only.pdf", b"%PDF-1.7\n", "damaged"
    yield "no-end.pdf", _HONEST[:-30], None
    yield "named.docx", _HONEST, None
    yield "junk-before.pdf", b"junk\n" * 50 + _HONEST, None
    yield from _loops()
    yield from _bombs()
    yield from _odd()


def _loops() -> Iterator[tuple[str, bytes, str | None]]:
    yield "kids-loop.pdf", pdf_of([_CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), None
    tree = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 999>>" % (n + 3, n + 3) for n in range(40)]
    yield "kids-doubling.pdf", pdf_of([_CATALOGUE, *tree, b"<</Type/Page>>"]), None
    yield "prev-loop.pdf", _HONEST.replace(b"/Root", b"/Prev 9/Root"), None
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>"
    own = stream(b"/F Do /F Do", form % 5)
    yield "form-loop.pdf", one_page(stream(b"/F Do"), b"/XObject<</F 5 0 R>>", (own,)), None
    chain = tuple(stream(b"/F Do " * 10, form % (6 + level)) for level in range(12))
    yield "form-tree.pdf", one_page(stream(b"/F Do"), b"/XObject<</F 5 0 R>>", chain), None
    yield "length-loop.pdf", one_page(b"<</Length 4 0 R>>stream\na\nendstream"), None


def _bombs() -> Iterator[tuple[str, bytes, str | None]]:
    packed = zlib.compress(b"q " * (150 * _MEGABYTE), 9)
    yield "flate-bomb.pdf", one_page(stream(packed, b"/Filter/FlateDecode")), None
    twice = zlib.compress(zlib.compress(b"\0" * (400 * _MEGABYTE), 9), 9)
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    yield "double-flate-bomb.pdf", one_page(stream(twice, filters)), None
    yield "deep-arrays.pdf", one_page(stream(b"[" * 500_000)), None
    yield "deep-dictionaries.pdf", pdf_of([b"<</A" * 20_000 + b">>" * 20_000]), None
    lines = b"".join(b"%d 0 m %d 800 l S\n" % (x % 500, x % 700) for x in range(120_000))
    yield "drawing.pdf", one_page(stream(zlib.compress(lines), b"/Filter/FlateDecode")), None
    grid = [(50.0, 20.0 + 4 * y, 550.0, 20.0 + 4 * y) for y in range(190)]
    grid += [(50.0 + 4 * x, 20.0, 50.0 + 4 * x, 776.0) for x in range(125)]
    yield "fine-grid.pdf", pdf([*grid, (60, 60, 3, "市")]), None
    words = [(10 + x % 500, 10 + x % 800, 1, "市") for x in range(60_000)]
    yield "sixty-thousand-words.pdf", pdf(words), None
    wide = stream(
        b"", b"/Type/XObject/Subtype/Image/Width 99999/Height 99999/ColorSpace/DeviceRGB"
        b"/BitsPerComponent 8"
    )  # fmt: skip
    yield "huge-picture.pdf", one_page(stream(b"/I Do"), b"/XObject<</I 5 0 R>>", (wide,)), None


def _odd() -> Iterator[tuple[str, bytes, str | None]]:
    yield "huge-page.pdf", _HONEST.replace(b"595 842", b"9e9 9e9"), None
    yield "flat-page.pdf", _HONEST.replace(b"595 842", b"0 0    "), None
    yield "upside-down.pdf", _HONEST.replace(b"0 0 595 842", b"595 842 0 0"), None
    yield (
        "script.pdf",
        _HONEST.replace(
            b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"
        ),
        None,
    )
    yield (
        "launch.pdf",
        _HONEST.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>"),
        None,
    )
    yield "negative-length.pdf", _HONEST.replace(b"/Length ", b"/Length -"), None
    yield "huge-length.pdf", _HONEST.replace(b"/Length ", b"/Length 99999999"), None
    yield "no-font.pdf", _HONEST.replace(b"/Font<</F", b"/Fonx<</F"), None
    yield "bad-map.pdf", _HONEST.replace(b"beginbfchar", b"beginbfrange"), None
    yield "odd-size.pdf", _HONEST.replace(b"/F 16 Tf", b"/F 1e9 Tf"), None
    yield "no-size.pdf", _HONEST.replace(b"/F 16 Tf", b"/F 0.0 Tf"), None
    yield "unknown-filter.pdf", one_page(stream(b"a", b"/Filter/No")), None
