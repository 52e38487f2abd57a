"""The words that name a field, of labels and headings: those listed, and those put together."""

from __future__ import annotations

from functools import cache
from itertools import product

from banjie_reader.wordlists import wordlist


@cache
def field_words() -> dict[str, list[str]]:
    """The words of each field; 牵头责任 and 单位 together are one (`compounds`)."""
    fields: dict[str, list[str]] = wordlist("labels")["fields"]
    return {field: [*words, *compounds().get(field, ())] for field, words in fields.items()}


@cache
def compounds() -> dict[str, list[str]]:
    """What roles are called: each way to take part with each name for who takes part."""
    return {role: ["".join(pair) for pair in product(*lists)] for role, lists in halves().items()}


def halves() -> dict[str, list[list[str]]]:
    """The two halves of those names: 牵头, 主办 and 单位, 部门."""
    parts: dict[str, list[list[str]]] = wordlist("labels")["compounds"]
    return parts
