"""The numbers Word generates itself: what `w:numPr` prints at the head of a paragraph.

Rules: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from banjie_reader.inputs.docx.names import ON, val, w

_PLACE = re.compile(r"%([1-9])")
_SYMBOL_FONT = re.compile(r"[\ue000-\uf8ff]")  # private use: a glyph of a symbol font, a bullet
_CHINESE_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_MARKS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
_COUNTED = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand",
}  # fmt: skip
_SPELLED = {"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"}
_FORMAL = {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST = 9999  # beyond it every format falls back to plain digits


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    digits: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    counters: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists in `word/numbering.xml`; none when the document has no such part."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {val(item, "abstractNumId"): item for item in root.findall(w("abstractNum"))}
        styled = {
            val(link, "val"): item
            for item in abstract.values()
            for link in item.findall(w("styleLink"))
        }
        for item in root.findall(w("num")):
            number = val(item, "numId")
            base = abstract.get(_child(item, "abstractNumId"))
            if base is None:
                continue
            counter = val(base, "abstractNumId")
            base = styled.get(_child(base, "numStyleLink"), base)
            numbering.counters[number] = counter
            numbering.levels[number] = dict(_levels(base))
            numbering._override(number, item)
        return numbering

    def _override(self, number: str, item: etree._Element) -> None:
        for override in item.findall(w("lvlOverride")):
            index = _whole(val(override, "ilvl"), 0)
            self.levels[number] |= dict(_levels(override))
            start = _child(override, "startOverride")
            if start:
                self.starts[number, index] = _whole(start, 1)

    def label(self, number: str, index: int) -> str:
        """The next number of list `number` at level `index`, with the gap Word leaves after it."""
        level = self.levels.get(number, {}).get(index)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return _SYMBOL_FONT.sub("•", level.text) + " " if level.text.strip() else ""
        counts = self._count(number, index, level)

        def place(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            shown = self.levels[number].get(at, Level())
            value = counts.get(at, shown.start)
            return format_number(value, "decimal" if level.digits else shown.format)

        text = _PLACE.sub(place, level.text)
        tight = level.suffix == "nothing" or text[-1:] > "\u2fff"
        return text if tight or not text else text + " "

    def _count(self, number: str, index: int, level: Level) -> dict[int, int]:
        counts = self._counts.setdefault(self.counters[number], {})
        first = (number, index) not in self._begun
        self._begun.add((number, index))
        if first and (number, index) in self.starts:
            counts[index] = self.starts[number, index]
        else:
            counts[index] = counts.get(index, level.start - 1) + 1
        for deeper in [at for at in counts if at > index]:
            restart = self.levels[number].get(deeper, Level()).restart
            if restart is None or index < restart:
                del counts[deeper]
        return counts


def _levels(base: etree._Element) -> list[tuple[int, Level]]:
    return [
        (
            _whole(val(item, "ilvl"), 0),
            Level(
                _child(item, "numFmt") or "decimal",
                _child(item, "lvlText"),
                _whole(_child(item, "start"), 1),
                _child(item, "suff") or "tab",
                _whole(restart, 0) if (restart := _child(item, "lvlRestart")) else None,
                (legal := item.find(w("isLgl"))) is not None and val(legal, "val") in ON,
            ),
        )
        for item in base.findall(w("lvl"))
    ]


def _child(item: etree._Element, name: str) -> str:
    child = item.find(w(name))
    return "" if child is None else val(child, "val")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise


def format_number(value: int, style: str) -> str:
    """`value` in one of Word's number formats; formats not known here come out as digits."""
    written = _FORMATS.get(style)
    return written(value) if written and 0 < value <= _LARGEST else str(value)


def _from_marks(marks: str) -> Callable[[int], str]:
    return lambda value: marks[value - 1] if value <= len(marks) else str(value)


def _letters(value: int) -> str:
    """A … Z, then AA, BB, CC, as Word goes on."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(value - 1) % 26] * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for size, mark in _ROMAN:
        text += mark * (value // size)
        value %= size
    return text


def count_in_chinese(
    value: int, digits: str = _CHINESE_DIGITS, units: str = "十百千", *, bare_ten: bool = True
) -> str:
    """11 → 十一, 20 → 二十, 105 → 一百零五 (below ten thousand)."""
    text = ""
    gap = False
    for power in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**power % 10
        if digit == 0:
            gap = True
            continue
        text += ("零" if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text[1:] if bare_ten and 10 <= value < 20 else text


def _spelled(value: int) -> str:
    return "".join(_CHINESE_DIGITS[int(digit)] for digit in str(value))


def _formal(value: int) -> str:
    return count_in_chinese(value, _FORMAL_DIGITS, "拾佰仟", bare_ten=False)


_FORMATS: dict[str, Callable[[int], str]] = {
    **{style: _from_marks(marks) for style, marks in _MARKS.items()},
    **dict.fromkeys(_COUNTED, count_in_chinese),
    **dict.fromkeys(_SPELLED, _spelled),
    **dict.fromkeys(_FORMAL, _formal),
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
}
