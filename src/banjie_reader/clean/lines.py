"""Lines: which of them are the document's own, and where one runs on into the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banjie_reader.model import Span, span_of
from banjie_reader.script import fold
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("boilerplate")
_LINE = re.compile(r"[^\n]+")
# A line with words on it. Tried at the head of a line only: inside a long blank every character
# would be a start to go back to.
FILLED_LINE = re.compile(r"^[^\n]*\S[^\n]*", re.M)
_BREAKS = "\r\f\u2028\u2029"  # they end a line as a line feed does
_BOILERPLATE = re.compile("|".join(_WORDS["lines"]))
_TAIL = re.compile("|".join(_WORDS["tails"]))
_BOILERPLATE_LENGTH = 250
_DATE = re.compile(r"\d{4} ?[-年/.] ?\d{1,2}")
# A line that begins like this is a paragraph of its own.
_OPENS = re.compile(
    r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})[）)、.．:：]|第[一二三四五六七八九十百\d]{1,4}[章节節条條部项項]"
    r"|[①-⒛㈠-㈩●■◆□★▲•·#>|*☐○│┃├┌└]|[-—] ?\S|附件|附：|附表|【"
    r"|[一二三四五六七八九十]{1,2}(?:是|要)"
    r"|\d{1,3} {1,2}(?=(?:\d{4}年)?\d{1,2}月)|[\u3400-\u9fff 　]{2,8}[：:]"
)
_CLOSERS = frozenset("，。、；：！？）》〉”’】〕」』,;)")
_OPEN_ENDS = frozenset("，、（《〈“【〔「『,(")
_SENTENCE_ENDS = frozenset("。！？；：”」』.!?;:…")
_PARAGRAPH_ENDS = _SENTENCE_ENDS | frozenset("）)】]")  # a bracket of units closes an item
_BRACKET_STARTS, _BRACKET_ENDS = frozenset("（(〔"), frozenset("）)〕")
_CRUMBS = re.compile(r".{0,8}(?:位置|首页)")
_CRUMB = re.compile(r"[^\s>»›＞→/：:|]+")
_COLUMN = 6  # characters: a longer crumb may be the title itself
_TITLE_LINES = 8
_TITLE_LENGTH = 40
_TITLE_END = re.compile(f"(?:{any_of(_WORDS['title_ends'])})(?:[（(].{{1,12}}[）)])?$")
_UNFINISHED = re.compile(f"关于|關於|(?:{any_of(_WORDS['title_goes_on'])})$")
_HALF_PUNCTUATION = ",:;()!?"
_A_PAGE = 20  # characters: a page's text on one line, not an item of a list without full stops
_WHOLE_PAGE = 200
_TWO_PAGES = 2
_LABELLED_END = re.compile("[：:][^：:，,。；]{2,24}$")  # 责任单位：市文旅局
_MARK = re.compile(r"(\d{1,3})、")
_FEWEST = 4  # lines that come close to a width
_NARROWEST, _WIDEST = 40, 120
_TOLERANCE = 6


@dataclass(slots=True)
class Line:
    """A line of the source without the white space around it."""

    start: int
    text: str
    indented: bool = False
    after_blank: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def filled_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines with words on them, and what of a line stands between two offsets."""
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        if not line[0].isspace():
            yield span_of(line.span())


def real_lines(text: str) -> list[Line]:
    """The lines that hold words of the document: no blank ones, no boilerplate."""
    lines = list(_lines(text))
    folded = fold(text)
    kept: list[Line] = []
    columns_named: set[str] = set()
    for line in lines:
        plain = folded[line.start : min(line.end, line.start + _BOILERPLATE_LENGTH)]
        if line.start > len(text) / 2 and _TAIL.fullmatch(plain):
            break  # the page goes on to other things; only believed in the second half
        if not _is_boilerplate(line.text, plain):
            kept.append(line)
        elif _CRUMBS.match(plain):
            columns_named.update(_CRUMB.findall(line.text))
    head = [line for line in kept[:_TITLE_LINES] if not _is_column(line.text, columns_named)]
    return [*head, *kept[_TITLE_LINES:]] or lines


def _is_column(words: str, named: set[str]) -> bool:
    """Whether a line says but the column the page stands in: 您的位置:首页 > 工作安排."""
    return len(words) <= _COLUMN and words in named


def _lines(text: str) -> Iterator[Line]:
    even = text
    for mark in _BREAKS:
        even = even.replace(mark, "\n")
    start = before = 0
    for raw in even.split("\n"):
        words = raw.strip()
        if words:
            indent = raw.index(words[0])
            blank = text.count("\n", before, start) > 1
            wide = indent >= 2 or raw.startswith(("\u3000", "\t"))
            yield Line(start + indent, words, wide, blank)
            before = start + len(raw)
        start += len(raw) + 1


def _is_boilerplate(line: str, folded: str) -> bool:
    if len(line) > _BOILERPLATE_LENGTH:
        return False
    known = _BOILERPLATE.fullmatch(line) or (line != folded and _BOILERPLATE.fullmatch(folded))
    return bool(known) and _DATE.search(line) is None


def page_marks(lines: list[Line]) -> dict[int, int]:
    """Page numbers that a preview page wrote at line heads: line number → length of the mark.

    “…邀请了专家教” / “2、授作报告…”: 1、2、3… at the head of lines most of which go on in the
    middle of the sentence that the line above left open.
    """
    marks: dict[int, int] = {}
    for number, line in enumerate(lines):
        found = _MARK.match(line.text) if line.text[0].isdigit() else None
        if found and int(found[1]) == len(marks) + 1:
            marks[number] = found.end()
    above = [lines[number - 1].text for number in list(marks)[1:]]
    cut = sum(map(_is_cut, above))
    if len(marks) == _TWO_PAGES:
        return marks if cut and _are_pages(lines, *marks) else {}
    return marks if len(marks) > _TWO_PAGES and cut * 4 >= (len(marks) - 1) * 3 else {}


def _is_cut(line: str) -> bool:
    """Whether a line may be a page that ends in a sentence, not an item that ends in a name."""
    return (
        len(line) > _A_PAGE
        and line[-1] not in _PARAGRAPH_ENDS
        and not (_LABELLED_END.search(line) and len(line) < _WHOLE_PAGE)
    )


def _are_pages(lines: list[Line], first: int, second: int) -> bool:
    """Of two marks alone: whether the first is on a line as long as a page, right above."""
    above = lines[first].text
    return second == first + 1 and len(above) >= _WHOLE_PAGE and above[-1] not in _CLOSERS


def wrap_width(lines: list[Line]) -> int:
    """The width lines were cut to, in columns (an ideograph takes two), or 0 if they were not.

    A cut text has a width that most of its lines come close to and hardly any goes beyond.
    """
    if len(lines) < _FEWEST:
        return 0
    counts = [0] * (_WIDEST + 2)
    for width in _widths([line.text for line in lines]):
        counts[min(width, _WIDEST + 1)] += 1
    best, most = 0, 0
    near = sum(counts[_NARROWEST - _TOLERANCE - 1 : _NARROWEST])
    for width in range(_NARROWEST, _WIDEST + 1):
        near += counts[width] - counts[width - _TOLERANCE - 1]
        if near >= most:
            best, most = width, near
    beyond = sum(counts[best + 1 :])
    return best if most >= _FEWEST and most * 2 >= len(lines) and beyond * 5 <= len(lines) else 0


def columns(text: str) -> int:
    """How wide the text is on a line: an ideograph takes two columns.

    So does punctuation of either width: many texts had theirs made half-width after the cutting.
    """
    return _widths([text])[0]


def _widths(lines: list[str]) -> list[int]:
    """How wide each line is, told of all together: line by line it takes three times as long."""
    whole = "\n".join(lines)
    for mark in _HALF_PUNCTUATION:
        whole = whole.replace(mark, mark * 2)
    encoded = whole.encode("gbk", "replace")  # one byte for ASCII, two for the rest
    return [len(line) for line in encoded.split(b"\n")]


def joins(above: Line, line: Line, width: int, number: int) -> bool:
    """Is `line`, the `number`th, the rest of the paragraph that `above` began?"""
    if line.after_blank or _is_row(above.text) or _is_row(line.text):
        return False
    if line.text[0] in _CLOSERS:
        return True
    if line.indented or _OPENS.match(line.text):
        return False
    last = above.text[-1]
    if last in _OPEN_ENDS or last in _SENTENCE_ENDS:
        return last in _OPEN_ENDS
    short = _OPENS.match(above.text) and len(line.text) <= _A_PAGE
    if last in _BRACKET_ENDS and (short or above.text[0] in _BRACKET_STARTS):
        return False  # an item, or a line of its own, that says who does it, above the signature
    full = 0 < width - _TOLERANCE <= columns(above.text)
    return full or (number < _TITLE_LINES and _is_cut_title(above.text, line.text))


def _is_row(text: str) -> bool:
    """Do tabs or bars part the line into cells?"""
    return "\t" in text or text.count("|") > 1


def _is_cut_title(above: str, line: str) -> bool:
    """Is the title parted over two lines, the second with the word for what it is (通知, 方案 …)?

    The first says what it is about (关于…), or ends where no title can.
    """
    return (
        _UNFINISHED.search(above) is not None
        and len(above) <= _TITLE_LENGTH
        and len(line) <= _TITLE_LENGTH
        and _TITLE_END.search(above) is None
        and _TITLE_END.search(line) is not None
    )
