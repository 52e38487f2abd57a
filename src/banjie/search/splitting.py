"""Text → the words of the index: one splitter, so that both databases give the same answers.

Characters are folded (width, case, accents, traditional → simplified). A run of Chinese characters
becomes its pairs of neighbours (民政务 → 民政, 政务) and its last character by itself, so that one
character is found as the beginning of a word. A word or number in other letters stays whole.

Pairs only propose: 民政局 also proposes a text with 民政 here and 政局 there. What decides is that
the folded text holds the term, character for character; see `Term.needle`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

# What of one text is indexed: some 200 pages. Every character adds at most one word of 8 bytes, so
# the words of a text stay below the megabyte that one tsvector can hold.
TEXT_LIMIT = 120_000
WORD_LIMIT = 64  # a longer word is indexed by its beginning
QUERY_LIMIT = 100

SPACE, BREAK, GONE = " ", "|", "\0"
# Scripts written without spaces between words: Chinese, with kana, bopomofo and Hangul.
HAN = (
    "\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_HAN = re.compile(f"[{HAN}]")
_ACCENTS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]+")
# White space beside a Chinese character parts nothing: a wrapped line, 通 知, 2026 年.
_GAP = re.compile(f"(?<=[{HAN}]) +(?=[^ |])|(?<=[^ |]) +(?=[{HAN}])")
_SEGMENT = re.compile(f"[{HAN}]+|[^{HAN} |]+")
_TYPED = re.compile("[^ ]+")
_INSIDE = f"[^{HAN} |\0]"  # a letter or digit that belongs to a word


class _Folding(dict[int, str]):
    """What stands for each character; found when first met, then kept."""

    def __init__(self) -> None:
        super().__init__()
        pairs = json.loads((Path(__file__).parent / "data" / "script.json").read_text("utf-8"))
        self.script = dict(zip(pairs["traditional"], pairs["simplified"], strict=True))

    def __missing__(self, code: int) -> str:
        self[code] = found = self._folded(chr(code))
        return found

    def _folded(self, char: str) -> str:
        if char.isspace():
            return SPACE
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") or _ACCENTS.fullmatch(char):
            return GONE
        bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", char))
        composed = unicodedata.normalize("NFKC", bare)
        plain = composed if len(composed) == 1 else char
        plain = plain.lower() if len(plain.lower()) == 1 else plain
        plain = self.script.get(plain, plain)
        if unicodedata.category(plain)[0] in "PSZ":
            return BREAK
        return plain if plain.isalnum() or _belongs(plain) else BREAK


def _belongs(char: str) -> bool:
    """A vowel sign of a word, or a Chinese character newer than this Python."""
    return unicodedata.category(char)[0] == "M" or bool(_HAN.match(char))


_FOLDING = _Folding()


def fold(text: str) -> str:
    """A text of the same length: letters and digits folded, white space, breaks, what is unseen."""
    return text.translate(_FOLDING)


def segments(text: str) -> list[str]:
    """Runs of Chinese characters and words of other letters, folded, in the order of the text."""
    return _SEGMENT.findall(_GAP.sub("", fold(text).replace(GONE, "")))


def spelled(parts: Iterable[str]) -> str:
    """Segments as the index keeps them, to be looked into for a `Term.needle`."""
    return f" {' '.join(parts)} "


def index_words(parts: Iterable[str]) -> str:
    """The words of these segments, each once, parted by spaces."""
    return " ".join(dict.fromkeys(word for part in parts for word in _words(part)))


def _words(part: str) -> Iterator[str]:
    if not _HAN.match(part):
        yield part[:WORD_LIMIT]
        return
    yield from (a + b for a, b in pairwise(part))
    yield part[-1]


@dataclass(frozen=True)
class Term:
    """What was typed between two spaces; found where its characters stand together."""

    parts: tuple[str, ...]
    typed: str = field(default="", compare=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that a text with this term is sure to hold."""
        pairs = [(part, [a + b for a, b in pairwise(part)]) for part in self.parts]
        return frozenset(
            word
            for part, both in pairs
            for word in ((both or [part]) if _HAN.match(part) else [part[:WORD_LIMIT]])
        )

    @cached_property
    def needle(self) -> str:
        """The term as it stands in a `spelled` text; words of other letters whole."""
        first = "" if _HAN.match(self.parts[0]) else " "
        last = "" if _HAN.match(self.parts[-1]) else " "
        return f"{first}{' '.join(self.parts)}{last}"

    @property
    def sure(self) -> bool:
        """Whether holding its one word is the same as holding the term."""
        return len(self.parts) == 1 and self.words == {self.parts[0]}

    @cached_property
    def pattern(self) -> str:
        """Finds the term in a folded text, over white space and what is unseen."""
        return "[\0 |]*".join(map(_pattern, self.parts))


def _pattern(part: str) -> str:
    if _HAN.match(part):
        return "[\0 ]*".join(part)
    return f"(?<!{_INSIDE})" + "\0*".join(map(re.escape, part)) + f"(?!{_INSIDE})"


def starts_a_word(word: str) -> bool:
    """Whether a query's word is one Chinese character, to be found at the beginning of words."""
    return len(word) == 1 and bool(_HAN.match(word))


def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, each once; all of them have to be found. None: nothing to look for."""
    query = query[:QUERY_LIMIT]
    found = (
        Term(
            tuple(segments(query[typed.start() : typed.end()])), query[typed.start() : typed.end()]
        )
        for typed in _TYPED.finditer(fold(query))
    )
    return tuple(dict.fromkeys(term for term in found if term.parts))


def looser(found: tuple[Term, ...]) -> list[str]:
    """Queries that ask for less: each term alone, or the pieces of a single one apart."""
    if len(found) > 1:
        return [term.typed for term in found]
    parts = found[0].parts
    if len(parts) == 1 and len(parts[0]) >= 4 and _HAN.match(parts[0]):
        middle = len(parts[0]) // 2
        parts = (parts[0][:middle], parts[0][middle:])
    return [" ".join(parts)] if len(parts) > 1 else []
