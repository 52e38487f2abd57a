"""What a form takes of a person, why, who sees it, how long it is kept and how one gets it out: a
notice for each such form, from `data/privacy.json` (个人信息保护法 第十七条).

A notice may be `like` another and say some of it otherwise. In its words {office} stands for what
the page says, {case.contact} for the value of a limit.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from django.utils.translation import get_language

from banjie.common import limits

_SHIPPED = Path(__file__).parent / "data" / "privacy.json"
POINTS = ("taken", "why", "who", "long", "out")


class Notice(NamedTuple):
    """A heading, each point with its label, and a last line or ''."""

    heading: str
    points: list[tuple[str, str]]
    more: str


@cache
def shipped() -> dict[str, Any]:
    """The file: labels, and the notices by name."""
    read: dict[str, Any] = json.loads(_SHIPPED.read_text("utf-8"))
    known = read["notices"]
    whole = {name: known.get(row.get("like"), {}) | row for name, row in known.items()}
    return read | {"notices": whole}


class _Words(Formatter):
    def get_field(self, field_name: str, _args: Any, kwargs: Any) -> tuple[Any, str]:
        told = kwargs[field_name] if field_name in kwargs else limits.value(field_name)
        return told, field_name


def notice(name: str, **said: Any) -> Notice:
    """The notice of this name in the language of the page; an unknown name raises KeyError."""
    labels, row = shipped()["labels"], shipped()["notices"][name]
    language = get_language() or ""

    def words(texts: dict[str, str]) -> str:
        text = texts.get(language, texts["en"])
        return _Words().vformat(text, (), said)

    points = [(words(labels[point]), words(row[point])) for point in POINTS]
    return Notice(words(labels["heading"]), points, words(row["more"]) if "more" in row else "")
