"""Every step of the table, by everybody, in every state: action, page and API agree, and whoever
may not is told who may. The cases are generated from `data/steps.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import copy
from html import unescape
from typing import Any, NamedTuple

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import NoReverseMatch, resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from banjie.consultation import wording
from banjie.consultation.actions import WrongState
from banjie.consultation.models import Case, Event, Submitter
from banjie.consultation.parts import Actor
from banjie.consultation.steps import Step, steps
from banjie.people.models import User
from tests.web.cast import make_cast
from tests.web.consultation.doing import World, act, make_world
from tests.web.consultation.sending import body_of
from tests.web.consultation.standing import MIDWAY, STATES

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ROLES: dict[str, frozenset[str]] = {
    "author": frozenset({"author"}),
    "author by code": frozenset({"author"}),
    "joint": frozenset({"joint"}),
    "officer": frozenset({"officer"}),
    "leader": frozenset({"leader"}),
    "main liaison": frozenset({"handler", "answering"}),
    "main handler": frozenset({"handler", "answering"}),
    "main head": frozenset({"handler", "answering", "answering_leader"}),
    "co-handler": frozenset({"handler", "helping"}),
    "co-head": frozenset({"handler", "helping"}),
    "outsider": frozenset(),
    "other officer": frozenset(),
    "auditor": frozenset(),
    "nobody": frozenset(),
}
"""What each may be at most; in states without handlers less."""
LIKE_ANOTHER = ("author by code", "main handler", "co-head", "auditor", "nobody")
"""Try actions alone: a code has addresses of its own, the others go the way of somebody above."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all states, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(make_cast())
        transaction.set_rollback(True)


def actors(world: World, case: Case) -> dict[str, Actor]:
    """The roles of the table; an author is a row of this case, or of another where it is none."""
    lead = case.submitters.get(lead=True)
    coded = copy(lead)
    coded.user = None
    joint = case.submitters.filter(lead=False).first() or Submitter(case=case, lead=False)
    cast = world.cast
    found: tuple[Actor, ...] = (
        lead, coded, joint, cast.officer, cast.leader, cast.liaison, cast.handler, world.head,
        cast.stranger, world.helper_head, world.outsider, cast.other_officer, cast.auditor,
        cast.nobody,
    )  # fmt: skip
    return dict(zip(ROLES, found, strict=True))


def tried(attempt: Any) -> str:
    """What an attempt comes to, or what its refusal says, and nothing of it stays."""
    try:
        with transaction.atomic():
            attempt()
            transaction.set_rollback(True)
    except WrongState as error:
        return str(error)
    except (ValidationError, PermissionDenied, Http404) as error:
        return type(error).__name__
    return "done"


REFUSALS = (403, 404, 409)
"""A page says who may, or that there is nothing; the API says the same. An author's page says it
above the case, with what was written.
"""


class Answer(NamedTuple):
    status: int
    words: str
    moved: bool

    @property
    def refused(self) -> bool:
        """An author's button leads back to the case, which tells that nothing was changed."""
        return self.status in REFUSALS or (self.status == 302 and not self.moved)


class Door:
    """Calls a page or the API as an account, without the way there."""

    def __init__(self, user: User) -> None:
        self.user = user

    def __call__(self, url: str, data: Any, *, as_json: bool = False) -> Answer:
        make = RequestFactory().post
        if as_json:
            key = {"Idempotency-Key": "a-key", "Accept-Language": "en"}
            request = make(url, json.dumps(data), "application/json", headers=key)
        else:
            request = make(url, data, headers={"Idempotency-Key": "a-key"})
        request.COOKIES["sessionid"] = "session"
        request.user = self.user
        vars(request)["_messages"] = CookieStorage(request)
        vars(request)["_dont_enforce_csrf_checks"] = True
        found, before = resolve(url), Event.objects.last()
        try:
            with transaction.atomic():
                answer = found.func(request, *found.args, **found.kwargs)
                moved = answer.status_code == 302 and Event.objects.last() != before
                transaction.set_rollback(True)
        except PermissionDenied as error:
            return Answer(403, str(error), moved=False)
        except Http404:
            return Answer(404, "", moved=False)
        return Answer(answer.status_code, answer.content.decode(), moved)


def page_of(case: Case, step: str, role: str) -> str:
    """The address at which this role takes the step; '' where a page offers it to none of its like."""
    name = step.replace("_", "-")
    asked = [f"own-{name}", name] if role in ("author", "joint") else [name]
    for one in asked:
        extra = (promise_of(case),) if step == "follow_up" else ()
        try:
            return reverse(f"consultation:{one}", args=(case.pk, *extra))
        except NoReverseMatch:
            continue
    return ""


def promise_of(case: Case) -> int:
    return case.follow_ups.values_list("pk", flat=True).first() or 1


def api_of(case: Case, step: str) -> str:
    if step == "follow_up":
        return f"/api/v1/cases/{case.pk}/promises/{promise_of(case)}"
    return f"/api/v1/cases/{case.pk}/{step.replace('_', '-')}"


def check(world: World, case: Case, step: Step, role: str, actor: Actor) -> bool:
    """One step by one role: the three doors say what the rule says, and the rule no more than the
    table. Whether it is open.
    """
    where = f"{step.name} by {role} while {case.state}"
    listed = case.state in step.start and bool(ROLES[role] & set(step.who))
    allowed = actor.may(step.permission, case)
    assert listed or not allowed, where
    acted = tried(lambda: act(world, Case.objects.get(pk=case.pk), step.name, actor))
    assert acted == ("done" if allowed else wording.refused(step.name)), where
    user = actor.user if isinstance(actor, Submitter) else actor
    if user is None or role in LIKE_ANOTHER or step.who == ("clock",) or step.name == "submit":
        return allowed
    if case.state not in step.start and not ROLES[role] & set(step.who):
        return allowed  # wrong twice: the doors are tried with one thing wrong at a time
    door = Door(user)
    if url := page_of(case, step.name, role):
        page = door(url, body_of(step.name))
        assert page.refused != allowed, f"page: {where}: {page}"
        assert page.status != 403 or page.words == wording.refused(step.name), where
        assert page.status != 409 or wording.refused(step.name) in unescape(page.words), where
    answer = door(api_of(case, step.name), body_of(step.name), as_json=step.name != "rate_on_paper")
    assert answer.refused != allowed, f"API: {where}: {answer}"
    if answer.status == 403:
        assert json.loads(answer.words)["message"] == wording.refused(step.name), where
    return allowed


def try_all(world: World, case: Case, known: tuple[Step, ...], *, everybody: bool = True) -> None:
    """Try every one of these steps by everybody; nothing of it stays."""
    before = Event.objects.count()
    for role, actor in actors(world, case).items():
        for step in known:
            if everybody or ROLES[role] & set(step.who):
                check(world, case, step, role, actor)
    assert Event.objects.count() == before


@pytest.mark.parametrize("state", STATES)
def test_step_is_open_to_whom_the_table_says(world: World, state: str) -> None:
    with transaction.atomic():
        case = STATES[state](world)
        assert case.state == state
        try_all(world, case, tuple(steps().values()))
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", MIDWAY)
def test_step_midway_is_open_to_whom_the_table_says(world: World, name: str) -> None:
    with transaction.atomic():
        case = MIDWAY[name](world)
        known = tuple(step for step in steps().values() if case.state in step.start)
        try_all(world, case, known, everybody=False)
        transaction.set_rollback(True)


def open_to(world: World, case: Case) -> Iterator[tuple[str, str, str]]:
    """(step, state, who of the table) of what is open here."""
    for role, actor in actors(world, case).items():
        for step in steps().values():
            if case.state in step.start and actor.may(step.permission, case):
                yield from ((step.name, case.state, who) for who in ROLES[role] & set(step.who))


def test_what_is_tried_opens_every_step_of_the_table_in_every_state(world: World) -> None:
    found: set[tuple[str, str, str]] = set()
    for stand in (*STATES.values(), *MIDWAY.values()):
        with transaction.atomic():
            found.update(open_to(world, stand(world)))
            transaction.set_rollback(True)
    told = [step for step in steps().values() if step.who != ("clock",)]
    in_states = {(step.name, state) for step in told for state in step.start}
    by_whom = {(step.name, who) for step in told for who in step.who}
    assert in_states == {(step, state) for step, state, _who in found}
    assert by_whom == {(step, who) for step, _state, who in found}
