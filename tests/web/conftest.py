"""Fixtures of the web tests: the cast, a client for each of them, a programme at work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from banjie.people.models import User
from banjie.programme.models import Activity, Programme
from tests.emptying import guards_let_tests_begin_empty
from tests.web import plans
from tests.web.cast import Cast, make_cast

__all__ = ["guards_let_tests_begin_empty"]  # a fixture of every test here


@pytest.fixture(autouse=True)
def language_of_the_site() -> None:
    """A page asked for in another language leaves that language to what comes next."""
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client in which this account is signed in."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return plans.open_plan(cast)


@pytest.fixture
def activity(programme: Programme) -> Activity:
    return programme.activities.get(title__contains="读书会")
