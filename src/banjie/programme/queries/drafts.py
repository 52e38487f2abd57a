"""Drafts under review: items, their fields, the units to settle, the paper with lit words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from banjie.people.models import Unit, User
from banjie.people.queries import folded, unit_names
from banjie.people.rules import OFFICER
from banjie.programme.models import Draft, DraftItem

LISTS = ("when", "where", "lead", "responsible", "cooperating", "targets")
SINGLES = ("participants", "report_deadline")
PARTIES = ("lead", "responsible", "cooperating")


def drafts_for(user: User) -> QuerySet[Draft]:
    """The drafts of the offices I serve."""
    return Draft.objects.filter(unit__in=user.units(OFFICER)).select_related(
        "document", "document__reading", "unit", "programme"
    )


def living_drafts_for(user: User) -> QuerySet[Draft]:
    """Those still under review, for lists: without their readings, which are heavy."""
    living = drafts_for(user).filter(state__in=(Draft.State.OPEN, Draft.State.KEPT))
    return living.defer("document__reading__text", "document__reading__result")


def field_id(item: DraftItem, name: str, n: int = 0) -> str:
    """The one name of a field on the page: lights words and is lit by them."""
    return f"i{item.pk}-{name}-{n}"


def entries(item: DraftItem) -> list[tuple[str, str, dict[str, Any]]]:
    """Every field entry of an item: (field id, field name, entry)."""
    found = [(field_id(item, "title"), "title", {"text": item.title, "span": item.title_span})]
    for name in LISTS:
        found += [
            (field_id(item, name, n), name, entry)
            for n, entry in enumerate(item.fields.get(name, []))
        ]
    for name in SINGLES:
        if item.fields.get(name):
            found.append((field_id(item, name), name, item.fields[name]))
    return found


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words on the paper and the fields it lights."""

    start: int
    words: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the paper, what became of it, and its segments."""

    start: int
    end: int
    role: str
    reason: str
    segments: tuple[Segment, ...]


def paper(draft: Draft, items: Iterable[DraftItem]) -> list[Paragraph]:
    """The document as read, cut where fields begin and end."""
    reading = draft.document.reading
    marks = [
        (entry["span"][0], entry["span"][1], name)
        for item in items
        if item.kept
        for name, _field, entry in entries(item)
        if entry.get("span")
    ]
    marks.sort()
    return [
        Paragraph(
            start=use["span"][0],
            end=use["span"][1],
            role=use["role"],
            reason=use["reason"],
            segments=tuple(_segments(reading.text, use["span"], marks)),
        )
        for use in reading.result["coverage"]
    ]


def _segments(text: str, span: list[int], marks: list[tuple[int, int, str]]) -> Iterable[Segment]:
    start, end = span
    inside = [(max(a, start), min(b, end), name) for a, b, name in marks if a < end and b > start]
    cuts = sorted({start, end, *(a for a, _b, _n in inside), *(b for _a, b, _n in inside)})
    for a, b in pairwise(cuts):
        yield Segment(a, text[a:b], tuple(name for x, y, name in inside if x <= a and b <= y))


@dataclass(frozen=True, slots=True)
class PartyQuestion:
    """A name in the plan and what it stands for: a known unit, an answer, or an open question."""

    name: str
    mentions: int
    unit: Unit | None
    answer: str

    @property
    def settled(self) -> bool:
        return self.unit is not None or self.answer in ("new", "post")


def party_questions(draft: Draft, items: Iterable[DraftItem]) -> list[PartyQuestion]:
    """Every name that holds a role in a kept item, in order of appearance.

    `answer` is '' while the question is open, else `unit:<id>`, `new` or `post`.
    """
    known = unit_names()
    by_id = {unit.pk: unit for unit in known.values()}
    mentions: dict[str, int] = defaultdict(int)
    for item in items:
        if item.kept:
            for role in PARTIES:
                for entry in item.fields.get(role, []):
                    mentions[entry["text"]] += 1
    questions = []
    for name, count in mentions.items():
        answer = draft.unit_answers.get(name, "")
        unit = known.get(folded(name))
        if unit is None and answer.startswith("unit:"):
            unit = by_id.get(int(answer.removeprefix("unit:")))
        questions.append(PartyQuestion(name, count, unit, answer))
    return questions
