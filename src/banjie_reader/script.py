"""One script and one width for reading: a fold that keeps every offset.

`fold` answers a text of the same length in which traditional characters, full-width letters,
digits and punctuation, and the kinds of dash and quotation mark are one each. Only what dates,
figures, units and labels need is folded; it is no conversion for people to read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "script.json"
_DASHES = "~—–―─－‐‑‒−﹣～〜∼∽﹏"
_QUOTES = "“”「」『』‘’＂"
_CIRCLES = "○◯〇Ｏ"
_DOTS = "•‧・∙⋅．"
_FREQUENT = "，：；（）“”—"  # on every page


def replacing(table: Mapping[int, str]) -> Callable[[str], str]:
    """What replaces the characters of a table in a text, each by one.

    `str.translate` looks up every character; this only the few that the table has. What is on
    every page goes first, each in one sweep.
    """
    changes = {chr(code): instead for code, instead in table.items()}
    frequent = [(char, changes.pop(char)) for char in _FREQUENT if char in changes]
    pattern = re.compile(f"[{re.escape(''.join(changes))}]")
    return partial(_replace, frequent, partial(pattern.sub, lambda found: changes[found[0]]))


def _replace(frequent: list[tuple[str, str]], rest: Callable[[str], str], text: str) -> str:
    for char, instead in frequent:
        text = text.replace(char, instead)
    return rest(text)


@cache
def _folding() -> Callable[[str], str]:
    pairs = json.loads(_DATA.read_text("utf-8"))
    table = {0x3000: " ", 0xA0: " "}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(a): b for a, b in zip(pairs["traditional"], pairs["simplified"], strict=True)}
    table |= dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _QUOTES), '"')
    table |= dict.fromkeys(map(ord, _CIRCLES), "〇") | dict.fromkeys(map(ord, _DOTS[:-1]), "·")
    return replacing(table)


def fold(text: str) -> str:
    """`text` in one script and one width, character for character."""
    return _folding()(text)
