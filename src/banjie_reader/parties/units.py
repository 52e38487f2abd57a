"""Which words are the name of a body."""

from __future__ import annotations

import re

from banjie_reader.wordlists import any_of, simplified, wordlist

_UNITS = wordlist("units")
_ENDING = re.compile(rf"(?:{any_of(list({simplified(w) for w in _UNITS['endings']}))})$")
_NOT_UNITS = tuple(_UNITS["not_endings"])
_NO_NAME = re.compile(r"[\d在见含如，。]")


def is_unit(words: str) -> bool:
    """Whether the words, in simplified characters, end like the name of a body."""
    plain = words.rstrip("）)〉")
    return bool(_ENDING.search(plain)) and not plain.endswith(_NOT_UNITS)


def is_whole_unit(words: str) -> bool:
    """A body and nothing else: 政教处, not 见附件 or 上午在图书馆."""
    return is_unit(words) and len(words) > 1 and not _NO_NAME.search(words)
