"""The units named in an item: by label, in brackets, or as 由X牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence

from banjie_reader.labels import Label, find_labels
from banjie_reader.model import Span
from banjie_reader.parties.found import ROLES, Parties
from banjie_reader.parties.names import CLOSE, OPEN, names_in, worded
from banjie_reader.parties.order import FIRST_LEADS, note_order
from banjie_reader.parties.units import are_units, is_unit, is_whole_unit
from banjie_reader.parties.verbs import add_by_verbs, add_named, add_prose, tells_roles
from banjie_reader.wordlists import simplified

_BRACKET = re.compile(
    r"[（(【\[〔](?P<inner>(?:[^（()）【】\[\]〔〕〈〉]|[（(〈][^（()）]{0,30}[)）〉]){2,400})[)）】\]〕]"
)
_LINE = re.compile(r"\n[^\n]*")
_ENDS = re.compile(f"[。{re.escape(OPEN + CLOSE)}]")
_DASHED = re.compile(  # 青年书画展——市文旅局（5月）; what ends like a place may be one
    r"[—－]{1,2}(?P<names>[一-龥、，,/ ]{2,60}?(?:[局委办部厅处科司联会团组系室]|街道))"
    r"(?=[（(。；;\n]|$)"
)
_LONGEST_NAME = 24
_SHARED_OUT = re.compile("牵头[、，,；;].{2,100}?(?:配合|协助|协办|参与)(?:[。；;，,）)\\s]|$)")
_LEADS = re.compile("牵头(?=[、，,])")


def find_parties(
    text: str,
    start: int,
    end: int,
    labels: Sequence[Label] | None = None,
    *,
    plain: str | None = None,
) -> Parties:
    """The units of the item between two offsets, by role.

    A caller who has the item's labels already, or the text in simplified characters (`plain`),
    hands them in.
    """
    labels = find_labels(text, start, end) if labels is None else labels
    found = _find(simplified(text) if plain is None else plain, start, end, labels)
    for role in ROLES:
        setattr(found, role, worded(text, getattr(found, role)))
    return found


def _find(plain: str, start: int, end: int, labels: Sequence[Label]) -> Parties:
    found = Parties()
    for label in labels:
        if label.field == "shared":
            _add_shared(found, plain, label.span(plain))
        elif label.field in ROLES:
            span = _lines_below(plain, _value_end(plain, label.span(plain)), labels, end)
            note_order(found, plain, span)
            _add_labelled(found, plain, label, span)
    others = [Span(label.value, label.stop) for label in labels if label.field not in ROLES]
    for bracket in _BRACKET.finditer(plain, start, end):
        in_value = any(value.start <= bracket.start() < value.end for value in others)
        last = bracket.end() >= end - 1 and not in_value
        inner = Span(*bracket.span("inner"))
        if any(inner.start <= label.start < inner.end for label in labels):
            note_order(found, plain, inner)  # the labels in it are read above
        else:
            _add_bracket(found, plain, inner, last=last)
    if not found:
        _add_dashed(found, plain, start, end)
    if not found.lead:
        _add_told(found, plain, start, end)
    if found.first_leads and found.responsible and not found.lead:
        found.add("lead", found.responsible[:1])
    return found


def _add_dashed(found: Parties, plain: str, start: int, end: int) -> None:
    """The bodies behind a dash at the end of an item's first line."""
    if plain.find("—", start, end) < 0 and plain.find("－", start, end) < 0:
        return
    line_end = plain.find("\n", start, end)
    dashed = _DASHED.search(plain, start, line_end if line_end >= 0 else end)
    if dashed and are_units(dashed["names"]):
        found.add("responsible", names_in(plain, Span(*dashed.span("names")), "dash"))


def _add_told(found: Parties, plain: str, start: int, end: int) -> None:
    """What running text says: all of it, or who leads where labels only say who answers for it."""
    if not found:
        add_prose(found, plain, start, end)
        add_named(found, plain, start, end)
    elif found.responsible and _LEADS.search(plain, start, end):
        told = Parties()
        add_prose(told, plain, start, end)
        found.add("lead", told.lead)


def _add_labelled(found: Parties, plain: str, label: Label, span: Span) -> None:
    """责任单位：甲局牵头，乙局配合: verbs in a list of units go before its label."""
    rule = f"label {label.word}"
    if label.field == "responsible" and _SHARED_OUT.search(plain, *span):
        add_by_verbs(found, plain, span, rule)
    else:
        found.add(label.field, names_in(plain, span, rule))


def _add_shared(found: Parties, plain: str, span: Span) -> None:
    """部门分工：A牵头，B配合: verbs give the roles; names alone are responsible."""
    value = _value_end(plain, span)
    if tells_roles(plain, value):
        add_by_verbs(found, plain, value, "label")
    else:
        found.add("responsible", names_in(plain, value, "label"))


def with_lines_below(plain: str, label: Label, labels: Sequence[Label], end: int) -> Span:
    """The value of a label that names units, with the names that stand one a line below it."""
    return _lines_below(plain, label.span(plain), labels, end)


def _lines_below(plain: str, span: Span, labels: Sequence[Label], end: int) -> Span:
    """Names that stand one a line below the first still belong to the list."""
    stop = span.end
    end = min((label.start for label in labels if label.start >= stop), default=end)
    for line in _LINE.finditer(plain, stop, end):
        words = line[0].strip(" \t　\n")
        if words and (len(words) > _LONGEST_NAME or not is_unit(words) or find_labels(words)):
            break
        stop = line.end() if words else stop
    return Span(span.start, stop)


def _value_end(plain: str, span: Span) -> Span:
    """A list of units ends at the first full stop or closing bracket that it did not open."""
    depth = 0
    for mark in _ENDS.finditer(plain, *span):
        if mark[0] in OPEN:
            depth += 1
            continue
        depth -= mark[0] in CLOSE
        if depth < 0 or (mark[0] == "。" and not depth):
            return Span(span.start, mark.start())
    return span


def _add_bracket(found: Parties, plain: str, inner: Span, *, last: bool) -> None:
    """Verbs give roles; names alone at the end are responsible."""
    told = tells_roles(plain, inner)
    order = FIRST_LEADS.search(plain, *inner)
    if order:
        note_order(found, plain, inner)
        marks = (plain.rfind(mark, inner.start, order.start()) for mark in "。，；,;")
        inner = Span(inner.start, max(*marks, inner.start - 1))
    if told:
        add_by_verbs(found, plain, inner, "bracket")
    elif last and not found:
        names = names_in(plain, inner, "bracket")
        if names and all(is_whole_unit(name.text) for name in names):
            found.add("responsible", names)
