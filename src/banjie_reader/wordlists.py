"""Language knowledge kept as data: `data/<subject>.json`, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from banjie_reader.script import replacing

_DATA = Path(__file__).parent / "data"


@cache
def wordlist(subject: str) -> dict[str, Any]:
    """The word lists of one subject."""
    found: dict[str, Any] = json.loads((_DATA / f"{subject}.json").read_text("utf-8"))
    return found


@cache
def _simplifying() -> Callable[[str], str]:
    pairs = wordlist("script")
    return replacing(dict(zip(map(ord, pairs["traditional"]), pairs["simplified"], strict=True)))


def simplified(text: str) -> str:
    """`text` with traditional characters as simplified ones, character for character."""
    return _simplifying()(text)


@cache
def _complicating() -> dict[int, str]:
    pairs = wordlist("script")
    made: dict[int, str] = {}
    for traditional, plain in zip(pairs["traditional"], pairs["simplified"], strict=True):
        made.setdefault(ord(plain), traditional)
    return made


def in_both_scripts(words: Iterable[str]) -> dict[str, str]:
    """Each word, and its traditional form, to the word: the lists hold simplified ones."""
    table = _complicating()
    listed = list(words)
    forms = {simplified(word): word for word in listed}
    forms |= {word.translate(table): word for word in listed}
    return forms | {word: word for word in listed}


def any_of(words: Iterable[str], spelled: Callable[[str], str] = re.escape) -> str:
    """A pattern for any of the words, the longest first, each as `spelled`.

    Words that begin alike share the pattern of their first character: a place where none of them
    is costs one look for each first character, not one for each word.
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first = re.escape(word[0])
        behind.setdefault(first, []).append(spelled(word).removeprefix(first))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())
