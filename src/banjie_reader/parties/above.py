"""以上由X负责: a sentence that gives X to the items above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from banjie_reader.model import Phrase, Span
from banjie_reader.parties.names import split_names
from banjie_reader.parties.verbs import ROLE_OF
from banjie_reader.wordlists import any_of, simplified, wordlist

_ABOVE = re.compile(
    rf"(?:{any_of(wordlist('roles')['above'])})"
    r"(?P<names>[^。；\n]{2,80}?)(?P<verb>牵头|负责|承办)"
)


class Above(NamedTuple):
    """Where the sentence stands, the role it gives, and to whom."""

    start: int
    role: str
    names: list[Phrase]


def find_above(text: str, start: int, end: int, *, plain: str | None = None) -> list[Above]:
    """Every such sentence; `plain` is the text in simplified characters, if at hand."""
    plain = simplified(text) if plain is None else plain
    found = []
    for m in _ABOVE.finditer(plain, start, end):
        names = split_names(text, Span(*m.span("names")), "above", plain=plain)
        found.append(Above(m.start(), ROLE_OF[m["verb"]], names))
    return found
