"""The pages of a PDF in a new file: reads standard input, writes one line of JSON."""

from __future__ import annotations

import base64
import ctypes
import io
import json
import re
import sys
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from banjie_reader.inputs.limits import PAGES, SECONDS
from banjie_reader.inputs.pdf.child import limit_self

MEMORY = 768 * 1024 * 1024  # the old file, the new one, and the library
_REFUSALS = {0: "empty", 4: "encrypted"}
# What the library itself writes: when, and a mark made from when. Blanked to the same length.
_WHEN = re.compile(rb"(/CreationDate\(D:)\d{14}")
_MARK = re.compile(rb"(/ID\[<)([0-9A-F]*)(><)([0-9A-F]*)(>\])")
_PACKET = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]*\?>", re.DOTALL)


def answer(data: bytes) -> dict[str, Any]:
    try:
        old = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return {"error": _REFUSALS.get(error.err_code, "damaged")}
    if not 0 < len(old) <= PAGES:
        return {"pages": len(old), "error": None if len(old) else "empty"}
    out = io.BytesIO()
    try:
        half = _carried(old)
        for page in half:
            _without_remarks(page)
        _carried(half).save(out)  # once more: what was taken off is still among its objects
    except pdfium.PdfiumError:
        return {"error": "damaged"}
    return {"pages": len(old), "pdf": base64.b64encode(_blanked(out.getvalue())).decode()}


def _carried(document: pdfium.PdfDocument) -> pdfium.PdfDocument:
    """A new file with these pages and what they need."""
    new = pdfium.PdfDocument.new()
    new.import_pages(document)
    return new


def _without_remarks(page: pdfium.PdfPage) -> None:
    """Take the annotations off: each carries who wrote it and when. Links stay."""
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind != raw.FPDF_ANNOT_LINK:
            raw.FPDFPage_RemoveAnnot(page, ctypes.c_int(index))


def _blanked(data: bytes) -> bytes:
    data = _WHEN.sub(rb"\g<1>19800101000000", data)
    data = _MARK.sub(lambda m: m[1] + b"0" * len(m[2]) + m[3] + b"0" * len(m[4]) + m[5], data)
    return _PACKET.sub(lambda m: b" " * len(m[0]), data)


if __name__ == "__main__":
    limit_self(SECONDS, MEMORY)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
