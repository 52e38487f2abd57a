"""The document as a whole: its title, who issues it, what kind of paper it is, and its year.

All of it is read in simplified characters, which stand one for one for the text's own; the words
that come out are the text's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banjie_reader.document.issuer import find_issuer
from banjie_reader.document.kind import find_kind
from banjie_reader.document.title import find_title, header_end
from banjie_reader.document.year import counts_by_republic, find_year
from banjie_reader.model import DocumentKind, Phrase
from banjie_reader.numbering import Mark
from banjie_reader.wordlists import simplified, wordlist

__all__ = ["Document", "describe", "header_end", "is_metadata"]

_SITE = re.compile("|".join(wordlist("document")["site"]))


@dataclass(frozen=True, slots=True)
class Document:
    """What is known about the whole before its items are read."""

    title: Phrase | None
    issuer: Phrase | None
    kind: DocumentKind
    year: int | None
    reference: date | None
    roc: bool = False  # years are counted by the Republic: 98年度 is 2009


def describe(
    text: str,
    plain: str,
    source_text: str,
    marks: Sequence[Mark],
    reference: date | None = None,
) -> Document:
    """Title, issuer, kind, year and day of a document.

    `plain` is the text in simplified characters. `source_text` still has the site's header, which
    often gives the only date there is. `marks` are the numbers of items in the text.
    """
    title = find_title(text, plain, marks)
    words = simplified(title.text) if title else ""
    roc = counts_by_republic(text, plain)
    year, day = find_year(words, plain, source_text, reference, roc=roc)
    issuer, kind = find_issuer(text, plain, title), find_kind(words, plain)
    return Document(title, issuer, kind, year, day, roc)


def is_metadata(plain: str) -> bool:
    """Whether a line, in simplified characters, is what a site puts around a document.

    发布时间, 浏览次数 and the like.
    """
    return len(plain) < 120 and _SITE.search(plain) is not None
