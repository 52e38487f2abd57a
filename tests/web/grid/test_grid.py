"""Every address, every role, every state: an address without a row or a way fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.web.cast import Cast
from tests.web.grid.sheets import (
    GRID,
    GROUPS,
    KEEPERS,
    ROLES,
    WAYS,
    address,
    answer,
    forget_tries,
    session,
)  # fmt: skip

SAME = {"account_login": "people:sign-in"}
"""Names of one address, the second as the site calls it."""


def addresses(patterns: list[Any], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else ""
            )
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


def test_every_address_has_rows_and_a_way() -> None:
    known = set(addresses(get_resolver().url_patterns))
    assert {row.name for row in GRID} == known
    assert set(WAYS) == known


def test_no_row_stands_twice() -> None:
    twice = [row for row, times in Counter(row[:3] for row in GRID).items() if times > 1]
    assert not twice


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("group", GROUPS)
def test_answers(group: str, cast: Cast) -> None:
    """What each of the cast is answered; each finds the thing as it was made."""
    rows = GROUPS[group]
    call = WAYS[rows[0].name](cast, rows[0].state)
    sessions = [session(cast, role) for role in (*ROLES, *KEEPERS)]
    wrong = []
    for row in rows:
        leads = resolve(address(row, call).partition("?")[0]).view_name
        if leads != SAME.get(row.name, row.name):
            wrong.append(f"{row.name} leads to {leads}")
        forget_tries()
        answers = tuple(answer(row, call, session)[0].status_code for session in sessions[:6])
        cache.clear()  # django-allauth opens some doors ten times a minute
        answers += tuple(answer(row, call, session)[0].status_code for session in sessions[6:])
        if answers != row.answers + row.keepers:
            named = f"{row.name} {row.method} {row.state} {address(row, call)}"
            wrong.append(f"{named}: {answers}, not {row.answers + row.keepers}")
    assert not wrong, "\n".join(wrong)
