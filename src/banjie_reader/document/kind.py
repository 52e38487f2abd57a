"""What kind of paper it is: by the end of its title, by set phrases, by its form."""

from __future__ import annotations

import re
from typing import Any

from banjie_reader.model import DocumentKind
from banjie_reader.wordlists import any_of, wordlist

Rules = list[tuple[DocumentKind, re.Pattern[str]]]


def _rules(data: Any) -> Rules:
    """What a text says of itself, the surest first: 制定如下方案, 通知如下, 本报讯."""
    return [(kind, re.compile("|".join(patterns))) for kind, patterns in data]


_DATA = wordlist("document")
_TYPES: dict[DocumentKind, list[str]] = _DATA["types"]
_ORDER: list[DocumentKind] = _DATA["order"]
_KIND: dict[str, DocumentKind] = {w: kind for kind in reversed(_ORDER) for w in _TYPES[kind]}
_NAMES = tuple(_KIND)
_ASIDE = re.compile("|".join(_DATA["aside"]))
_COVER = re.compile(rf"(?:{any_of(_DATA['covers'])})$")
_FORMS, _NAMED, _TOLD = (_rules(_DATA[part]) for part in ("forms", "named", "told"))
_FIELDS = re.compile("|".join(_DATA["fields"]))
_ITEM = re.compile(r"(?:^|[\n。])[ \t　]*(?:一、|[（(]一[)）])")
_COUNTED_ITEM = re.compile(r"(?:^|\n)[ \t　]*\d{1,2}(?:[、．]|\.(?!\d))")
_A_LIST = 5  # lines with a number of figures: fewer stand in news too
_HEAD = 1500
_A_SCHEDULE = 3
_DONE = re.compile(rf"(?:{any_of(_DATA['done'])})了")
_LOOKS_BACK = 3


def find_kind(title: str, plain: str) -> DocumentKind:
    """The kind of a paper; `title` and `plain` are in simplified characters."""
    name = _ASIDE.sub("", title)
    opening = re.sub(r"[ \t　]", "", plain[:_HEAD])
    return (
        _first(_FORMS, opening)
        or _by_title(name)
        or _first(_TOLD, opening)
        or _by_mention(name)
        or _by_form(plain)
    )


def _by_title(name: str) -> DocumentKind | None:
    """By the word a title ends with; 关于印发工作方案的通知 is the plan it covers."""
    inner = _COVER.sub("", name)
    if kind := _first(_NAMED, inner):
        return kind
    for words in (inner, name):
        plain = words.rstrip("》”")
        if plain.endswith(_NAMES):
            return _KIND[max((word for word in _KIND if plain.endswith(word)), key=len)]
    return None


def _first(rules: Rules, words: str) -> DocumentKind | None:
    return next((kind for kind, pattern in rules if pattern.search(words)), None)


def _by_mention(name: str) -> DocumentKind | None:
    for kind in _ORDER:
        if any(word in name for word in _TYPES[kind]):
            return kind
    return None


def _by_form(plain: str) -> DocumentKind:
    """Blocks of fields, or no sentence at all, announce; prose reports.

    Numbered items plan, or sum up where they tell of what was done: 举办了…, 完成了….
    """
    if len(_FIELDS.findall(plain[:_HEAD])) >= _A_SCHEDULE or "。" not in plain:
        return "notice"
    if not _ITEM.search(plain) and len(_COUNTED_ITEM.findall(plain)) < _A_LIST:
        return "report"
    return "summary" if len(_DONE.findall(plain[:_HEAD])) >= _LOOKS_BACK else "plan"
