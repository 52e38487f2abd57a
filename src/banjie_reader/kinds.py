"""What kind of work an item is, by the words of its title and then of its first sentence."""

from __future__ import annotations

from banjie_reader.model import Kind
from banjie_reader.wordlists import simplified, wordlist

_KINDS: dict[Kind, list[str]] = wordlist("kinds")["title"]
_KIND_OF = {word: kind for kind, known in reversed(_KINDS.items()) for word in known}
_LENGTHS = sorted({len(word) for word in _KIND_OF}, reverse=True)

_FIRST = ("征文", "征集", "征稿")  # 征文大赛 asks for works before it is a contest
_IN_BODY: dict[Kind, list[str]] = wordlist("kinds")["body"]


def kind_of(title: str, body: str = "") -> Kind:
    """The kind named last in the title; failing that, first in the body; else other."""
    title, body = simplified(title), simplified(body)
    if any(word in title for word in _FIRST):
        return "call-for-submissions"
    return _last(title) or _first(body[:60]) or "other"


def _first(words: str) -> Kind | None:
    """The kind of the first plain name of an event in running text."""
    hits = [
        (at, kind)
        for kind, known in _IN_BODY.items()
        for word in known
        if (at := words.find(word)) >= 0
    ]
    return min(hits)[1] if hits else None


def _last(words: str) -> Kind | None:
    """The kind whose word stands last; of words that end together, the longest."""
    for end in range(len(words), 0, -1):
        for length in _LENGTHS:
            if kind := _KIND_OF.get(words[max(0, end - length) : end]):
                return kind
    return None
