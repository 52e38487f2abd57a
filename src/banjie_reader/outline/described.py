"""Items over items that are no work: fields (四、大扫除 over 1.时间 2.地点), a contest's rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.outline.roles import role_of
from banjie_reader.outline.section import Section, heading_text
from banjie_reader.wordlists import any_of, simplified, wordlist

_TELLING = frozenset({"when", "where", "lead", "responsible"})
_CONTEST = re.compile(rf".*(?:{any_of(wordlist('headings')['contest_endings'])})")
_EVENT = re.compile(rf".*(?<!参)(?:{any_of(wordlist('activities')['event_nouns'])})")
_DAY = re.compile(r"\d[月日/.]")  # a phase with a day of its own is no rule
_COLON = re.compile("[：:]")
_LONGEST = 24  # characters of the name of a contest


def described_items(sections: Sequence[Section], text: str) -> frozenset[int]:
    """The sections that name work, over sections that only say when, where, by whom and how."""
    below: dict[int, list[Section]] = {}
    for section in sections:
        if section.number and section.parent is not None:
            below.setdefault(section.parent, []).append(section)
    return frozenset(
        index
        for index, items in below.items()
        if _names_work(sections[index], text)
        and (
            _are_fields(items)
            or any(_are_rules(name, items, text) for name in _names(sections[index], text))
        )
    )


def _are_fields(items: Sequence[Section]) -> bool:
    fields = {item.field or ("content" if item.role == "requirements" else "") for item in items}
    return "" not in fields and bool(fields & _TELLING)


def _are_rules(name: str, items: Sequence[Section], text: str) -> bool:
    """What stands below the name of a contest, where none of it names an event of its own."""
    if len(items) < 2 or len(name) > _LONGEST or not _CONTEST.fullmatch(name):
        return False
    return not any(_is_work_itself(item, text) for item in items)


def _is_work_itself(item: Section, text: str) -> bool:
    """A phase with a day of its own, or what is called an event."""
    if item.role in {"phases", "programme"}:
        return _DAY.search(text, item.start, item.end) is not None
    return _EVENT.fullmatch(_name(item, text)) is not None


def _names_work(section: Section, text: str) -> bool:
    """A heading with words of its own: not 比赛安排, nor a field."""
    return bool(section.number) and not section.field and not role_of(heading_text(section, text))


def _names(section: Section, text: str) -> list[str]:
    """Both sides of a colon: 第二站：经典诵读比赛."""
    return _COLON.split(simplified(heading_text(section, text)))


def _name(section: Section, text: str) -> str:
    return simplified(_COLON.split(heading_text(section, text), maxsplit=1)[0])
