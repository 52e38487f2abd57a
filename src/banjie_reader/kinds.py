"""What kind of work an item is, by the words of its title and then of its first sentence."""

from __future__ import annotations

import re

from banjie_reader.model import Kind
from banjie_reader.wordlists import any_of, wordlist


def _by_word(kinds: dict[Kind, list[str]]) -> dict[str, Kind]:
    return {word: kind for kind, words in reversed(kinds.items()) for word in words}


_OF_TITLE, _OF_BODY = (_by_word(wordlist("kinds")[place]) for place in ("title", "body"))
_BACKWARDS = re.compile(any_of(word[::-1] for word in _OF_TITLE))
_IN_BODY = re.compile(any_of(_OF_BODY))
_FIRST = re.compile("征文|征集|征稿")  # 征文大赛 asks for works before it is a contest


def kind_of(title: str, body: str = "") -> Kind:
    """The kind named last in the title; failing that, first in the body; else other.

    Both are in simplified characters.
    """
    if _FIRST.search(title):
        return "call-for-submissions"
    if last := _BACKWARDS.search(title[::-1]):
        return _OF_TITLE[last[0][::-1]]
    first = _IN_BODY.search(body[:60])
    return _OF_BODY[first[0]] if first else "other"
