"""Which part of a web page is the document."""

from __future__ import annotations

import re

from lxml import etree

from banjie_reader.wordlists import wordlist

_DATA = wordlist("html")
_NEVER = frozenset(_DATA["never"])
_MENUS = frozenset(_DATA["menus"])
_MAIN = frozenset(_DATA["main"])
_NAME = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.8  # of the words: a part that holds so much of its parent's is what the parent is for
_ENOUGH = 0.4


def without_menus(root: etree._Element) -> None:
    """Empty, in place, what is never the document: scripts, menus, feet, hidden parts."""
    for element in list(root.iter(*_NEVER)):
        element.clear(keep_tail=True)  # type: ignore[call-arg] # newer than the stubs
    sizes = _words(root)
    for element in list(root.iter(etree.Element)):
        # A whole page may sit in a part called “nav”: a menu holds less than half of the words.
        small = sizes[element] * 2 < sizes[root] and element.tag != "body"
        if small and (_is_menu(element) or _HIDDEN.search(element.get("style") or "")):
            element.clear(keep_tail=True)  # type: ignore[call-arg] # newer than the stubs


def _is_menu(element: etree._Element) -> bool:
    role = element.get("role") in ("navigation", "banner", "contentinfo", "search")
    return role or not _MENUS.isdisjoint(names_of(element))


def names_of(element: etree._Element) -> list[str]:
    """The words in the class and id of an element: “top-navBar” says top, nav, bar."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _NAME.findall(_CAMEL.sub(" ", names).lower()) if names != " " else []


def main_part(root: etree._Element) -> etree._Element:
    """The smallest part that holds the document.

    From the body down, into each part that holds most of the words (not counting links) of the
    part around it; a part that the site itself names as the text is taken at once.
    """
    sizes = _words(root)
    here = root.find("body")
    here = root if here is None else here
    named = [
        element
        for element in here.iter(etree.Element)
        if element.get("id") in _MAIN or not _MAIN.isdisjoint((element.get("class") or "").split())
    ]
    best = max(named, key=lambda element: sizes[element], default=here)
    if sizes[best] >= _ENOUGH * sizes[here] > 0:
        here = best
    while True:
        inner = max(here, key=lambda child: sizes[child], default=None)
        if inner is None or sizes[inner] < _MOST * sizes[here] or inner.tag in ("p", "table"):
            return here
        here = inner


def _words(root: etree._Element) -> dict[etree._Element, int]:
    """For each element, how many characters outside links it holds."""
    sizes: dict[etree._Element, int] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            sizes[element] = _length(element.text)
            continue
        if element.tag == "a":
            sizes[element] = 0
        parent = element.getparent()
        if parent is not None and parent in sizes:
            sizes[parent] += sizes[element] + _length(element.tail)
    return sizes


def _length(words: str | None) -> int:
    return 0 if words is None else len("".join(words.split()))


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
