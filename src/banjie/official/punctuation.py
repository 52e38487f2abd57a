"""Full-width punctuation where the words are Chinese (GB/T 15834-2011)."""

from __future__ import annotations

import re

CHINESE = (
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff，。；：？！、（）《》〈〉“”‘’]"
)
FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")

MARKS = re.compile(rf"(?<={CHINESE})[,;:?!]+|[,;:?!]+(?={CHINESE})")
STOP = re.compile(rf"(?<={CHINESE})\.(?={CHINESE}|$)", re.MULTILINE)
ELLIPSIS = re.compile(rf"(?<={CHINESE})(?:\.{{3,}}|。{{3,}}|…)(?!…)|(?:\.{{3,}})(?={CHINESE})")
DASH = re.compile(rf"(?<={CHINESE})--+|--+(?={CHINESE})")
BRACKETS = re.compile(r"\(([^()\n]*)\)")
YEAR_BRACKETS = re.compile(r"[\[［【(（](20\d\d)[\]］】)）](?=[1-9]\d*号)")
STRAIGHT_QUOTES = re.compile(r'"([^"\n]*)"')
UNWRITABLE = re.compile(r"[^\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _brackets(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    around = before + match[1] + match.string[match.end() : match.end() + 1]
    return f"（{match[1]}）" if re.search(CHINESE, around) else match[0]


def _quotes(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if re.search(CHINESE, match[1]) else match[0]


def punctuate(text: str) -> str:
    """Half-width marks beside Chinese words become full-width; everything else stays as it is.

    Figures and codes keep theirs (1.5, 8:30, 1,200, report.docx). Characters that XML cannot
    hold are dropped. Text that is right already is returned unchanged.
    """
    text = UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    before = None
    while before != text:  # a mark that has become full-width may tell on its neighbour
        before, text = text, _pass(text)
    return text


def _pass(text: str) -> str:
    text = YEAR_BRACKETS.sub(r"〔\1〕", text)
    text = STRAIGHT_QUOTES.sub(_quotes, text)
    text = ELLIPSIS.sub("……", text)
    text = DASH.sub("——", text)
    text = BRACKETS.sub(_brackets, text)
    text = MARKS.sub(lambda match: match[0].translate(FULL_WIDTH), text)
    return STOP.sub("。", text)
