"""Language knowledge kept as data: `data/<subject>.json`, read once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
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


def any_of(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
