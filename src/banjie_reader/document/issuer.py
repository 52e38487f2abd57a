"""Who issues the paper: by label, signature, title, opening, or the body it reports to."""

from __future__ import annotations

import re

from banjie_reader.document.signature import signed_unit
from banjie_reader.model import Phrase, Span
from banjie_reader.parties import is_unit
from banjie_reader.wordlists import any_of, simplified, wordlist

_DATA = wordlist("document")["issuer"]
_ENDINGS = any_of([word for word in wordlist("units")["endings"] if len(word) > 1] + ["局", "厅"])
_LABEL = re.compile(  # a cell of its own, which must not be the next label
    rf"(?:{any_of(_DATA['labels'])})\s*[：:][\s|]*(?P<unit>[^\s，。；：:|]{{3,24}}+)(?!\s?[：:])"
)
_HOST = re.compile(
    r"主办(?:(?:单位|方)?\s*[：:]|(?:单位|方)[ \t　]*\n)\s*(?P<unit>[^\s，。；：、]{3,24})"
)
_SOURCE = re.compile(
    rf"(?:{any_of(_DATA['sources'])})\s*[：:]\s*(?P<unit>[一-龥]{{2,20}})(?![一-龥])"
)
_SENT_IN = re.compile(  # at the end: （市图书馆 张某）, （市图书馆供稿）
    r"[（(](?P<unit>[一-龥]{3,20}?)(?:供稿|(?:[ \t　]+[一-龥×]{1,3}){1,2})[）)]\s*$"
)
_HEADED = re.compile(  # 临湖市教育局文件, above the number of the paper
    r"(?:^|\n)[ \t　]*(?P<unit>[一-龥]{3,24}?)(?:文件)?[ \t　]*\n\s*"
    r"[一-龥A-Za-z]{2,14}[〔［\[（(]\d{4}[〕］\]）)]\s?第?\d{1,4}号"
)
_ABOUT = re.compile(
    rf"(?P<unit>[^，。：\s《“「]{{2,30}}?)"
    rf"(?={'|'.join(_DATA['title_verbs'])}|\d{{4}}|\d{{2}}-\d{{2}}|二[〇○]|[《“「])"
)
_LEADING_YEAR = re.compile(r"(?:\d{4}年?(?:度|上半年|下半年)?|[一二][〇○零\w]{3}年度?)")
_BEGINS = re.compile(
    rf"[一-龥]{{2,20}}?(?:(?:{any_of(_DATA['sure_endings'])})(?![及与和、生])"
    rf"|(?:{_ENDINGS})(?={any_of(_DATA['after_in_title'])}|\d|[《“「]))"
)
_PLACE_ONLY = re.compile(r".{0,6}[省市县区旗镇乡]$")
_BELOW = re.compile(
    r"[ \t　]*\n\s*(?P<unit>[A-Z×]{0,4}[一-龥][一-龥（）()]{2,24})[ \t　]*\n"
    r"\s*(?:[（(]?(?:[\dX×]{2,4}年)?\d{1,2}月|[^\n]{30}|[^\n]*[。：:][ \t　]*(?:\n|$))"
)
_BELOW_DATED = re.compile(  # （临湖市教育局 2026年3月5日）
    r"[ \t　]*\n\s*[（(]?(?P<unit>[一-龥]{3,24})[ \t　，,]*"
    r"(?:19|20)\d\d年\d\d?月(?:\d\d?日)?[）)]?[ \t　]*\n"
)
_OPENING = re.compile(
    r"(?:^|[，。,\n！!：:\s、])(?P<unit>[一-龥]{2,20}?)"
    r"(?:(?:、|联合(?!会|社|国|体|组织))[一-龥、]{2,60}?|[和与][一-龥]{2,20}(?:联合|共同|携手))?"
    r"(?:[于在][一-龥]{2,20}?)?(?:" + "|".join(_DATA["opening_verbs"]) + ")"
)
_VERB = re.compile(  # the class of what they begin with is quick to find
    rf"[{_DATA['opening_starts']}](?<=(?={'|'.join(_DATA['opening_verbs'])}).)"
)
_BEFORE = 110  # characters at most from where such an opening begins to its verb
_NOT_IN_OPENING = tuple(_DATA["not_in_opening"])
_REPORT_TO = re.compile(
    r"(?:报送|上报|报至|情况报|材料报|总结报|前报|报)(?:至|到)?"
    r"(?P<unit>(?!告|名|道)[一-龥]{2,16})[。，,\n（(]"
)
_NOT_NAMES = frozenset(_DATA["not_names"])  # 学校决定举办…: which school, it does not say
_NEVER_IN = re.compile(any_of(_DATA["never_in"]))
_DESK = tuple(_DATA["desks"])
_PRESS = tuple(_DATA["press"])
_HEAD, _LAST = 1500, 60


def find_issuer(text: str, plain: str, title: Phrase | None) -> Phrase | None:
    """The body that issues or signs the paper, None when it does not say."""
    words = simplified(title.text) if title else ""
    found = (
        _labelled(plain, _LABEL)
        or _of("signature", signed_unit(plain))
        or _of("head", _body(_HEADED.search(plain, 0, _HEAD)))
        or (_in_title(plain, words, title.span) if title else None)
        or _of("opening", _in_opening(plain))
        or _of("report to", _report_to(plain))
        or _labelled(plain, _HOST)
        or _of("label", _source(plain))
    )
    if found is None:
        return None
    rule, span = found
    return Phrase(re.sub(r"\s", "", text[span.start : span.end]), span, rule)


def _of(rule: str, span: Span | None) -> tuple[str, Span] | None:
    return (rule, span) if span else None


def _labelled(plain: str, label: re.Pattern[str]) -> tuple[str, Span] | None:
    found = label.search(plain)
    return ("label", Span(*found.span("unit"))) if found else None


def _body(found: re.Match[str] | None) -> Span | None:
    """What a pattern took for a body, if it names one."""
    return Span(*found.span("unit")) if found and _is_body(found["unit"]) else None


def _source(plain: str) -> Span | None:
    """The body that put up the page or sent in the news; a newspaper only prints it."""
    last = max(0, len(plain) - _LAST)
    for found in (*_SOURCE.finditer(plain), *_SENT_IN.finditer(plain, last)):
        if (unit := _body(found)) and not found["unit"].endswith(_PRESS):
            return unit
    return None


def _in_title(plain: str, words: str, span: Span) -> tuple[str, Span] | None:
    """Before 关于, a year or a quoted name; at the head of the title; on the line below it."""
    below = _BELOW.match(plain, span.end) or _BELOW_DATED.match(plain, span.end)
    if below and is_unit(below["unit"]):
        return "below title", Span(*below.span("unit"))
    for part in words.split("——"):
        if unit := _heading_unit(part):
            return _of("title", _at(plain, span, unit))
    return None


def _heading_unit(words: str) -> str | None:
    """The unit at the head of a title or of its second half."""
    year = _LEADING_YEAR.match(words)
    head = words[year.end() :] if year else words
    about = _ABOUT.match(head)
    if about and _is_body(about["unit"]):
        return about["unit"]
    begins = _BEGINS.match(head)
    return begins[0] if begins and not _NEVER_IN.search(begins[0]) else None


def _at(plain: str, title: Span, unit: str) -> Span | None:
    """Where a unit stands in the title, which may be broken over lines."""
    broken = re.compile(r"\s*".join(map(re.escape, unit)))
    found = broken.search(plain, title.start, title.end)
    return Span(*found.span()) if found else None


def _in_opening(plain: str) -> Span | None:
    at = 0
    for verb in _VERB.finditer(plain, 0, _HEAD):
        begin = max(at, verb.start() - _BEFORE)
        found = _OPENING.search(plain, begin, _HEAD) if verb.start() >= at else None
        if found is None:
            continue
        unit, at = found["unit"], found.end()
        if _is_body(unit) and not unit.startswith(_NOT_IN_OPENING):
            return Span(*found.span("unit"))
    return None


def _is_body(words: str) -> bool:
    """Whether the words name one body, not a place alone or half a sentence."""
    if words in _NOT_NAMES or _PLACE_ONLY.match(words) or _NEVER_IN.search(words):
        return False
    return is_unit(words)


def _report_to(plain: str) -> Span | None:
    """情况报市委统战部 names the body that asks for reports; a desk only collects them."""
    for found in _REPORT_TO.finditer(plain):
        if is_unit(found["unit"]) and not found["unit"].endswith(_DESK):
            return Span(*found.span("unit"))
    return None
