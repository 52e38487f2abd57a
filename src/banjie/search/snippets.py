"""The words around a hit, with the hit marked, out of the text as it was stored."""

from __future__ import annotations

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from banjie.search.splitting import Term, fold

BEFORE, LENGTH = 30, 120
MORE = "…"


def marked(text: str, terms: tuple[Term, ...]) -> SafeString:
    """The whole text as HTML with every hit marked."""
    return _marked(text, _hits(text, terms))


def excerpt(text: str, terms: tuple[Term, ...]) -> SafeString:
    """The first hit with what stands around it, as HTML; the beginning where nothing is hit."""
    hits = _hits(text, terms)
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = min(len(text), start + LENGTH)
    shown = [(a - start, min(b, end) - start) for a, b in hits if a < end]
    words = _marked(text[start:end], shown)
    return SafeString(f"{MORE if start else ''}{words}{MORE if end < len(text) else ''}")


def _hits(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    longest_first = sorted(terms, key=lambda term: -len(term.needle))
    pattern = re.compile("|".join(term.pattern for term in longest_first))
    return [found.span() for found in pattern.finditer(fold(text))]


def _marked(text: str, hits: list[tuple[int, int]]) -> SafeString:
    pieces, done = [], 0
    for start, end in hits:
        pieces += [escape(text[done:start]), format_html("<mark>{}</mark>", text[start:end])]
        done = end
    return SafeString("".join([*pieces, escape(text[done:])]))
