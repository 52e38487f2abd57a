"""ZIP containers: bombs, lies about sizes, strange names, forbidden parts."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.reader.inputs.build import PLAN, docx, docx_parts, paragraph, relations, zipped

_BODY = paragraph(PLAN)
_MEGABYTE = 1024 * 1024


def files() -> Iterator[tuple[str, bytes, str | None]]:
    yield from _not_a_document()
    yield from _bombs()
    yield from _forbidden()
    yield from _doctypes()
    yield from _strange_names()
    yield from _lies()


def _not_a_document() -> Iterator[tuple[str, bytes, str | None]]:
    yield "renamed-zip.docx", zipped({"photo.jpg": b"\xff\xd8\xff", "a.txt": "a"}), "damaged"
    yield "renamed-zip.xlsx", zipped({"a.txt": "a"}), "damaged"
    yield "renamed-zip.ofd", zipped({"a.txt": "a"}), "damaged"
    yield "plain.zip", zipped({"a.txt": "a"}), "unknown_format"
    yield "empty-zip.docx", zipped({}), "damaged"
    yield "pdf-named.docx", b"%PDF-1.4\n", "damaged"
    yield "text-named.docx", PLAN.encode(), "damaged"
    yield "magic-only.docx", b"PK\x03\x04", "damaged"
    yield "no-body.docx", zipped(docx_parts("") | {"word/document.xml": "<a/>"}), "damaged"
    parts = docx_parts(_BODY)
    del parts["word/document.xml"]
    yield "no-main-part.docx", zipped(parts), "damaged"
    yield "blank.docx", docx(paragraph(" ")), "empty"
    yield "nothing.docx", docx("<w:sectPr/>"), "empty"


def _bombs() -> Iterator[tuple[str, bytes, str | None]]:
    blank = b" " * (45 * _MEGABYTE)
    yield "ratio.docx", zipped(docx_parts(_BODY) | {"word/a.xml": blank}), "over_limit"
    large = {f"word/{number}.xml": blank for number in range(5)}
    yield "bomb.docx", zipped(docx_parts(_BODY) | large), "over_limit"
    many = {f"word/{number}.xml": "a" for number in range(3000)}
    yield "entries.docx", zipped(docx_parts(_BODY) | many), "over_limit"
    yield "entries.zip", zipped(many), "over_limit"
    inner = zipped({"a.txt": b"a" * 1000})
    yield "nested.docx", zipped(docx_parts(_BODY) | {"word/a.zip": inner}), "forbidden"
    yield "nested-hidden.docx", zipped(docx_parts(_BODY) | {"word/a.xml": inner}), "forbidden"
    yield "nested-docx.docx", zipped(docx_parts(_BODY) | {"a.docx": docx()}), "forbidden"
    text = paragraph("市" * 300) * 20_000
    yield "long-but-honest.docx", docx(text), None
    for method, name in ((zipfile.ZIP_LZMA, "lzma"), (zipfile.ZIP_BZIP2, "bzip2")):
        yield f"{name}.docx", zipped(docx_parts(_BODY), method), "damaged"
        yield (
            f"{name}-bomb.docx",
            zipped(docx_parts(_BODY) | {"word/a.xml": blank}, method),
            "over_limit",
        )


def _forbidden() -> Iterator[tuple[str, bytes, str | None]]:
    for name, part in (
        ("macro.docx", "word/vbaProject.bin"),
        ("macro-elsewhere.docx", "custom/VBAPROJECT.BIN"),
        ("embedded.docx", "word/embeddings/oleObject1.bin"),
        ("embedded-sheet.docx", "word/embeddings/sheet.bin"),
        ("activex.docx", "word/activeX/activeX1.bin"),
        ("program-inside.docx", "word/media/run.exe"),
    ):
        yield name, zipped(docx_parts(_BODY) | {part: b"\0" * 100}), "forbidden"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
    yield "hidden-ole.docx", zipped(docx_parts(_BODY) | {"word/media/a.png": ole}), "forbidden"
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    declared = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    yield (
        "macro-declared.docx",
        zipped(docx_parts(_BODY) | {"[Content_Types].xml": declared}),
        "forbidden",
    )
    outside = relations(("attachedTemplate", "http://127.0.0.1:9/a.dotm"), external=True)
    yield (
        "outside-template.docx",
        zipped(docx_parts(_BODY) | {"word/_rels/document.xml.rels": outside}),
        None,
    )
    main = relations(("officeDocument", "http://127.0.0.1:9/word/document.xml"), external=True)
    yield "outside-body.docx", zipped(docx_parts(_BODY) | {"_rels/.rels": main}), "damaged"


_ENTITIES = "".join(
    f'<!ENTITY e{level} "{f"&e{level - 1};" * 10 if level else "x" * 10}">' for level in range(10)
)


def _doctypes() -> Iterator[tuple[str, bytes, str | None]]:
    body = docx_parts(_BODY)["word/document.xml"]
    assert isinstance(body, str)
    heads = {
        "doctype": "<!DOCTYPE a>",
        "external-entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        "external-dtd": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        "laughs": f"<!DOCTYPE a [{_ENTITIES}]>",
        "parameter-entity": '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>',
    }
    for name, head in heads.items():
        yield f"{name}.docx", _with_body(head + body), "forbidden"
    yield "doctype-utf16.docx", _with_body(f"<!DOCTYPE a>{body}".encode("utf-16")), "forbidden"
    seven = b'<?xml version="1.0" encoding="UTF-7"?>' + f"<!DOCTYPE a>{body}".encode("utf-7")
    yield "doctype-utf7.docx", _with_body(seven), "forbidden"
    ebcdic = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a>'.encode("cp037")
    yield "doctype-ebcdic.docx", _with_body(ebcdic + body.encode("cp037", "replace")), "damaged"
    yield "undeclared-entity.docx", _with_body(body.replace(PLAN, "&laughs;")), None
    styles = f"<!DOCTYPE a [{_ENTITIES}]><w:styles/>"
    parts = docx_parts(_BODY, styles="") | {"word/styles.xml": styles}
    yield "laughs-in-styles.docx", zipped(parts), "forbidden"
    include = '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    yield "xinclude.docx", docx(_BODY + include), None


def _with_body(document: str | bytes) -> bytes:
    return zipped(docx_parts(_BODY) | {"word/document.xml": document})


def _strange_names() -> Iterator[tuple[str, bytes, str | None]]:
    for number, name in enumerate(
        ("../../etc/passwd", "/etc/passwd", "C:\\windows\\a", "word/\u202ecod.xml", "a" * 60_000)
    ):
        yield f"strange-name-{number}.docx", zipped(docx_parts(_BODY) | {name: "a"}), None
    for number, target in enumerate(
        (
            "../../../etc/passwd",
            "/etc/passwd",
            "file:///etc/passwd",
            "",
            "word/../word/document.xml",
        )
    ):
        main = relations(("officeDocument", target))
        yield (
            f"strange-target-{number}.docx",
            zipped(docx_parts(_BODY) | {"_rels/.rels": main}),
            None,
        )
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in docx_parts(_BODY).items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", "<other/>")
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    yield "twice-the-same-name.docx", buffer.getvalue(), None


def _lies() -> Iterator[tuple[str, bytes, str | None]]:
    honest = docx()
    directory = honest.rindex(b"PK\x01\x02")
    yield "says-encrypted.docx", _patched(honest, directory + 8, struct.pack("<H", 1)), "encrypted"
    yield "unknown-method.docx", _patched(honest, directory + 10, struct.pack("<H", 99)), "damaged"
    yield "wrong-crc.docx", _patched(honest, directory + 16, b"\1\2\3\4"), "damaged"
    yield "says-small.docx", _patched(honest, directory + 24, struct.pack("<I", 1)), "damaged"
    yield "says-huge.docx", _patched(honest, directory + 24, struct.pack("<I", 2**31)), "over_limit"
    yield "says-elsewhere.docx", _patched(honest, directory + 42, b"\xff\xff\xff\x0f"), "damaged"
    end = honest.rindex(b"PK\x05\x06")
    yield "directory-elsewhere.docx", _patched(honest, end + 16, b"\xff\xff\xff\x0f"), "damaged"
    yield "many-promised.docx", _patched(honest, end + 10, b"\xff\xff"), None
    yield "long-comment.docx", honest[:-2] + b"\xff\xff" + b"a" * 65535, None
    yield "polyglot-pdf.docx", b"%PDF-1.4\n" + honest, None
    yield "appended.docx", honest + bytes(1000), None


def _patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]
