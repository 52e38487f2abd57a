"""The words around a hit, with the hit marked, out of the text as it was stored."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from banjie.search.splitting import Term, fold

BEFORE, LENGTH = 30, 120
MORE = "…"
_LOOKED_AT = 50


class Hit(NamedTuple):
    """Where a term stands, and which one it is."""

    start: int
    end: int
    term: int


def marked(text: str, terms: tuple[Term, ...]) -> SafeString:
    """The whole text as HTML with every hit marked."""
    return _marked(text, _hits(text, terms))


def excerpt(text: str, terms: tuple[Term, ...]) -> SafeString:
    """Where the most terms stand together, as HTML; the beginning where nothing is hit."""
    hits = _hits(text, terms)
    start = _busiest(hits[:_LOOKED_AT]) if hits else 0
    end = min(len(text), start + LENGTH)
    shown = [
        Hit(hit.start - start, min(hit.end, end) - start, hit.term)
        for hit in hits
        if start <= hit.start < end
    ]
    words = _marked(text[start:end], shown)
    return SafeString(f"{MORE if start else ''}{words}{MORE if end < len(text) else ''}")


def _busiest(hits: list[Hit]) -> int:
    """Where to begin, so that the most different terms are seen; the first such place."""

    def seen(first: int) -> int:
        close = (hit for hit in hits[first:] if hit.end <= hits[first].start + LENGTH - BEFORE)
        return len({hit.term for hit in close})

    best = max(range(len(hits)), key=seen)
    return max(0, hits[best].start - BEFORE)


def _hits(text: str, terms: tuple[Term, ...]) -> list[Hit]:
    longest_first = sorted(terms, key=lambda term: -len(term.needle))
    pattern = re.compile("|".join(f"({term.pattern})" for term in longest_first))
    return [Hit(*found.span(), found.lastindex or 0) for found in pattern.finditer(fold(text))]


def _marked(text: str, hits: list[Hit]) -> SafeString:
    pieces, done = [], 0
    for start, end, _term in hits:
        pieces += [escape(text[done:start]), format_html("<mark>{}</mark>", text[start:end])]
        done = end
    return SafeString("".join([*pieces, escape(text[done:])]))
