"""The words of one paragraph as they stand on paper.

Tracked insertions are in, deletions out; hidden text, field codes and note marks are out; soft
line breaks are line breaks; a text box's paragraphs are handed back apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from banjie_reader.inputs.docx.names import COMPATIBILITY, MATH, ON, val, w

_ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
_CHOICE = f"{{{COMPATIBILITY}}}Choice"
_FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
_MATH_TEXT = f"{{{MATH}}}t"
_MATH_TAGS = {f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara"}
# Wrappers whose content counts; any other element inside a paragraph (w:del, w:moveFrom …) is out.
_THROUGH = {
    w(name)
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml",
        "dir", "bdo", "ruby", "rubyBase",
    )
}  # fmt: skip
_PARAGRAPH, _RUN = w("p"), w("r")
_RUN_PROPERTIES, _BOLD, _HIDDEN = w("rPr"), w("b"), w("vanish")
_TEXT = w("t")
_FIXED = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("sym"): "•",
}
_DRAWN = {w("drawing"), w("pict"), w("object"), _ALTERNATE}
_BOX = w("txbxContent")
# Whatever else may stand in a paragraph than words that count as they are.
_OTHER = (
    _BOLD, _HIDDEN, w("del"), w("moveFrom"), w("ruby"), *_FIXED, *_DRAWN, *_MATH_TAGS,
)  # fmt: skip


@dataclass(slots=True)
class Words:
    """The text of a paragraph, whether some of it is not bold, and the text boxes in it."""

    text: str = ""
    plain: bool = False
    boxes: list[etree._Element] = field(default_factory=list)


def mixed(root: etree._Element) -> set[etree._Element]:
    """The paragraphs that hold more than words that count as they are.

    One look at the whole part costs a fifth of a look at every paragraph; and in most papers most
    paragraphs hold nothing else.
    """
    return {above for other in root.iter(*_OTHER) for above in other.iterancestors(_PARAGRAPH)}


def plain_text(paragraph: etree._Element) -> str:
    """The words of a `w:p` that is not mixed."""
    return "".join([words.text or "" for words in paragraph.iter(_TEXT)])


def words_of(paragraph: etree._Element, *, bold: bool) -> Words:
    """Gather the words of any `w:p`; `bold` is what its style says."""
    words = _Gathered([], plain=False, boxes=[])
    _gather(paragraph, words, bold)
    return Words("".join(words.parts), words.plain, words.boxes)


@dataclass(slots=True)
class _Gathered:
    parts: list[str]
    plain: bool
    boxes: list[etree._Element]


def _gather(children: Iterable[etree._Element], words: _Gathered, bold: bool) -> None:
    for child in children:
        tag = child.tag
        if tag == _RUN:
            _run(child, words, bold)
        elif tag in _THROUGH:
            _gather(child, words, bold)
        elif tag in _MATH_TAGS:
            words.parts.extend(node.text or "" for node in child.iter(_MATH_TEXT))
        elif tag == _ALTERNATE:
            words.boxes.extend(_boxes(child))


def _run(run: etree._Element, words: _Gathered, bold: bool) -> None:
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            text = child.text or ""
            words.parts.append(text)
            if not words.plain:
                words.plain = not bold and not text.isspace() and text != ""
        elif tag == _RUN_PROPERTIES:  # the first child, if there are any
            for switch in child.iterchildren(_BOLD, _HIDDEN):
                if switch.tag == _BOLD:
                    bold = val(switch) in ON
                elif val(switch) in ON:
                    return
        elif tag in _FIXED:
            words.parts.append(_FIXED[tag])
        elif tag in _DRAWN:
            words.boxes.extend(_boxes(child))
        elif tag in _THROUGH:
            _gather(child, words, bold)


def _boxes(drawn: etree._Element) -> Iterator[etree._Element]:
    """The text boxes in a drawing; of a choice and its fallback, which say the same, the first."""
    for child in drawn:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK or drawn.find(_CHOICE) is None:
            yield from _boxes(child)
