"""The field of an event that a numbered heading names: 二、活动时间, 论坛主题, 比赛时间和地点."""

from __future__ import annotations

import re

from banjie_reader.fieldwords import field_words
from banjie_reader.outline.section import Section
from banjie_reader.wordlists import any_of, in_both_scripts, simplified, wordlist

_HEADINGS = wordlist("headings")
_FIELD_OF = {
    form: name
    for name, words in field_words().items()
    if name != "shared"  # 责任分工 over a list of tasks is no field of one
    for form in in_both_scripts(words)
}
_WORD = any_of(list(_FIELD_OF))
ATTRIBUTE = re.compile(rf"(?P<word>{_WORD})(?:[及和与、](?:{_WORD}))*(?=[：:\s。]|$|[\d“《(（])")
OWNER = (  # 书展周活动时间3月5日
    r"(?:(?!组织|开展|举办|实施|参加)[一-龥]{2,6}"
    r"(?=活动(?:时间[ 　]?\d|主题(?![为是在和与、的]))))?"
)
OPENER = re.compile(rf"{OWNER}(?P<word>{any_of(_HEADINGS['openers'])})")
OF_EVENTS = frozenset({"when", "where", "participants", "theme", "lead", "responsible", "signup"})
PREFIXES = frozenset(in_both_scripts(_HEADINGS["attribute_prefixes"]))
_ENDINGS: dict[str, list[str]] = _HEADINGS["attribute_endings"]
_FIELD_BY_ENDING = {
    form: field for field, words in _ENDINGS.items() for form in in_both_scripts(words)
}
_LENGTHS = sorted({len(ending) for ending in _FIELD_BY_ENDING}, reverse=True)
_SIGN_UP = re.compile(any_of(wordlist("activities")["sign_up"]))
_NOUN = any_of(wordlist("activities")["event_nouns"])
_OWNER = re.compile(rf"(?:{_NOUN}|举办|举行|开展|組織|舉辦|舉行)$")
_CUT = re.compile(r"[：:（(]")
_AND = re.compile("[及和与與、]")
_BLANK = re.compile(r"\s")
_SHORT = 16  # a longer heading is a sentence
_NAME_ONLY = 8


def field_of(text: str, section: Section) -> str | None:
    """The field a numbered heading names, if it is one."""
    if not section.number:
        return None
    named = ATTRIBUTE.match(text, section.text_start, max(section.text_end, section.text_start))
    if named is None and (ending := _by_ending(text[section.text_start : section.text_end])):
        return ending
    if named is None:
        named = OPENER.match(text, section.text_start, section.end)
        if named is None or named["word"] not in _FIELD_OF:
            return None
        if not named.start("word") < section.text_end <= named.end():
            return None
    return _FIELD_OF[named["word"]]


def _by_ending(heading: str) -> str | None:
    """The field of a short heading by how it ends."""
    head = simplified(_BLANK.sub("", _CUT.split(heading, 1)[0]))
    if len(head) > _SHORT:
        return None
    if len(head) <= _NAME_ONLY and _SIGN_UP.search(head):
        return "signup"
    parts = [part for part in _AND.split(head) if part]
    fields = [field for part in parts if (field := _of_part(part))]
    if not fields or len(fields) < len(parts):
        return None
    return fields[0]


def _of_part(words: str) -> str | None:
    """The field that one noun names: known words before it, or the event whose field it is."""
    for length in _LENGTHS:
        field = _FIELD_BY_ENDING.get(words[-length:])
        before = words[:-length]
        if field and (before in PREFIXES or (field in OF_EVENTS and _OWNER.search(before))):
            return field
    return None
