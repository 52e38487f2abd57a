"""What an answer is made of, its words apart: the same whatever people wrote, or the words act.

A look tells the shape of an answer and raises AssertionError where something in it would be carried
out by whatever opens it.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from email.message import Message
from typing import Any

import lxml.html
from django.conf import settings
from docx import Document
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook

Shape = list[Any]

_LEADS = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
"""Attributes whose value a browser follows."""
_ACTS = ("style", "srcdoc", "hx-on", "hx-vals", "hx-headers", "http-equiv")
"""Attributes whose value is carried out, or read as more than words."""
_OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n=")
_OOXML = "application/vnd.openxmlformats-officedocument."


def page(content: bytes) -> Shape:
    """Elements with the names of their attributes, and where each leads: the beginning only, words
    stand in queries. Of scripts and styles everything.
    """
    found: Shape = []
    for element in lxml.html.document_fromstring(content).iter():
        if not isinstance(element.tag, str):
            found.append(("comment", len(element.text or "") > 0))
            continue
        held = dict(element.attrib)
        assert not [key for key in held if key.startswith("on")], held
        followed = {key: _beginning(held[key]) for key in _LEADS if key in held}
        acting = {key: _acting(key, held[key]) for key in held if key.startswith(_ACTS)}
        within = _script(element) if element.tag in ("script", "style") else ""
        found.append((element.tag, sorted(held), followed, acting, within))
    return found


def _beginning(address: str) -> str:
    """The scheme of an address, or its path."""
    scheme = re.match(r"[\s\x00-\x20]*([a-z]+):", address, re.I)
    assert not scheme or scheme[1].lower() in ("http", "https", "mailto", "tel", "data"), address
    return scheme[1] if scheme else re.split("[?#]", address)[0]


def _acting(key: str, value: str) -> Any:
    """htmx reads headers and values as JSON; in it stand tokens that differ from answer to answer."""
    return _keys(json.loads(value)) if key in ("hx-headers", "hx-vals") else value


def _script(element: Any) -> str:
    if element.get("type") == "application/json":
        json.loads(element.text)
        return "json"
    return element.text or ""


def json_answer(content: bytes) -> Shape:
    return [_keys(json.loads(content))]


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(each) for key, each in value.items()}
    return [_keys(each) for each in value] if isinstance(value, list) else type(value).__name__


def feed(content: bytes) -> Shape:
    """Components with the names of their properties; and the lines as a lax reader takes them."""
    lines = re.sub(rb"\r\n[ \t]", b"", content).split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    told = [(part.name, sorted(part)) for part in Calendar.from_ical(content).walk()]
    return [told, [re.split(b"[:;]", line)[0] for line in lines]]


def sheet(content: bytes) -> Shape:
    """How large each sheet is, and of what kind its cells; none is a formula or begins like one."""
    book, found = load_workbook(io.BytesIO(content)), Shape()
    for table in book:
        for cell in (cell for row in table.iter_rows() for cell in row):
            assert cell.data_type != "f", (cell.coordinate, cell.value)
            assert not str(cell.value).startswith(_OPENERS) or cell.data_type == "n", cell.value
            found.append((cell.coordinate, cell.data_type, bool(cell.hyperlink)))
    return [*found, *_parts(content)]


def paper(content: bytes) -> Shape:
    document = Document(io.BytesIO(content))
    body = [etree.QName(element).localname for element in document.element.iter(etree.Element)]
    return [sorted(set(body) - {"br", "tab"}), *_parts(content)]


def _parts(content: bytes) -> Shape:
    """The parts of an office file, and what they refer to outside of it."""
    found: Shape = []
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        for part in sorted(whole.namelist()):
            root = etree.fromstring(whole.read(part)) if part.endswith((".xml", ".rels")) else None
            out = [] if root is None else root.xpath("//*[@TargetMode='External']/@Target")
            found.append((part, [target for target in out if "hit" in target]))
    return found


LOOKS: dict[str, Callable[[bytes], Shape]] = {
    "text/html": page,
    "application/json": json_answer,
    "application/problem+json": json_answer,
    "text/calendar": feed,
    _OOXML + "spreadsheetml.sheet": sheet,
    _OOXML + "wordprocessingml.document": paper,
}


def is_for_a_desk(name: str) -> bool:
    """Whether this can be the name of a file on anybody's machine, and shows what it is."""
    return name.isprintable() and not set(name) & set('/\\:*?"<>|')


def _saved_as(answer: Any) -> str:
    said = Message()
    said["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
    return said.get_filename("")


def shape(answer: Any, content: bytes) -> Shape:
    """The status, the names of the headers and cookies, and what the content is made of. The session's
    cookie comes when its minute is over.
    """
    for name, value in answer.headers.items():
        assert value.isprintable(), (name, value)
    assert is_for_a_desk(_saved_as(answer)), answer.headers
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    look = LOOKS.get(kind)
    within = look(content) if look and content.strip() else kind
    return [
        answer.status_code,
        sorted(answer.headers),
        sorted({*answer.cookies} - {settings.SESSION_COOKIE_NAME}),
        within,
    ]
