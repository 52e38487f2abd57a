"""列第一位者为牵头单位，下同: what a text says of the order in which it names the units."""

from __future__ import annotations

import re

from banjie_reader.model import Span
from banjie_reader.parties.found import Parties
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("roles")
FIRST_LEADS = re.compile(any_of(_WORDS["first_leads"]))
_SAME_BELOW = re.compile(any_of(_WORDS["same_below"]))
_REACH = 30  # characters behind a list in which its order may be told


def note_order(found: Parties, plain: str, span: Span) -> None:
    """Keep what a list of names, or what stands right behind it, says of its order."""
    words = plain[span.start : span.end + _REACH]
    if FIRST_LEADS.search(words):
        found.first_leads = True
        found.same_below = found.same_below or bool(_SAME_BELOW.search(words))


def says_same_below(text: str, span: Span | None = None) -> bool:
    """Whether anything in a text, or about a stretch of it, holds for what stands below.

    Most texts never say so.
    """
    start, end = span or (0, len(text))
    return _SAME_BELOW.search(text, start, end + _REACH) is not None
