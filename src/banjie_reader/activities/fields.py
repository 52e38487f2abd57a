"""The fields of an activity: when, where, by whom, for whom, how much, until when to report."""

from __future__ import annotations

import re

from banjie_reader.activities.candidate import Candidate
from banjie_reader.kinds import kind_of
from banjie_reader.labels import Label, find_labels
from banjie_reader.model import Activity, Phrase, Quantity, Span, When
from banjie_reader.paper import Paper, within
from banjie_reader.parties import Parties, find_parties, split_names
from banjie_reader.places import find_places, place_list
from banjie_reader.wordlists import any_of, wordlist

_WORDS = wordlist("activities")
_NOT_WHEN = re.compile(rf"(?:{any_of(_WORDS['background_before'])})[^。；，,]{{0,4}}$")
_NOT_WHEN_AFTER = re.compile(rf"^[^。；，,\n]{{0,2}}(?:{any_of(_WORDS['background_after'])})")
_REPORT_BACK = re.compile(any_of(_WORDS["report_back"]))
_SIGN_UP = re.compile(any_of(_WORDS["sign_up"]))
_ACHIEVED = re.compile(any_of(_WORDS["achieved"]))


def fill(paper: Paper, found: Candidate) -> Activity:
    """The activity that a candidate is."""
    start, end = found.span
    labels = find_labels(paper.text, start, end)
    whens, report = _times(paper, found, labels)
    parties = _parties(paper, found)
    title = _phrase(paper.text, found.title, found.rule)
    body = paper.text[found.title.end : end]
    return Activity(
        number=found.number,
        title=title,
        kind=kind_of(title.text, body),
        span=found.span,
        when=tuple(whens),
        where=tuple(_where(paper, found, labels)),
        lead=tuple(parties.lead),
        responsible=tuple(parties.responsible),
        cooperating=tuple(parties.cooperating),
        participants=_participants(paper, found, labels),
        targets=tuple(_targets(paper, found)),
        report_deadline=report,
        rule=found.rule,
    )


def _phrase(text: str, span: Span, rule: str) -> Phrase:
    return Phrase(re.sub(r"\s*\n\s*|\*\*", "", text[span.start : span.end]).strip(), span, rule)


def _of(labels: list[Label], field: str) -> list[Label]:
    return [label for label in labels if label.field == field]


def _times(paper: Paper, found: Candidate, labels: list[Label]) -> tuple[list[When], When | None]:
    if "when" in found.fields:
        return [w for s in found.fields["when"] for w in paper.whens_in(*s)], None
    report = None
    labelled = [w for label in _of(labels, "when") for w in paper.whens_in(*label.span(paper.text))]
    for label in _of(labels, "report"):
        report = next(iter(paper.whens_in(*label.span(paper.text))), report)
    if labelled:
        return labelled, report
    barred = [label.span(paper.text) for label in labels if label.field in {"signup", "report"}]
    whens = []
    for when in paper.whens_in(*found.span):
        if any(s.start <= when.span.start < s.end for s in barred) or _is_background(paper, when):
            continue
        if is_report_back(paper, when):
            report = report or when
        elif not _SIGN_UP.search(_clause(paper.text, when.span)):
            whens.append(when)
    return _distinct(whens), report


def _distinct(whens: list[When]) -> list[When]:
    """Each time once."""
    kept: list[When] = []
    for when in whens:
        key = (when.start, when.end) if when.start or when.end else when.text
        if key not in [(w.start, w.end) if w.start or w.end else w.text for w in kept]:
            kept.append(when)
    return kept


def _is_background(paper: Paper, when: When) -> bool:
    """A date that tells of the past or is part of a name: 自2014年以来, 2022年北京冬奥会."""
    text, (start, end) = paper.text, when.span
    if _NOT_WHEN.search(text[max(0, start - 16) : start]):
        return True
    if _NOT_WHEN_AFTER.match(text[end : end + 12]) or re.search(r"以来$", when.text):
        return True
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0


def is_report_back(paper: Paper, when: When) -> bool:
    """A deadline for sending something back: 于3月31日前报送…."""
    if when.start is not None and when.end is not None and (when.end - when.start).days > 31:
        return False
    after = re.split(r"[。；;\n]", paper.text[when.span.end : when.span.end + 70])[0]
    return "前" in when.text + after[:1] and bool(_REPORT_BACK.search(after))


def _clause(text: str, span: Span) -> str:
    begin = max(text.rfind(c, max(0, span.start - 40), span.start) for c in "。；，,\n") + 1
    stop = re.search(r"[。；，,\n]", text[span.end : span.end + 30])
    return text[begin : span.end + (stop.start() if stop else 30)]


def _parties(paper: Paper, found: Candidate) -> Parties:
    if any(role in found.fields for role in ("lead", "responsible", "cooperating")):
        parties = Parties()
        for role in ("lead", "responsible", "cooperating"):
            for span in found.fields.get(role, []):
                parties.add(role, split_names(paper.text, span, "cell"))
        return parties
    return find_parties(paper.text, *found.span)


def _where(paper: Paper, found: Candidate, labels: list[Label]) -> list[Phrase]:
    if "where" in found.fields:
        return [p for s in found.fields["where"] for p in place_list(paper.text, s)]
    labelled = [
        p for label in _of(labels, "where") for p in place_list(paper.text, label.span(paper.text))
    ]
    return labelled or find_places(paper.text, *found.span)


def _participants(paper: Paper, found: Candidate, labels: list[Label]) -> Phrase | None:
    spans = found.fields.get("participants", []) + [
        x.span(paper.text) for x in _of(labels, "participants")
    ]
    spans = [s for s in spans if s.start < s.end]
    return _phrase(paper.text, spans[0], "label") if spans else None


def _targets(paper: Paper, found: Candidate) -> list[Quantity]:
    spans = [found.span, *found.fields.get("target", [])]
    items = [q for s in spans for q in within(paper.quantities, *s)]
    return [q for q in items if q.value is not None and _is_target(paper, q)]


def _is_target(paper: Paper, quantity: Quantity) -> bool:
    if paper.document.kind in {"summary", "report"} and _ACHIEVED.search(
        _clause(paper.text, quantity.span)
    ):
        return False
    return quantity.unit not in _WORDS["not_target_units"] and quantity.unit != ""
