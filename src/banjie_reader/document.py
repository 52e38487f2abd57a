"""The document as a whole: its title, who issues it, what kind of paper it is, and its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from banjie_reader.model import DocumentKind, Phrase, Span
from banjie_reader.numbering import find_marks
from banjie_reader.parties import is_unit
from banjie_reader.wordlists import any_of, wordlist

_DATA = wordlist("document")
_HEADER = re.compile("|".join(_DATA["header"]))
_METADATA = re.compile("|".join(_DATA["metadata"]))
_FIELD_LINE = re.compile(r"(?!标题|名\s*称|主题)[^\s：:，。]{1,6}(?:\s{1,4}[^\s：:]{1,2})?\s?[：:]")
_NO_TITLE = re.compile(r"(?:依据|依據|根据|根據|为了|为进|为深|为贯|為了|按照|各位|尊敬|亲爱|轉知)")
_ISSUED_BY = re.compile(
    r"(?:发布机构|发文机关|发文单位|制发单位|发布单位)\s*[：:]\s*(?P<unit>[^\s，。；：]{3,24})"
)
_SITE = re.compile("|".join(_DATA["site"]))
_NUMBER = re.compile(_DATA["number"])
_TYPES: dict[str, list[str]] = _DATA["types"]
_ORDER: list[DocumentKind] = _DATA["order"]
_TYPE_END = re.compile(
    rf"(?:{any_of([w for words in _TYPES.values() for w in words])})(?:[（(][^（()）]*[)）])?$"
)
_OPENINGS: dict[DocumentKind, list[str]] = _DATA["opening"]
_PAPERS = [word for kind, words in _TYPES.items() if kind != "report" for word in words]
_PAPER_END = re.compile(rf"(?:{any_of(_PAPERS)})")
_FULL_DATE = re.compile(r"((?:19|20)\d{2})\s?[年\-/.]\s?(\d{1,2})\s?[月\-/.]\s?(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|年度|[-—~至]\d)")
_SIGNED = re.compile(
    r"(?P<unit>[一-龥（）()]{3,25}?)[\s　]*"
    r"(?P<date>(?:19|20)\d{2}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[\s　]*(?:$|\n|[（(]|附)"
)
_ROC = re.compile(r"(?:民[国國]|中華民國)\s?(\d{2,3})\s?年|(?<!\d)(1[01]\d)\s?年(?:度|\d)")


@dataclass(frozen=True, slots=True)
class Document:
    """What is known about the whole before its items are read."""

    title: Phrase | None
    issuer: Phrase | None
    kind: DocumentKind
    year: int | None
    reference: date | None


def describe(text: str, source_text: str, reference: date | None = None) -> Document:
    """Title, issuer, kind, year and day of a document.

    `source_text` still has the site's header, which often gives the only date there is.
    """
    title = _title(text)
    kind = _kind(title.text if title else "", text)
    year, day = _when(title.text if title else "", text, source_text, reference)
    return Document(title, _issuer(text, title), kind, year, day)


def is_metadata(line: str) -> bool:
    """Whether a line is what a site or a file puts around a document (发布时间, 浏览次数)."""
    return len(line) < 120 and bool(_SITE.search(line))


def header_end(text: str) -> int:
    """Where the header of a scraped page ends: 2026-05-12，正文：原标题：."""
    end = 0
    while header := _HEADER.match(text, end):
        end = header.end()
    return end


def _lines(text: str, limit: int = 2000) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^\n]*\S[^\n]*", text[:limit])]


def _title(text: str) -> Phrase | None:
    if named := re.match(r"---\n(?:[^\n]*\n){0,6}?title:[ \t]*(?P<title>[^\n]+)", text):
        return _phrase(text, *named.span("title"))
    marks = find_marks(text[:3000])
    first_mark = next((m.start for m in marks if m.style != "annex"), len(text))
    usable: list[tuple[int, int]] = []
    for start, line in _lines(text):
        if start >= first_mark or len(usable) > 8:
            break
        begin, words = _without_header(start, line)
        if (
            not words
            or _FIELD_LINE.match(words)
            or _NO_TITLE.match(words)
            or (len(words) < 80 and _METADATA.search(words))
            or _NUMBER.fullmatch(words)
        ):
            continue
        if len(words) > 70 or words[-1] in "：:" or (words[-1] in "。；，" and len(words) > 25):
            head = _glued(text, begin, min(begin + len(words), first_mark), bool(usable))
            return usable_title(text, usable) or head
        usable.append((begin, min(begin + len(words), first_mark)))
    return usable_title(text, usable)


def usable_title(text: str, lines: list[tuple[int, int]]) -> Phrase | None:
    """The title among the short lines at the top, wrapped over two lines where it has no end."""
    for i, (start, end) in enumerate(lines[:4]):
        words = text[start:end]
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following and _wraps(words, text[following[0] : following[1]]):
            return _phrase(text, start, following[1])
        if _TYPE_END.search(words) or "关于" in words:
            return _phrase(text, start, end)
    return _phrase(text, *lines[0]) if lines and lines[0][1] - lines[0][0] <= 60 else None


def _wraps(words: str, below: str) -> bool:
    if _TYPE_END.search(words) or not _TYPE_END.search(below):
        return False
    return words.startswith("关于") or "关于" in words or len(below) <= 6


def _without_header(start: int, line: str) -> tuple[int, str]:
    """A line without scrape header, number of the document, quotes and white space."""
    while True:
        stripped = line.lstrip(" \t　#*\ufeff")
        start += len(line) - len(stripped)
        line = stripped
        header = _HEADER.match(line)
        if not header:
            break
        start += header.end()
        line = line[header.end() :]
    if (number := _NUMBER.search(line)) and number.start() > 6:
        line = line[: number.start()]
    return start, line.rstrip(" \t　*")


_NEWS = re.compile("日前|近日|印发《|记者|本报|讯")


def _glued(text: str, start: int, end: int, has_lines: bool) -> Phrase | None:
    """A title that runs straight into the body: up to its kind of paper, or its exclamations."""
    if has_lines:
        return None
    head = text[start : min(end, start + 90)]
    named = (
        "原标题" in text[max(0, start - 5) : start] or "原標題" in text[max(0, start - 5) : start]
    )
    stop = re.search(r"[。；，,：:\n]", head)
    first = head[: stop.start()] if stop else head
    if named and (shout := re.match(r".*[！!？?]", first)):
        return _phrase(text, start, start + shout.end())
    paper = re.match(rf".{{4,60}}?{_PAPER_END.pattern}(?![的和、》])", first)
    if paper and not _NEWS.search(paper[0]):
        return _phrase(text, start, start + paper.end())
    if named:
        gap = first.find(" ")
        return _phrase(text, start, start + (gap if gap > 6 else min(len(first), 40)))
    return None


def _phrase(text: str, start: int, end: int) -> Phrase:
    words = re.sub(r"[ \t　]*\n[ \t　]*", "", text[start:end]).strip()
    return Phrase(words, Span(start, end), "title")


def _kind(title: str, text: str) -> DocumentKind:
    plain = re.sub(r"[（(][^（()）]*[)）]|[！!。\s]|\.docx?$|范文|模板", "", title)
    inner = re.sub(r"(?:的通知|的公告|的通报|通知)$", "", plain)
    if re.search(r"总结(?:[和及暨与、]|报告)", inner):
        return "summary"
    for words in (inner, plain):
        for kind in _ORDER:
            if any(words.rstrip("》”").endswith(word) for word in _TYPES[kind]):
                return kind
    opening = re.sub(r"\s", "", text[:1500])
    for kind, phrases in _OPENINGS.items():
        if any(phrase in opening for phrase in phrases):
            return kind
    for kind in _ORDER:
        if any(word in plain for word in _TYPES[kind]):
            return kind
    return "plan" if re.search(r"[（(]?一[)）、]", text) else "report"


def _issuer(text: str, title: Phrase | None) -> Phrase | None:
    return (
        _labelled_issuer(text, _ISSUED_BY)
        or _signature(text)
        or (_title_unit(text, title) if title else None)
        or _named_in_opening(text)
        or _report_to(text)
        or _labelled_issuer(text, _HOST)
        or _labelled_issuer(text, _SOURCE)
    )


_SOURCE = re.compile(
    r"来源\s*[：:]\s*(?P<unit>[一-龥]{2,12}(?:部|局|委|办|厅|会|馆|院|中心|学校|大学))(?![一-龥])"
)
_HOST = re.compile(r"主[办辦](?:单位|單位|方)?\s*[：:]\s*(?P<unit>[^\s，。；：、]{3,24})")


def _labelled_issuer(text: str, label: re.Pattern[str]) -> Phrase | None:
    found = label.search(text)
    return Phrase(found["unit"], Span(*found.span("unit")), "label") if found else None


def _signature(text: str) -> Phrase | None:
    """A body above or before the date at the end."""
    tail = max(0, len(text) - 1200)
    for found in reversed(list(_SIGNED.finditer(text, tail))):
        unit = found["unit"].strip("（）() 　\n")
        if is_unit(unit) and not re.search(r"印发|日前|于", unit):
            at = text.index(unit, found.start())
            return Phrase(unit, Span(at, at + len(unit)), "signature")
    return None


_PLACE_ONLY = re.compile(r"^.{0,6}[省市县区旗镇乡]$")
_BEFORE = re.compile(
    r"^(?P<unit>[^，。：\s《“]{2,30}?)(?=关于|關於|\d{4}|\d{2}-\d{2}|二[〇○]|《|“)"
)


def _title_unit(text: str, title: Phrase) -> Phrase | None:
    found = _BEFORE.match(title.text)
    if found and is_unit(found["unit"]) and not _PLACE_ONLY.search(found["unit"]):
        return _at(text, title.span.start, found["unit"])
    words = re.match(
        r"[一-龥]{2,20}?(?:协会|委员会|办公室|统战部|宣传部|政协|图书馆|联合会|大学|学院|局)(?![及与、和])",
        title.text,
    )
    return (
        _at(text, title.span.start, words[0]) if words and len(words[0]) < len(title.text) else None
    )


def _at(text: str, start: int, unit: str) -> Phrase:
    at = text.find(unit, start)
    return (
        Phrase(unit, Span(at, at + len(unit)), "title")
        if at >= 0
        else Phrase(unit, Span(start, start + len(unit)))
    )


_OPENING = re.compile(
    r"(?:^|[，。,\n！!：:\s、])(?P<unit>[一-龥]{2,20}?)(?:关于(?=[^，。]{4,60}(?:总结|汇报|方案|通知))|印发|召开|举行|举办|组织召开|(?:研究)?决定(?:在|于|举办|开展|召开|组织)|以\s?《|(?=(?:20\d\d年)?\d{1,2}月[^，。]{0,6}活动))"
)


_NOT_ISSUERS = ("全", "我", "在", "由", "经", "来", "协助", "各", "组织", "为", "结合", "近日")


def _named_in_opening(text: str) -> Phrase | None:
    for found in _OPENING.finditer(text, 0, min(len(text), 1500)):
        unit = found["unit"]
        if is_unit(unit) and not (unit.startswith(_NOT_ISSUERS) or _PLACE_ONLY.match(unit)):
            return Phrase(unit, Span(*found.span("unit")), "opening")
    return None


def _report_to(text: str) -> Phrase | None:
    """…情况报市委统战部。 names the body that asks for the reports."""
    for found in re.finditer(
        r"(?:报送|上报|报至|情况报|材料报|总结报|前报|报)(?:至|到)?(?P<unit>(?!告|名|道)[一-龥]{2,16})[。，,\n（(]",
        text,
    ):
        if is_unit(found["unit"]):
            return Phrase(found["unit"], Span(*found.span("unit")), "report to")
    return None


def _when(
    title: str, text: str, source_text: str, reference: date | None
) -> tuple[int | None, date | None]:
    """The year for dates without one: the title's, the signature's, the header's, the first."""
    day = (
        reference
        or _signed_day(text)
        or _first_day(source_text[:600])
        or _first_day(source_text[-400:])
    )
    if found := _YEAR.search(title) or _YEAR.search(title + "年"):
        return int(found[1]), day
    if day:
        return day.year, day
    if roc := _ROC.search(text[:600]):
        return int(roc[1] or roc[2]) + 1911, None
    if numbered := re.search(r"[〔［\[]((?:19|20)\d{2})[〕］\]]", text[:600]):
        return int(numbered[1]), None
    first = _YEAR.search(text)
    return (int(first[1]) if first else None), None


def _signed_day(text: str) -> date | None:
    found = list(_SIGNED.finditer(text, max(0, len(text) - 1200)))
    return _day(_FULL_DATE.search(found[-1]["date"])) if found else None


def _first_day(text: str) -> date | None:
    return _day(_FULL_DATE.search(text))


def _day(found: re.Match[str] | None) -> date | None:
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
