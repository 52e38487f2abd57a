"""Nobody finds what they may not open: each of the cast, each source, each state of a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from banjie.programme.models import Activity, Programme
from banjie.search import queries, sources
from banjie.search.models import Entry
from banjie.search.queries import Wanted
from banjie.search.splitting import terms
from tests.web.cast import Cast
from tests.web.grid.test_grid import ROLES
from tests.web.search.filed import found, page
from tests.web.search.sown import SECRET, SOWN

pytestmark = pytest.mark.django_db
SIGNED_IN = [role for role in ROLES if role != "anonymous"]


@pytest.fixture
def secrets(cast: Cast, activity: Activity) -> None:
    for sow in SOWN:
        sow(cast, activity)


def all_found(user: User, kind: str = "") -> set[tuple[str, int]]:
    """Every answer on every page."""
    seen: set[tuple[str, int]] = set()
    after = None
    while True:
        entries = queries.found(user, Wanted(terms(SECRET), kind=kind, after=after)).entries
        seen |= {(entry.kind, entry.object_id) for entry in entries}
        if len(entries) <= queries.PAGE:
            return seen
        last = entries[queries.PAGE - 1]
        after = queries.Place.of(last)


@pytest.mark.usefixtures("secrets")
def test_every_source_is_tried() -> None:
    """A new source needs a thing with the secret word in it: see `sown`."""
    assert set(Entry.objects.filter(title__contains=SECRET).values_list("kind", flat=True)) == {
        source.name for source in sources.every()
    }


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("role", SIGNED_IN)
def test_one_finds_what_opens_and_nothing_else(
    role: str, cast: Cast, signed_in: Callable[[User], Client]
) -> None:
    user: User = getattr(cast, role)
    client, opened = signed_in(user), set()
    for entry in Entry.objects.filter(words__holding={SECRET}):
        url = reverse(sources.named(entry.kind).address, args=(entry.opens,))
        if client.get(url).status_code == 200:
            opened.add((entry.kind, entry.object_id))
    assert all_found(user) == opened


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("role", SIGNED_IN)
def test_page_shows_no_title_words_or_number_of_anything_else(role: str, cast: Cast) -> None:
    user: User = getattr(cast, role)
    seen = all_found(user)
    hidden = [
        entry
        for entry in Entry.objects.filter(words__holding={SECRET})
        if (entry.kind, entry.object_id) not in seen
    ]
    counted = queries.found(user, Wanted(terms(SECRET))).counts
    assert sum(counted.values()) == len(seen)
    for source in sources.every():
        html = page(user, q=SECRET, kind=source.name).replace("<mark>", "").replace("</mark>", "")
        shown = {title for kind, title in _titles(seen) if kind == source.name}
        assert not [e.title for e in hidden if e.title in html and e.title not in shown]
        assert counted.get(source.name, 0) == len(all_found(user, source.name))
    assert queries.programme_titles(user, _programmes()).keys() == {
        number for kind, number in all_found(user) if kind == sources.WITHIN
    }


def _titles(seen: set[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(kind, Entry.objects.get(kind=kind, object_id=n).title) for kind, n in seen]


def _programmes() -> set[int]:
    return set(Programme.objects.values_list("pk", flat=True))


@pytest.mark.usefixtures("secrets")
def test_draft_report_is_found_by_its_own_unit_alone(cast: Cast) -> None:
    finders = {role for role in SIGNED_IN if found(getattr(cast, role), f"{SECRET}draft")}
    assert finders == {"liaison", "handler"}


@pytest.mark.usefixtures("secrets")
def test_narrowing_to_a_programme_of_others_finds_and_names_nothing(cast: Cast) -> None:
    theirs = Programme.objects.get(office=cast.other_office)
    html = page(cast.officer, q=SECRET, programme=theirs.pk)
    assert 'class="hit"' not in html
    assert theirs.title not in html
