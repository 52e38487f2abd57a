"""Looking things up. Every answer is limited to what the things' own rooms show this account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
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

    @classmethod
    def of(cls, entry: Entry) -> Place:
        return cls(entry.in_title, entry.day, entry.kind, entry.object_id)


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
    words come first, and only what they propose is asked about. The key is compared twice, so that
    PostgreSQL looks each thing up: of one comparison it makes a table of everything one may see.
    """
    own = OuterRef("object_id")
    cases = (
        When(
            kind=source.name,
            then=Exists(source.visible(user).order_by().filter(pk=own, pk__gte=own)),
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


class Found(NamedTuple):
    """One page of answers and one more, and how many there are of each kind that has any."""

    entries: list[Entry]
    counts: dict[str, int]


# What is found is walked over once: it is counted, and its first ones are picked.
_FOUND = """
WITH found (id, in_title, day, kind, object_id) AS MATERIALIZED ({found}),
first AS (SELECT id, in_title FROM found WHERE {narrowed}
    ORDER BY in_title DESC, day DESC, kind, object_id DESC LIMIT %s)
SELECT '', id, in_title FROM first UNION ALL SELECT kind, count(*), 0 FROM found GROUP BY kind
"""
_OF_KIND = "kind = %s"
_BEHIND = """(in_title < %s OR in_title = %s AND (day < %s OR day = %s AND (
    kind > %s OR kind = %s AND object_id < %s)))"""


def found(user: User, wanted: Wanted) -> Found:
    """Those with every term in the title first, then the newest.

    The order rests on nothing that a database weighs by itself, so it is the same on each.
    """
    in_title = Case(
        When(_in_title(wanted.terms), then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    rows = matching(user, wanted).values_list("pk", in_title, "day", "kind", "object_id")
    sql, params = rows.query.sql_with_params()
    narrowed, by = _narrowed(wanted)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(found=sql, narrowed=narrowed), [*params, *by, PAGE + 1])
        told: list[tuple[str, int, int]] = cursor.fetchall()
    first = {number: in_title for kind, number, in_title in told if not kind}
    entries = Entry.objects.only(*_SHOWN).in_bulk(first)
    for pk, entry in entries.items():
        entry.in_title = first[pk]
    return Found(
        [entries[pk] for pk in first if pk in entries],
        {kind: number for kind, number, _zero in sorted(told) if kind},
    )


def _narrowed(wanted: Wanted) -> tuple[str, list[Any]]:
    """The condition on what is shown of what was found, and its parameters."""
    conditions, by = ["1 = 1"], list[Any]()
    if wanted.kind:
        conditions, by = [_OF_KIND], [wanted.kind]
    if last := wanted.after:
        conditions.append(_BEHIND)
        day, kind = last.day.isoformat(), last.kind
        by += [last.in_title, last.in_title, day, day, kind, kind, last.object_id]
    return " AND ".join(conditions), by


def programme_titles(user: User, numbers: set[int]) -> dict[int, str]:
    """The titles of these programmes, as far as this account may see them."""
    seen = sources.named(sources.WITHIN).visible(user).filter(pk__in=numbers).order_by()
    entries = Entry.objects.filter(kind=sources.WITHIN, object_id__in=seen.values("pk"))
    return dict(entries.values_list("object_id", "title"))
