"""Who leads, who answers for it, who co-operates: unit lists and the words that give them a role.

The label decides: 牵头／主办 lead, 责任／负责／承办 are responsible, 配合／协办 co-operate;
指导／支持／赞助 are none of these. Where the text says that the first unit named leads
（列第一位者为牵头单位，下同）, that unit leads here and in every later item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from banjie_reader.labels import Label, find_labels
from banjie_reader.model import Phrase, Span
from banjie_reader.wordlists import any_of, simplified, wordlist

ROLES = ("lead", "responsible", "cooperating")
_UNITS = wordlist("units")
_WORDS = wordlist("roles")
_ENDING = re.compile(rf"(?:{any_of(list({simplified(w) for w in _UNITS['endings']}))})$")
_NOT_UNITS = tuple(_UNITS["not_endings"])
_TAIL = re.compile(
    rf"(?:{any_of(_UNITS['tails'])}|等[^、，；等]{{2,6}}(?:单位|部门|科室|处室|机构))[。.]?$"
)
_LEAD_IN = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,2}[、.．]|\d{1,2}[)）]|由|以及|及|和|与|并|会同|联合"
    r"|[^由]{2,}(?<![自理])由(?!于))"
)
_VERB = {w: role for role, words in _WORDS["verbs"].items() for w in words}
_BY_VERB = {w: role for role, words in _WORDS["by"].items() for w in words}
_ANY_VERB = _BY_VERB | _VERB
_VERBS = re.compile(rf"(?P<verb>{any_of([*_VERB, *_WORDS['support']])})(?P<with>部门|单位|工作)?")
_FIRST_LEADS = re.compile(any_of(_WORDS["first_leads"]))
_SAME_BELOW = re.compile(any_of(_WORDS["same_below"]))
_ABOVE = re.compile(
    rf"(?:{any_of(_WORDS['above'])})(?P<names>[^。；\n]{{2,80}}?)(?P<verb>牵头|负责|承办)"
)
_BRACKET = re.compile(
    r"[（(【\[〔](?P<inner>(?:[^（()）【】\[\]〔〕〈〉]|[（(〈][^（()）]{0,30}[)）〉]){2,400})[)）】\]〕]"
)
_BY = re.compile(
    rf"由(?P<names>[^，。；：,;:\n（()）由]{{2,120}}?)(?P<verb>{any_of(list(_BY_VERB))})"
)
_LINE = re.compile(r"\n[^\n]*")
_JOINS = re.compile(r"以及|及其|及|和|与|会同|并")
_AND_BY = re.compile(
    r"[，,、](?P<names>[^。；;，,：:\n]{2,60}?)(?P<verb>主办|承办|协办|配合|协助|参与|具体负责|负责)(?=[。；;，,、）)的]|$)"
)
_HOSTED = re.compile(
    r"(?<![^。，；,\n])(?P<names>[^，。；：,;:\n由]{2,30}?)(?P<verb>(?:主办|牵头)(?=[、，,。；])|(?:共同|分别|具体)?负责(?=[。；]|$))"
)
# what a bracket may say beside its units: 12月, 6月底前完成
_TIME = re.compile(r"[\d一二三四五六七八九十年月日至—\-底前上下中旬季度完成]+|全年")
_OPEN, _CLOSE = "（(〈《“[【〔「", "）)〉》”]】〕」"


@dataclass(slots=True)
class Parties:
    """The units of one item by role."""

    lead: list[Phrase] = field(default_factory=list)
    responsible: list[Phrase] = field(default_factory=list)
    cooperating: list[Phrase] = field(default_factory=list)
    first_leads: bool = False
    same_below: bool = False

    def add(self, role: str, names: list[Phrase]) -> None:
        known: list[Phrase] = getattr(self, role)
        known.extend(n for n in names if n.text not in {k.text for k in known})

    def __bool__(self) -> bool:
        return bool(self.lead or self.responsible or self.cooperating)


def split_names(text: str, span: Span, rule: str = "") -> list[Phrase]:
    """The names of a list: A、B和C等 is A, B, C. Brackets that belong to a name stay."""
    return _worded(text, _names(_folded(text), span, rule))


@lru_cache(maxsize=2)
def _folded(text: str) -> str:
    """The text in simplified characters; one text is read item by item."""
    return simplified(text)


def _worded(text: str, names: list[Phrase]) -> list[Phrase]:
    """Names found in the folded text, as the text words them."""
    return [replace(name, text=text[slice(*name.span)]) for name in names]


def _names(text: str, span: Span, rule: str) -> list[Phrase]:
    found = []
    for start, end in _pieces(text, span):
        name = _trimmed(text, start, end)
        words = text[name.start : name.end]
        if words and words not in _UNITS["not_names"] and not _FIRST_LEADS.search(words):
            found.append(Phrase(words, name, rule))
    return found


def find_parties(text: str, start: int, end: int, labels: Sequence[Label] | None = None) -> Parties:
    """The units named in an item by label, in brackets, or as 由X牵头.

    A caller who has its labels already hands them in.
    """
    labels = find_labels(text, start, end) if labels is None else labels
    found = _find(_folded(text), start, end, labels)
    for role in ROLES:
        setattr(found, role, _worded(text, getattr(found, role)))
    return found


def _find(text: str, start: int, end: int, labels: Sequence[Label]) -> Parties:
    found = Parties()
    for label in labels:
        if label.field in ROLES:
            below = (other.start for other in labels if other.start >= label.stop)
            _add_label(found, text, label, min(below, default=end))

    def in_value(offset: int) -> bool:
        return any(x.value <= offset < x.stop for x in labels if x.field not in ROLES)

    for bracket in _BRACKET.finditer(text, start, end):
        _add_bracket(
            found,
            text,
            Span(*bracket.span("inner")),
            last=bracket.end() >= end - 1 and not in_value(bracket.start()),
        )
    if not found:
        _add_prose(found, text, start, end)
    if found.first_leads and found.responsible and not found.lead:
        found.add("lead", found.responsible[:1])
    return found


def says_same_below(text: str) -> bool:
    """Whether anything in a text holds for what stands below it; most texts never say so."""
    return _SAME_BELOW.search(text) is not None


def find_above(text: str, start: int, end: int) -> list[tuple[int, str, list[Phrase]]]:
    """Sentences such as 以上由X负责: where they stand, the role, the names."""
    return [
        (m.start(), _VERB[m["verb"]], split_names(text, Span(*m.span("names")), "above"))
        for m in _ABOVE.finditer(_folded(text), start, end)
    ]


def is_unit(words: str) -> bool:
    """Whether the words end like the name of a body."""
    plain = simplified(words).rstrip("）)〉")
    return bool(_ENDING.search(plain)) and not plain.endswith(_NOT_UNITS)


def _is_whole_unit(words: str) -> bool:
    """A body and nothing else: 政教处, not 见附件 or 上午在图书馆."""
    return is_unit(words) and len(words) > 1 and not re.search(r"[\d在见含如，。]", words)


def _pieces(text: str, span: Span) -> Iterator[tuple[int, int]]:
    depth, begin, i = 0, span.start, span.start
    while i < span.end:
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (
            char in "、，,；;/／|\n\t\v" or (char in " 　" and _apart(text, begin, i))
        ):
            yield from _halves(text, begin, i)
            begin = i + 1
        i += 1
    yield from _halves(text, begin, span.end)


def _apart(text: str, begin: int, at: int) -> bool:
    """White space parts two names only where a whole name stands before it."""
    return is_unit(text[begin:at].strip()) or at - begin in {2, 3}


def _halves(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at 及／和／与 where a complete name stands on both sides."""
    words = text[start:end]
    for join in _JOINS.finditer(words):
        left, right = words[: join.start()].strip(), words[join.end() :].strip()
        if join[0] != "及其" and is_unit(left) and is_unit(_TAIL.sub("", right)) and len(right) > 1:
            yield start, start + join.start()
            yield from _halves(text, start + join.end(), end)
            return
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    """A name without numbers before it, 等 behind it, and punctuation around it."""
    while start < end and text[start] in " \t　\n。：:*":
        start += 1
    while end > start and text[end - 1] in " \t　\n。：:.*":
        end -= 1
    if (lead := _LEAD_IN.match(text[start:end])) and end - start > lead.end() + 1:
        start += lead.end()
    while tail := _TAIL.search(text[start:end]):
        if tail.start() == 0 and tail[0] not in _UNITS["not_names"]:
            return Span(start, start)
        end = start + tail.start()
        if start == end:
            break
    return Span(start, end)


def _add_label(found: Parties, text: str, label: Label, end: int) -> None:
    span = _lines_below(text, _value_end(text, label.span(text)), end)
    _note_order(found, text, span)
    found.add(label.field, _names(text, span, f"label {label.word}"))


def _lines_below(text: str, span: Span, end: int) -> Span:
    """Names that stand one a line below the first still belong to the list."""
    stop = span.end
    for line in _LINE.finditer(text, stop, end):
        words = line[0].strip(" \t　\n")
        if words and (len(words) > 24 or not is_unit(words) or find_labels(words)):
            break
        stop = line.end() if words else stop
    return Span(span.start, stop)


def _value_end(text: str, span: Span) -> Span:
    """A list of units ends at the first full stop or closing bracket that it did not open."""
    depth = 0
    for i in range(span.start, span.end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth -= 1
            if depth < 0:
                return Span(span.start, i)
        elif text[i] == "。" and depth <= 0:
            return Span(span.start, i)
    return span


def _note_order(found: Parties, text: str, span: Span) -> None:
    words = text[span.start : span.end + 30]
    found.first_leads = found.first_leads or bool(_FIRST_LEADS.search(words))
    found.same_below = found.same_below or bool(
        _FIRST_LEADS.search(words) and _SAME_BELOW.search(words)
    )


def _add_bracket(found: Parties, text: str, inner: Span, *, last: bool) -> None:
    """Labels are read elsewhere; verbs give roles; names alone at the end are responsible."""
    words = text[inner.start : inner.end]
    if find_labels(text, inner.start, inner.end):
        return _note_order(found, text, inner)
    order = _FIRST_LEADS.search(words)
    if order:
        _note_order(found, text, inner)
        inner = Span(
            inner.start, inner.start + max(words.rfind(c, 0, order.start()) for c in "。，；,;")
        )
    if _VERBS.search(words):
        _add_verbs(found, text, inner, "bracket")
    elif last and not found:
        names = _names(text, inner, "bracket")
        names = [name for name in names if not _TIME.fullmatch(name.text)]
        if names and all(_is_whole_unit(name.text) for name in names):
            found.add("responsible", names)
    return None


def _add_verbs(found: Parties, text: str, span: Span, rule: str) -> None:
    """A牵头，B、C配合: each stretch of names belongs to the verb behind it."""
    begin = span.start
    for verb in _VERBS.finditer(text, span.start, span.end):
        if begin > verb.start():
            continue
        after = text[verb.end() : verb.end() + 1] if verb.end() < span.end else ""
        if after and after not in "，,；;。、 　等":
            continue
        role = _VERB.get(verb["verb"])
        names = _with_partners(found, text, Span(begin, verb.start()), rule)
        if role and names:
            found.add(role, names)
        begin = verb.end()


def _with_partners(found: Parties, text: str, span: Span, rule: str) -> list[Phrase]:
    """A会同B: B co-operates."""
    words = text[span.start : span.end]
    for join in _WORDS["with"]:
        at = words.find(join)
        if at > 1 and is_unit(words[:at]):
            found.add(
                "cooperating", _names(text, Span(span.start + at + len(join), span.end), rule)
            )
            return _names(text, Span(span.start, span.start + at), rule)
    return _names(text, span, rule)


def _add_prose(found: Parties, text: str, start: int, end: int) -> None:
    """由X牵头、Y配合 in running text; only names that end like a body count."""
    for by in (*_BY.finditer(text, start, end), *_HOSTED.finditer(text, start, end)):
        clause: re.Match[str] | None = by
        while clause:
            names = _with_partners(found, text, Span(*clause.span("names")), "prose")
            found.add(_ANY_VERB[clause["verb"]], [name for name in names if is_unit(name.text)])
            clause = _AND_BY.match(text, clause.end(), end)
