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
_Tree = dict[str, "_Tree"]


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


def _letters(word: str) -> Iterable[str]:
    return map(re.escape, word)


def any_of(words: Iterable[str], spelled: Callable[[str], Iterable[str]] = _letters) -> str:
    """A pattern for any of the words, the longest first, each `spelled` in patterns one by one.

    Words that begin alike share the pattern of their beginning: a place where none of them is
    costs one look for each first character, not one for each word.
    """
    tree: _Tree = {}
    for word in sorted(words, key=len, reverse=True):
        branch = tree
        for part in spelled(word):
            branch = branch.setdefault(part, {})
        branch[""] = {}
    return _written(tree)


def _written(tree: _Tree) -> str:
    """The branches of a tree as alternatives; the one that ends there comes last."""
    return "|".join(part + _bracketed(rest) for part, rest in tree.items())


def _bracketed(rest: _Tree) -> str:
    return _written(rest) if len(rest) < 2 else f"(?:{_written(rest)})"
