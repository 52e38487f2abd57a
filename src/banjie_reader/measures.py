"""The words of `data/measures.json`: units, modifiers, what may not be counted."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "measures.json"


@cache
def measures() -> dict[str, Any]:
    return dict(json.loads(_DATA.read_text("utf-8")))


@cache
def plain(name: str) -> dict[str, Any]:
    """A table of words with the conditions taken off them."""
    return {word.partition(" ")[0]: meaning for word, meaning in measures()[name].items()}
