"""Looking things up. Every answer is limited to what the things' own rooms show this account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from banjie.people.models import User
from banjie.search import sources
from banjie.search.models import Entry
from banjie.search.splitting import Term, terms

PAGE = 20
ORDER = ("-in_title", "-day", "kind", "-object_id")
_SHOWN = ("kind", "object_id", "opens", "programme", "day", "title", "text")


class Place(NamedTuple):
    """Where a page of answers ended: the next one begins behind it."""

    in_title: int
    day: date
    kind: str
    object_id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all the terms, in these kinds, in one programme, behind a place."""

    terms: tuple[Term, ...]
    kind: str = ""
    programme: int | None = None
    after: Place | None = None


def visible_to(user: User) -> Case:
    """Whether this account may see the thing of an entry.

    One condition of cases, no "or", so that no database begins with everything one may see: the
    words come first, and only what they propose is asked about.
    """
    cases = (
        When(
            kind=source.name,
            then=Exists(source.visible(user).order_by().filter(pk=OuterRef("object_id"))),
        )
        for source in sources.every()
    )
    return Case(*cases, default=Value(value=False), output_field=BooleanField())


def matching(user: User, wanted: Wanted) -> QuerySet[Entry]:
    """Entries of any kind that hold every term, of those this account may see."""
    held = _proposed(wanted.terms)
    for term in wanted.terms:
        if not term.sure:
            held &= Q(folded__contains=term.needle)
    if wanted.programme is not None:
        held &= Q(programme=wanted.programme)
    return Entry.objects.filter(held, visible_to(user))


def _proposed(asked: tuple[Term, ...]) -> Q:
    """Entries with the words of every term."""
    return Q(words__holding=frozenset[str]().union(*(term.words for term in asked)))


def _in_title(asked: tuple[Term, ...]) -> Q:
    held = Q()
    for term in asked:
        held &= Q(folded_title__contains=term.needle)
    return held


def titled(kind: str, query: str) -> QuerySet[Entry]:
    """Entries of one kind with every term of a query in the title; seen by whom, the room says."""
    asked = terms(query)
    found = Entry.objects.filter(kind=kind)
    return found.filter(_proposed(asked), _in_title(asked)) if asked else found.none()


def answers(user: User, wanted: Wanted) -> list[Entry]:
    """One page of answers and one more: those with every term in the title first, then the newest.

    The order rests on nothing that a database weighs by itself, so it is the same on each.
    """
    in_title = Case(
        When(_in_title(wanted.terms), then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    found = matching(user, wanted).annotate(in_title=in_title)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.after:
        found = found.filter(_behind(wanted.after))
    return list(found.only(*_SHOWN).order_by(*ORDER)[: PAGE + 1])


def _behind(last: Place) -> Q:
    same_day = Q(in_title=last.in_title, day=last.day)
    return (
        Q(in_title__lt=last.in_title)
        | Q(in_title=last.in_title, day__lt=last.day)
        | same_day & Q(kind__gt=last.kind)
        | same_day & Q(kind=last.kind, object_id__lt=last.object_id)
    )


def counts(user: User, wanted: Wanted) -> dict[str, int]:
    """How many answers there are of each kind that has any."""
    rows = matching(user, wanted).values("kind").annotate(n=Count("pk")).order_by("kind")
    return dict(rows.values_list("kind", "n"))


def programme_titles(user: User, numbers: set[int]) -> dict[int, str]:
    """The titles of these programmes, as far as this account may see them."""
    seen = sources.named(sources.WITHIN).visible(user).filter(pk__in=numbers).order_by()
    entries = Entry.objects.filter(kind=sources.WITHIN, object_id__in=seen.values("pk"))
    return dict(entries.values_list("object_id", "title"))
