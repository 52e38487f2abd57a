"""Which words are the name of a body."""

from __future__ import annotations

import re

from banjie_reader.wordlists import simplified, wordlist

_UNITS = wordlist("units")
_ENDINGS = frozenset(simplified(word) for word in _UNITS["endings"])
_LENGTHS = sorted({len(word) for word in _ENDINGS})
_NOT_UNITS = tuple(_UNITS["not_endings"])
_PARTS = re.compile("[、，,；;/ ]|(?<=.)[和与及](?=.)")
_NO_NAME = re.compile(r"[\d在见含如，。]")


def is_unit(words: str) -> bool:
    """Whether the words, in simplified characters, end like the name of a body."""
    plain = words.rstrip("）)〉")
    ends = any(plain[-length:] in _ENDINGS for length in _LENGTHS)
    return ends and not plain.endswith(_NOT_UNITS)


def is_whole_unit(words: str) -> bool:
    """A body and nothing else: 政教处, not 见附件 or 上午在图书馆."""
    return is_unit(words) and len(words) > 1 and not _NO_NAME.search(words)


def are_units(words: str) -> bool:
    """Whether a list holds bodies and nothing else: 市文旅局、团市委."""
    return all(map(is_whole_unit, _PARTS.split(simplified(words))))
