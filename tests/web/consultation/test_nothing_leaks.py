"""What is private of a case stands in no page, list, paper, feed, notice, search or answer of the
API for those who may not see it. Each private thing bears a mark, and every address is read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.serializers import serialize
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from banjie.common.models import AuditEntry
from banjie.consultation import actions
from banjie.consultation.models import Case, Contact
from banjie.consultation.sealing import seal
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.search.models import Entry
from tests.web.cast import Cast
from tests.web.consultation.cases import content
from tests.web.consultation.doing import World, make_world
from tests.web.consultation.standing import ANSWER, HANDLING, go, lead

OFFICE = frozenset({"officer"})
LIBRARY = frozenset({"liaison", "handler", "head"})
MUSEUM = frozenset({"helper"})
MARKS: dict[str, frozenset[str]] = {
    "Mofficenote": OFFICE,
    "Mlibrarynote": LIBRARY,
    "Mopinion": OFFICE | LIBRARY | MUSEUM,
    "Mdraft": LIBRARY | MUSEUM,
    "13800009999": frozenset(),
    "Mhidden": OFFICE | {"leader", "writer"} | LIBRARY | MUSEUM,
}
"""Each mark, and who may read it where it was written."""
ROLES = ("anonymous", "officer", "leader", "liaison", "handler", "head", "helper", "outsider",
         "other_officer", "auditor", "nobody", "writer")  # fmt: skip


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


def _who(world: World, role: str) -> User | None:
    if role == "anonymous":
        return None
    if role == "helper":
        return world.cast.stranger
    return getattr(world, role, None) or getattr(world.cast, role)


def marked(world: World) -> list[Case]:
    """A case at work and an answered one that is hidden, each with private things in it."""
    cast = world.cast
    found = []
    for title in ("关于增设自习室的建议", "Mhidden 建议"):
        said = content(title=title, joint=[world.joiner])
        made = actions.submit_case(said, office=cast.office, by=world.writer).case
        Contact.objects.create(submitter=lead(made), sealed=seal("13800009999"))
        case = go(world, made, *HANDLING)
        actions.write_note(case, unit=cast.office, text="Mofficenote", by=cast.officer)
        actions.write_note(case, unit=cast.library, text="Mlibrarynote", by=cast.liaison)
        part = case.handlings.get(role="co")
        actions.write_opinion(part, "Mopinion", by=cast.stranger)
        found.append(case)
    work, hidden = found
    go(world, hidden, *ANSWER)
    actions.show_case(hidden, visibility="hidden", hidden_reason="涉及隐私", by=cast.officer)
    go(world, work, "draft_reply")
    work.handlings.get(role="main").replies.get().answers.update(text="Mdraft")
    return found


def _named(patterns: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern


ABOUT = ("consultation:", "api:")
"""Rooms whose addresses with one number are asked for the cases."""


def addresses(found: list[Case]) -> Iterator[str]:
    """Everything that is read without a number, and everything about these cases."""
    for name, pattern in _named(get_resolver().url_patterns):
        takes = set(pattern.pattern.converters)
        route = str(pattern.pattern)
        if not takes and "(" not in route and name != "people:sign-out":
            yield reverse(name)
        elif takes == {"pk"} and name.startswith(ABOUT) and "case" in route:
            yield from (reverse(name, args=(case.pk,)) for case in found)
    ticked = "&".join(f"pick={case.pk}" for case in found)
    yield from (f"{reverse('consultation:many')}?do={do}&{ticked}" for do in ("export", "remind"))
    for case in found:
        for letter in case.reply_letters.all():
            yield reverse("consultation:letter", args=(case.pk, letter.pk))
            yield reverse("consultation:letter-paper", args=(case.pk, letter.pk))


def read(client: Client, url: str) -> str:
    """What stands in the answer, in a packed paper too."""
    answer = client.get(url)
    data = b"".join(answer) if answer.streaming else answer.content
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"".join(packed.read(name) for name in packed.namelist())
    return data.decode(errors="replace")


@pytest.mark.django_db
@pytest.mark.any_database
def test_what_is_private_is_read_by_nobody_else(world: World) -> None:
    found = marked(world)
    seen: set[tuple[str, str]] = set()
    known = list(addresses(found))
    assert len(known) > 100
    for role in ROLES:
        client = Client()
        if user := _who(world, role):
            client.force_login(user)
        for url in known:
            text = read(client, url)
            here = {mark for mark in MARKS if mark in text}
            assert all(role in MARKS[mark] for mark in here), f"{role} reads {here} at {url}"
            seen |= {(mark, role) for mark in here}
    assert seen >= {(mark, role) for mark, readers in MARKS.items() for role in readers}


@pytest.mark.django_db
def test_private_words_are_in_no_notice_index_or_log(world: World) -> None:
    marked(world)
    for model, known in ((Notice, {"Mhidden"}), (Entry, {"Mhidden"}), (AuditEntry, set())):
        kept = serialize("json", model._default_manager.all())
        assert {mark for mark in MARKS if mark in kept} <= known, model


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["outsider", "other_officer", "auditor", "nobody"])
def test_a_hidden_case_is_found_by_nobody_else(world: World, role: str) -> None:
    hidden = marked(world)[1]
    client = Client()
    user = _who(world, role)
    assert user
    client.force_login(user)
    found = client.get(f"{reverse('api:search')}?q=Mhidden").json()
    assert not [one for one in found["items"] if one["kind"] == "case"], hidden.pk


def test_the_contact_stands_sealed() -> None:
    assert b"13800009999" not in bytes(seal("13800009999"))
