"""What stands above the main part of a page: its title, the line of date and source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from banjie_reader.inputs.html.main import names_of, text_of
from banjie_reader.wordlists import any_of, wordlist

_DATA = wordlist("html")
_INFO = re.compile(rf"(?:{any_of(_DATA['info'])})\s*[:：]?\s*(?:19|20)\d\d\s*[-年/.]")
_INFO_LENGTH = 120
_TITLE_NAMES = frozenset(_DATA["title_names"])
_SHORTEST, _TITLE_LENGTH = 8, 100
_SITE_NAME = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]*$")
_OFFICIAL = re.compile(f"关于|關於|(?:{any_of(wordlist('boilerplate')['title_ends'])})$")
_NEAR_TOP = 400


def heading_lines(root: etree._Element) -> Callable[[etree._Element], Iterator[str]]:
    """Remember the title and the line of date and source, before menus are taken out.

    What comes back gives those of them that the main part does not say itself.
    """
    title = next(_titles(root), "")
    infos = (
        " ".join(text_of(element).split())
        for element in root.iter("div", "p", "span", "td", "li")
        if len(element) <= 12 and _INFO.search((element.text or "")[:_INFO_LENGTH])
    )
    info = next((line for line in infos if len(line) <= _INFO_LENGTH), "")

    def above(main: etree._Element) -> Iterator[str]:
        words = text_of(main)
        if title and _squeezed(title) not in _squeezed(words[:_NEAR_TOP]):
            yield title
        if info and _squeezed(info) not in _squeezed(words):
            yield info

    return above


def _titles(root: etree._Element) -> Iterator[str]:
    """What may be the title, the surest first."""
    for candidate in _candidates(root):
        title = " ".join(candidate[: 2 * _TITLE_LENGTH].split())
        if 0 < len(title) <= _TITLE_LENGTH:
            yield title


def _candidates(root: etree._Element) -> Iterator[str]:
    for element in root.iter("meta"):
        if {element.get("name"), element.get("property")} & set(_DATA["title_meta"]):
            yield element.get("content") or ""
    for element in root.iter("h1"):
        yield text_of(element)
    for element in root.iter("h2", "h3", "div", "p", "td"):
        named = not _TITLE_NAMES.isdisjoint(names_of(element))
        if named and next(element.iter("a"), None) is None and len(element) <= 3:
            words = text_of(element)
            # Shorter ones head a box at the side of the page.
            yield words if len(words.strip()) >= _SHORTEST else ""
    for element in root.iter("title"):
        whole = text_of(element)[: 2 * _TITLE_LENGTH]
        # A page whose title names no document may only name its site.
        title = _SITE_NAME.sub("", whole)
        if title != whole or _OFFICIAL.search(whole.strip()):
            yield title


def _squeezed(words: str) -> str:
    return "".join(words.split())
