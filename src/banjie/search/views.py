"""The page of answers."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from banjie.people.models import User
from banjie.people.requests import SignedRequest
from banjie.search import queries, sources
from banjie.search.forms import SearchForm, place_in_address
from banjie.search.models import Entry
from banjie.search.queries import Place, Wanted
from banjie.search.snippets import excerpt, marked
from banjie.search.splitting import QUERY_LIMIT, looser, terms


class Answer(NamedTuple):
    """One thing that was found, as the page shows it."""

    kind: str
    url: str
    title: SafeString
    words: SafeString
    day: date | None
    programme: int | None
    within: str


class Kind(NamedTuple):
    """A kind of thing to narrow down to, with how many there are."""

    name: str
    label: Any
    number: int


@require_safe
def search(request: SignedRequest) -> HttpResponse:
    """Everything this account may see in which all the words stand."""
    typed = request.GET.get("q", "")
    wanted = SearchForm(request.GET).wanted(terms(typed))
    context: dict[str, Any] = {
        "typed": typed[:QUERY_LIMIT],
        "shortened": len(typed) > QUERY_LIMIT,
        "limit": QUERY_LIMIT,
        "asked": bool(wanted.terms),
        "kind": wanted.kind,
        "programme": wanted.programme,
        "searched": [source.label for source in sources.every()],
    }
    if wanted.terms:
        context |= _found(request.user, wanted)
    return render(request, "search/search.html", context)


def _found(user: User, wanted: Wanted) -> dict[str, Any]:
    """The answers of this page and what may be narrowed or widened from here."""
    entries, counts = queries.found(user, wanted)
    page = entries[: queries.PAGE]
    numbers = {entry.programme for entry in page if entry.programme}
    titles = queries.programme_titles(user, numbers | {wanted.programme or 0})
    kinds = [Kind(s.name, s.label, counts[s.name]) for s in sources.every() if s.name in counts]
    context = {
        "answers": [_answer(entry, wanted, titles) for entry in page],
        "kinds": kinds,
        "total": sum(counts.values()),
        "within": titles.get(wanted.programme or 0, ""),
        "looser": [] if page else looser(wanted.terms),
    }
    if len(entries) > len(page):
        context["after"] = place_in_address(Place.of(page[-1]))
    return context


def _answer(entry: Entry, wanted: Wanted, titles: dict[int, str]) -> Answer:
    source = sources.named(entry.kind)
    own = entry.kind == sources.WITHIN
    return Answer(
        kind=source.label,
        url=reverse(source.address, args=(entry.opens,)),
        title=marked(entry.title, wanted.terms),
        words=excerpt(entry.text, wanted.terms),
        day=entry.day if source.dated else None,
        programme=entry.programme,
        within="" if own or wanted.programme else titles.get(entry.programme or 0, ""),
    )
