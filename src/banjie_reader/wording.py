"""Sentences for people, kept as data: `data/<subject>.<language>.json`, one line a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_DATA = Path(__file__).parent / "data"


@cache
def _sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted(_DATA.glob(f"*.{language}.json")):
        found |= json.loads(path.read_text("utf-8"))
    return found


def knows(key: str, language: str) -> bool:
    """Whether there is a sentence of this name."""
    return key in _sentences(language if language in LANGUAGES else "zh-Hans")


def sentence(key: str, language: str, values: Mapping[str, object]) -> str:
    """The sentence `key` in `language` with `{name}` places filled from `values`.

    An unknown language falls back to zh-Hans. An unknown key is a programming error (KeyError).
    """
    known = language if language in LANGUAGES else "zh-Hans"
    return _sentences(known)[key].format_map(values)
