"""What a heading announces: aims, work, phases, requirements, what comes next."""

from __future__ import annotations

import re
from functools import lru_cache

from banjie_reader.wordlists import simplified, wordlist

_WORDS = wordlist("headings")
_ROLES: dict[str, list[str]] = _WORDS["roles"]
_ORDER: list[str] = _WORDS["role_order"]
_TELLING: set[str] = set(_WORDS["telling"])
KNOWN_HEADINGS = frozenset(word for words in _ROLES.values() for word in words)
_COMING = re.compile(
    r"下一?步|下一?阶段|[明来]年(?!\d|[一二三四五六七八九十]+月|[上下]半年，)|今后|(?:20\d\d年|[上下]半年|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?)(?:工作)?(?:计划|安排|打算|思路|重点|要点)"
)
_AND_HOW = re.compile(r"[及和与](?:主要|具体|工作|重点)?(?:措施|举措|安排)$")  # 工作目标和措施
_DOING = re.compile(r"举办|举行|召开|开展|制定|编制|实施")
_ASIDE = re.compile(r"\s|[（(].*?[)）]")
_LONGEST = 16


@lru_cache(maxsize=4096)
def role_of(words: str) -> str:
    """What a heading announces (aims, work, phases, requirements …), or "" when it says nothing."""
    plain = _ASIDE.sub("", simplified(words)).strip('：:*。“”"')
    if len(plain) > _LONGEST:
        return ""
    if plain.endswith("阶段"):
        return "phases"
    if _COMING.match(plain):
        return "next"
    if _AND_HOW.search(plain):
        return "work"
    if _DOING.match(plain) and plain not in KNOWN_HEADINGS:
        return ""
    tests = (
        lambda word: plain == word,
        lambda word: plain.endswith(word) and (len(word) > 2 or word in _TELLING),
        lambda word: plain.startswith(word) and len(word) > 3,
    )
    hits = (role for test in tests for role in _ORDER if any(map(test, _ROLES[role])))
    return next(hits, "")
