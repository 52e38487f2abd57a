"""What the columns of a task table are called, and which field of an activity each one holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.fieldwords import compounds
from banjie_reader.wordlists import simplified, wordlist

_NAMES: dict[str, list[str]] = wordlist("columns")["names"]
_ENDINGS: dict[str, list[str]] = wordlist("columns")["endings"]
_FIELD_OF = {word: name for name, words in compounds().items() for word in words} | {
    simplified(word): name for name, words in _NAMES.items() for word in words
}
_ENDING_OF = {simplified(word): name for name, words in _ENDINGS.items() for word in words}
_NO_WORD = re.compile(r"[\s*（()）：:/|\d]")
_BETWEEN = re.compile(r"[\s*（()）：:/]")
_ASIDE = re.compile(r"[（(][^（()）]{1,6}[)）]$")
_LONGEST_NAME = 14
_PLAIN_NAME = 8


def is_column(words: str) -> bool:
    """Whether the words name a column of a task table."""
    plain = words.replace(" ", "").strip("| ")
    if plain.endswith(("）", ")")):
        plain = _ASIDE.sub("", plain)
    return (
        len(plain) <= _PLAIN_NAME and not _NO_WORD.search(plain) and column_field(plain) is not None
    )


def column_field(words: str) -> str | None:
    """The field that a column of this name holds; nothing when the name is not known."""
    plain = simplified(_BETWEEN.sub("", words))
    if not plain or len(plain) > _LONGEST_NAME:
        return None
    if plain in _FIELD_OF:
        return _FIELD_OF[plain]
    for length in range(len(plain) - 1, 2, -1):
        for known in (plain[-length:], plain[:length]):
            if known in _FIELD_OF:
                return _FIELD_OF[known]
    return _ENDING_OF.get(plain[-2:]) or _ENDING_OF.get(plain[-4:])


def named_columns(names: Sequence[str]) -> dict[int, str]:
    """Which column holds which field."""
    return with_title({c: f for c, name in enumerate(names) if (f := column_field(name))}, names)


def with_title(fields: dict[int, str], names: Sequence[str]) -> dict[int, str]:
    """The fields with a title among them, where some column can be one.

    Of several only the last counts (重点工作 | 具体任务): others are groups. Without one the
    content does for it; and beside a time, the first column of a strange name is what is on.
    """
    titles = [c for c, f in sorted(fields.items()) if f == "title"]
    contents = [c for c, f in sorted(fields.items()) if f == "content"]
    strange = [c for c, name in enumerate(names) if name.strip() and c not in fields]
    changed = dict.fromkeys(titles[:-1], "group")
    if not titles and contents:
        changed = {contents[0]: "title"}
    elif not titles and strange and "when" in fields.values():
        changed = {strange[0]: "title"}
    return fields | changed
