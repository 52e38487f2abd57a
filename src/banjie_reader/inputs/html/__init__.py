"""HTML: the main text of a page, without its menus; headings, lists and tables kept."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from banjie_reader.errors import EmptyDocument
from banjie_reader.inputs import text
from banjie_reader.inputs.html.blocks import write_blocks
from banjie_reader.inputs.html.main import main_part, without_menus
from banjie_reader.inputs.html.title import heading_lines
from banjie_reader.inputs.limits import HTML_MARKS, check_marks
from banjie_reader.model import Source
from banjie_reader.source import Writer

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,40})""", re.IGNORECASE)
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_LONG_TAG = 20_000
_HEAD = 4096
# A page that says GB2312 or GBK is free to use characters of the later, larger standard.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}
_ALLOWED_LOSS = 0.01


def read(data: bytes) -> Source:
    """Read a web page."""
    words = _decode(data)
    _check_tags(words)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(words.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise EmptyDocument() from error
    if root is None:
        raise EmptyDocument()
    titles = heading_lines(root)
    without_menus(root)
    main = main_part(root)
    writer = Writer("html")
    for line in titles(main):
        writer.paragraph(line)
    write_blocks(main, writer)
    return writer.source()


def _check_tags(words: str) -> None:
    """Refuse what would cost the parser too much: its time grows with the square of the number of
    attributes in one tag."""
    check_marks(words.count("<") + words.count("="), "HTML", HTML_MARKS)
    for tag in words.split("<"):
        if len(tag) > _LONG_TAG:
            names = _QUOTED.sub("", tag).partition(">")[0]
            check_marks(len(names), "HTML", _LONG_TAG)


def _decode(data: bytes) -> str:
    """The page's characters, by BOM, else by what the page declares, else as plain text.

    A declaration is believed even when a few bytes do not fit it, as happens on real pages.
    """
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not marked:
        name = declared[1].decode("ascii").lower()
        try:
            known = codecs.lookup(name).name
            found = data.decode(_WIDER.get(known, known), "replace")
        except (LookupError, ValueError):
            return text.decode(data)
        if found.count("\ufffd") <= len(found) * _ALLOWED_LOSS:
            return found
    return text.decode(data)
