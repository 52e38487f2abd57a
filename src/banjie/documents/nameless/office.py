"""Word and Excel files: what `data/names.json` lists is emptied, part by part."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from PIL import Image

from banjie.common.files import PIXEL_LIMIT
from banjie_reader.errors import DamagedDocument, OverLimit
from banjie_reader.inputs.archive import Archive, parse_xml

_LISTS = Path(__file__).parents[1] / "data" / "names.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time an entry can carry
_PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".tif": "TIFF",
             ".tiff": "TIFF", ".bmp": "BMP", ".webp": "WEBP"}  # fmt: skip
_NOBODY = "-"


@cache
def _lists() -> dict[str, Any]:
    """`emptied`: whole parts by their beginning; `blank`: attributes and elements that name
    somebody; `dropped`: attributes (some by their beginning) and elements that are left out, and
    how a path on somebody's machine begins.
    """
    found: dict[str, Any] = json.loads(_LISTS.read_text("utf-8"))
    return found


def without_names(data: bytes) -> bytes:
    """The same document, with nobody's name in it. Raises `ReadingError`."""
    archive = Archive(data, "ZIP")
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in sorted(archive.names, key=lambda name: (name != "[Content_Types].xml", name)):
            if not name.endswith("/"):
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type = ZIP_DEFLATED
                target.writestr(entry, _part(name, archive.read(name)))
    return out.getvalue()


def _part(name: str, data: bytes) -> bytes:
    for beginning, instead in _lists()["emptied"].items():
        if name.startswith(beginning) and not name.endswith(".rels"):
            return instead.encode()
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _PICTURES:
        return _picture(data, _PICTURES[suffix], name)
    if suffix not in (".xml", ".rels", ".vml"):
        return data
    root = parse_xml(data, "ZIP", name)
    for element in list(root.iter(etree.Element)):
        _clean(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _clean(element: etree._Element) -> None:
    blank, dropped = _lists()["blank"], _lists()["dropped"]
    own = _local(element.tag)
    if own in dropped["elements"] and (above := element.getparent()) is not None:
        above.remove(element)
        return
    if own in blank["elements"]:
        element.text = _NOBODY
    for key, value in list(element.attrib.items()):
        name = _local(key)
        if name in blank["attributes"]:
            element.set(key, blank["attributes"][name])
        elif re.match(dropped["paths"], value) and own != "Relationship":
            element.set(key, _NOBODY)
        elif name in dropped["attributes"] or name.startswith(tuple(dropped["beginnings"])):
            del element.attrib[key]
    if own == "Relationship" and element.get("TargetMode") == "External":
        _blank_path(element)


def _local(name: Any) -> str:
    return etree.QName(name).localname


def _blank_path(relation: etree._Element) -> None:
    """A link to a place on the author's own machine or network says whose it is."""
    if urlsplit(relation.get("Target", "")).scheme not in ("http", "https", "mailto"):
        relation.set("Target", "about:blank")


def _picture(data: bytes, kind: str, name: str) -> bytes:
    """The picture drawn anew, without camera, place and remarks."""
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                raise OverLimit(reason="pixels", found=picture.size, limit=PIXEL_LIMIT, part=name)
            known = {"quality": "keep"} if picture.format == "JPEG" and kind == "JPEG" else {}
            picture.info = {}
            picture.save(out, kind, exif=b"", **known)
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError) as error:
        # Pillow ends with any of these, depending on where a file is damaged.
        raise DamagedDocument(reason="part", format="ZIP", part=name) from error
    return out.getvalue()
