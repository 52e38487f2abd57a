"""The fields of an activity: when, where, by whom, for whom, how much."""

from __future__ import annotations

import re
from dataclasses import replace

from banjie_reader.activities.candidate import Candidate, Place
from banjie_reader.activities.targets import targets_of
from banjie_reader.activities.times import times_of
from banjie_reader.kinds import kind_of
from banjie_reader.labels import Label
from banjie_reader.model import Activity, Phrase, Span
from banjie_reader.paper import Paper
from banjie_reader.parties import ROLES, Parties, is_unit, split_names
from banjie_reader.places import find_places, place_list

_SEPARATORS = "、，,；;/"
_BROKEN = re.compile(r"\s*\n\s*|\*\*")
_NO_PLACE = re.compile(r"(?:具体)?(?:地点)?(?:另行?(?:通知|公布|告知|定|公告)|待定|详?见.*)")
_PLACEHOLDER = re.compile(r"[xX×*＊]{2,}|/|—+|-+")


def fill(paper: Paper, found: Candidate, place: Place) -> Activity:
    """The activity that a candidate is."""
    whole = found.span
    if found.own:
        found = replace(found, span=found.own)
    start, end = found.span
    labels = paper.labels.within(start, end)
    times, report = times_of(paper, found, labels)
    parties = _parties(paper, found, labels)
    title = _phrase(paper.text, found.title, found.rule)
    return Activity(
        number=found.number,
        title=title,
        kind=kind_of(title.text, paper.text[found.title.end : min(end, found.title.end + 100)]),
        span=whole,
        when=tuple(times),
        where=tuple(_where(paper, found, labels)),
        lead=tuple(parties.lead),
        responsible=tuple(parties.responsible),
        cooperating=tuple(parties.cooperating),
        participants=_participants(paper, found, labels),
        targets=tuple(targets_of(paper, found)),
        report_deadline=report,
        heading=place.heading,
        parent=place.parent,
        rule=found.rule,
    )


def _phrase(text: str, span: Span, rule: str) -> Phrase:
    words = text[slice(*span)]
    if "\n" in words or "**" in words:
        words = _BROKEN.sub("", words)
    return Phrase(words.strip(), span, rule)


def _values(paper: Paper, found: Candidate, labels: list[Label], field: str) -> list[Span]:
    """The stretches that a table's cell, a heading or a label gives for a field."""
    if field in found.fields:
        return found.fields[field]
    return [label.span(paper.text) for label in labels if label.field == field]


def _parties(paper: Paper, found: Candidate, labels: list[Label]) -> Parties:
    if not any(role in found.fields for role in ROLES):
        return paper.parties_in(*found.span, labels)
    parties = Parties()
    for role in ROLES:
        cell = found.fields.get(role, [])
        if cell and _names_roles(paper, cell):
            told = paper.parties_in(cell[0].start, cell[-1].end)
            for own in ROLES:
                parties.add(own, getattr(told, own))
        else:
            parties.add(role, _names_in_cell(paper, cell))
    return parties


def _names_roles(paper: Paper, cell: list[Span]) -> bool:
    """Whether a cell says itself who does what: 牵头单位：甲局 责任单位：乙局."""
    labels = paper.labels.within(cell[0].start, cell[-1].end)
    return any(label.field in ROLES for label in labels)


def _names_in_cell(paper: Paper, lines: list[Span]) -> list[Phrase]:
    """The names of a cell; one that a line of the cell breaks in two is left out."""
    names: list[Phrase] = []
    for line in lines:
        listed = split_names(paper.text, line, "cell", plain=paper.text)
        more = [name for name in listed if not _PLACEHOLDER.fullmatch(name.text)]
        if names and more and _is_broken(paper.text, names[-1], more[0]):
            names.pop()
            more = more[1:]
        names += more
    return names


def _is_broken(plain: str, above: Phrase, below: Phrase) -> bool:
    """Whether two pieces, a line apart, are one name: not when each is whole."""
    whole = is_unit(plain[slice(*above.span)]) and is_unit(plain[slice(*below.span)])
    return not whole and plain[above.span.end] not in _SEPARATORS


def _where(paper: Paper, found: Candidate, labels: list[Label]) -> list[Phrase]:
    values = _values(paper, found, labels, "where")
    if values or "where" in found.fields:
        listed = (place for span in values for place in place_list(paper.text, span))
        places = [place for place in listed if not _NO_PLACE.fullmatch(place.text)]
        return list({place.text: place for place in reversed(places)}.values())[::-1]
    return [
        Phrase(paper.text[slice(*place.span)], place.span, place.rule)
        for place in find_places(paper.text, *found.span)
    ]


def _participants(paper: Paper, found: Candidate, labels: list[Label]) -> Phrase | None:
    spans = [s for s in _values(paper, found, labels, "participants") if s.start < s.end]
    return _phrase(paper.text, spans[0], "label") if spans else None
