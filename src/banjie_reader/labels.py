"""Labelled fields: 时间：… 地点：… 责任单位：…, with punctuation or without, padded or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from banjie_reader.fieldwords import field_words, halves
from banjie_reader.model import Span
from banjie_reader.wordlists import any_of, in_both_scripts, wordlist

_FIELD_OF = {
    form: field for field, words in field_words().items() for form in in_both_scripts(words)
}
_WEAK = list(in_both_scripts(wordlist("labels")["weak"]))
_GAP = r"[ \t　]*"
_ASIDE = r"[（(][^（()）\n]{1,6}[)）]"
_PADDING = re.compile(rf"[ \t　]|{_ASIDE}")
_MARK = re.compile(r"[：:】〗\]]")  # what ends a label


def _padded(words: list[str]) -> str:
    """A pattern for the words in which short labels may be padded (时　间)."""
    return any_of(words, _spelled)


def _spelled(word: str) -> list[str]:
    gap = _GAP if len(word) < 5 else ""
    return [re.escape(word[0]), *(gap + re.escape(letter) for letter in word[1:])]


def _parted() -> str:
    """A pattern for labels with a bracket inside: 责任(科室)单位, 牵头（主办）部门."""
    parts = [[in_both_scripts(words) for words in pair] for pair in halves().values()]
    return "|".join(
        rf"{re.escape(word)}{_ASIDE}(?:{any_of(second)})"
        for first, second in parts
        for word in first
    )


_IN_LINES = frozenset({"when", "where"})
_MOST_LINES, _SHORT = 4, 40
_LONGEST = 12  # characters of a label
_REACH = 40  # from the mark of a label back to where it begins: blanks and a bracket may be in it
_GOES_ON = {"或", "及", "、"}  # a line that opens so goes on with the value above it
_STRONG = re.compile(
    rf"(?P<word>{_padded(list(_FIELD_OF))}|{_parted()}){_GAP}(?:[（(][^（()）\n]{{1,12}}[)）])?{_GAP}[】〗\]*]*(?:[：:]|(?<=[】〗\]]))"
)
_BULLETS = " \t　*-•●■◆□★|【〖["
_LINE_START = re.compile(
    rf"[{re.escape(_BULLETS)}]*(?P<word>{_padded(_WEAK)})[*】\]]*(?P<gap>[ \t　|]+|(?=\d)|(?=\n))"
    r"(?P<value>[^\s|]*)"
)
_ALONE = re.compile(  # 时间 with a line to itself, the time on the next; or a blank behind it
    rf"[ \t　]*(?P<word>{any_of(in_both_scripts(wordlist('labels')['alone']))})"
    r"(?:[ \t　]*(?=\n)|(?:[ \t　|]+|(?=\d))(?P<value>[^\s|]+))"
)
_BLANK = re.compile(r"[ \t　]+")
_HANZI = re.compile("[一-龥]")
_BARE = re.compile(_padded([*_WEAK, *in_both_scripts(wordlist("labels")["alone"])]))
_ASKED = "要|应|应当|须|需|必须|均|也|都|可|对|在|根据|按|将|不得"  # 责任单位要…: no label
_RUN_IN = re.compile(
    rf"(?P<word>{any_of(_WEAK)})(?!(?<=单位)(?:{_ASKED}))(?=[^：:的、，。,;；和与及其]|$)"
)


_VALUE = re.compile(r"[\d“《]")


class _Word(NamedTuple):
    """The words of a label, with what belongs to them, before it is known where its value ends."""

    start: int
    end: int
    text: str


class Label(NamedTuple):
    """One label: where it begins, where its value begins and ends, and the field it names."""

    start: int
    value: int
    stop: int
    field: str
    word: str

    def span(self, text: str) -> Span:
        """The value without white space and punctuation around it."""
        start, stop = self.value, self.stop
        while start < stop and text[start] in " \t　\n*：:|【】〗]\v":
            start += 1
        while stop > start and text[stop - 1] in " \t　\n*|。；;，,、【〖\v•●■◆□★":
            stop -= 1
        return Span(start, stop)


class Labels:
    """The labels of one text; those that a mark ends are looked for once, in all of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._strong = _strong(text, 0, len(text))
        self._starts = [word.start for word in self._strong]
        self._bare = [word.start() for word in _BARE.finditer(text)]
        self._opened = _opened(text, self._bare)

    def within(self, start: int, end: int) -> list[Label]:
        """The labels between two offsets, each with the stretch of its value there."""
        strong = self._strong_in(start, end)
        if not self._has_bare(start, end):
            return _with_stops(strong, self._text, end)
        first, last = bisect_left(self._opened, start), bisect_left(self._opened, end)
        return _labels(self._text, start, end, strong, self._opened[first:last])

    def first(self, start: int, end: int) -> int | None:
        """Where the first label with punctuation begins between two offsets."""
        found = [word.start for word in self._strong_in(start, end) if _closes(word.text)][:1]
        weak = self._has_bare(start, end) and _RUN_IN.search(self._text, start, end)
        if weak and _VALUE.match(self._text, weak.end()):
            found.append(weak.start())
        return min(found, default=None)

    def end_at(self, start: int) -> int | None:
        """Where the label that stands right there ends."""
        at = bisect_left(self._starts, start)
        if at and self._strong[at - 1].end > start:
            here = _STRONG.match(self._text, start)
            return here.end() if here else None
        there = at < len(self._starts) and self._starts[at] == start
        return self._strong[at].end if there else None

    def _has_bare(self, start: int, end: int) -> bool:
        """Whether a word may stand there that is a label without a mark; in most places none."""
        at = bisect_left(self._bare, start - 2 * _LONGEST)  # one word may hide another
        return at < len(self._bare) and self._bare[at] < end

    def _strong_in(self, start: int, end: int) -> Sequence[_Word]:
        """Those of the whole text; a stretch that cuts one in two may have others of its own."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        cut = first and self._strong[first - 1].end > start
        if cut or (first < last and self._strong[last - 1].end > end):
            return _strong(self._text, start, end)
        return self._strong[first:last]


def find_labels(text: str, start: int = 0, end: int | None = None) -> list[Label]:
    """The labels of a text, or of a stretch of it, each with the stretch of its value."""
    stop = len(text) if end is None else end
    strong = _strong(text, start, stop)
    if not _BARE.search(text, start, stop):
        return _with_stops(strong, text, stop)
    return _labels(text, start, stop, strong, list(_line_starts(text, start, stop)))


def _labels(
    text: str, start: int, end: int, strong: Iterable[_Word], lines: Sequence[int]
) -> list[Label]:
    """`lines` are the starts of those lines that may open with a label without a mark."""
    found = {word.start: word for word in strong}
    for line in lines:
        m = _LINE_START.match(text, line, end)
        if m and m["value"] not in _FIELD_OF:
            found.setdefault(m.start("word"), _Word(m.start("word"), m.end("gap"), m["word"]))
    for word in _alone(text, lines, end, {word.text for word in found.values()}):
        found.setdefault(word.start, word)
    run_in = [m for m in _RUN_IN.finditer(text, start, end) if m.start() not in found]
    if len({m["word"] for m in run_in}) >= 2 and _close_together(run_in):
        for m in run_in:
            found.setdefault(m.start(), _Word(m.start(), m.end(), m["word"]))
    return _with_stops(sorted(found.values()), text, end)


def _marked(text: str, start: int, stop: int) -> Iterator[Span]:
    """The stretches that end in marks: a label begins near its mark, on the same line."""
    begin = end = start
    for mark in _MARK.finditer(text, start, stop):
        near = max(mark.start() - _REACH, text.rfind("\n", end, mark.start()) + 1)
        if near > end:
            if begin < end:
                yield Span(begin, end)
            begin = near
        end = mark.end()
    yield Span(begin, end)


def _strong(text: str, start: int, end: int) -> list[_Word]:
    """The labels that a mark ends; most stretches have no such mark, which is quick to see."""
    found = (m for part in _marked(text, start, end) for m in _STRONG.finditer(text, *part))
    return [_Word(m.start(), m.end(), m["word"]) for m in (_own(text, m) for m in found)]


def _own(text: str, label: re.Match[str]) -> re.Match[str]:
    """演讲比赛 时间：… is labelled 时间; a label with a blank inside has no words before it."""
    blank = _BLANK.search(label["word"]) if label.start() else None
    if blank is None or not _HANZI.match(text, label.start() - 1):
        return label
    return _STRONG.match(text, label.start() + blank.end()) or label


def _opened(text: str, words: Iterable[int]) -> list[int]:
    """Where the lines begin that open with one of the words."""
    lines = ((text.rfind("\n", 0, at) + 1, at) for at in words)
    return [line for line, at in lines if not text[line:at].strip(_BULLETS)]


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where lines begin between two offsets; a pattern with ^ would try every character."""
    if not start or text[start - 1] == "\n":
        yield start
    at = text.find("\n", start, end)
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1, end)


def _alone(text: str, lines: Iterable[int], end: int, known: set[str]) -> list[_Word]:
    """Bare words with a line each, or a blank behind them, where two kinds of labels stand.

    The cells of a header are none: 时间 地点 内容, side by side or one below the other.
    """
    opened = (m for line in lines if (m := _ALONE.match(text, line, end)))
    found = [
        _Word(m.start("word"), m.end("word"), m["word"])
        for m in opened
        if not _beside(text, m) & _FIELD_OF.keys()
    ]
    return found if len(known.union(word.text for word in found)) > 1 else []


def _beside(text: str, alone: re.Match[str]) -> set[str]:
    """What stands next to a bare word: behind it on its line, or on the lines above and below."""
    if alone["value"]:
        return {alone["value"]}
    return {_line(text, alone.start() - 1), _line(text, alone.end() + 1)}


def _line(text: str, at: int) -> str:
    """The line around an offset, if it is as short as a label."""
    if not 0 <= at < len(text):
        return ""
    begin = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    end = text.find("\n", at, at + _LONGEST)
    return text[begin : end if end >= 0 else at + _LONGEST].strip(" \t　")


def _closes(word: str) -> bool:
    """Labels such as 要求 or 内容 are as often the end of a heading as a label behind it."""
    return _FIELD_OF[_PADDING.sub("", word)] != "content"


def _close_together(matches: list[re.Match[str]]) -> bool:
    """Labels without punctuation count only when two stand near each other."""
    return any(b.start() - a.end() < 60 for a, b in pairwise(matches))


def _with_stops(found: Sequence[_Word], text: str, end: int) -> list[Label]:
    labels = []
    for i, (start, value, word) in enumerate(found):
        following = found[i + 1].start if i + 1 < len(found) else end
        plain = word if word in _FIELD_OF else _PADDING.sub("", word)
        field = _FIELD_OF[plain]
        stop = _stop(text, value, following)
        if field in _IN_LINES and following < end and _is_listed(text, value, following):
            stop = following
        labels.append(Label(start, value, stop, field, plain))
    return labels


def _is_listed(text: str, value: int, following: int) -> bool:
    """Whether a value below its label is a few short lines, on to the next label."""
    lines = text[value:following].split("\n")
    below = [line for line in lines[1:] if line.strip(" \t　")]
    return (
        not lines[0].strip(" \t　*：:")
        and len(below) <= _MOST_LINES
        and all(len(line) <= _SHORT and line[-1] not in "。；" for line in below)
    )


def _stop(text: str, value: int, following: int) -> int:
    """A value ends at the next label, or at the end of its line; an empty line runs on below."""
    line_end = text.find("\n", value, following)
    if line_end < 0:
        return following
    if text[value:line_end].strip(" \t　*：:"):
        while line_end < following and text[line_end + 1 : line_end + 2] in _GOES_ON:
            further = text.find("\n", line_end + 1, following)
            line_end = further if further >= 0 else following
        return line_end
    below = text.find("\n", line_end + 1, following)
    return following if below < 0 else below
