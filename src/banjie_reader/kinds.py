"""What kind of work an item is, by the words of its title and then of its first sentence."""

from __future__ import annotations

from banjie_reader.model import Kind
from banjie_reader.wordlists import wordlist

_KINDS: dict[Kind, list[str]] = wordlist("kinds")  # type: ignore[assignment]  # keys are kinds


def kind_of(title: str, body: str = "") -> Kind:
    """The kind named last in the title; failing that, first in the body; else other."""
    return _last(title) or _last(body[:80]) or "other"


def _last(words: str) -> Kind | None:
    """The kind whose word stands last; of words that end together, the longest."""
    best: tuple[int, int, Kind] | None = None
    for kind, known in _KINDS.items():
        for word in known:
            at = words.rfind(word)
            if at >= 0 and (best is None or (at + len(word), len(word)) > best[:2]):
                best = (at + len(word), len(word), kind)
    return best[2] if best else None
