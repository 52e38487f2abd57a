"""Every address, every role, every state: an address without a row or a way fails."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from banjie.consultation.limiting import CODES, LOOKING, POSTERS, SENDING
from tests.web.cast import Cast
from tests.web.grid.calls import Call, Way

HERE = Path(__file__).parent
ROLES = (
    "anonymous", "officer", "leader", "liaison", "handler", "stranger", "other_officer", "auditor",
    "nobody",
)  # fmt: skip


class Row(NamedTuple):
    name: str
    method: str
    state: str
    answers: tuple[int, ...]


def rows() -> Iterator[Row]:
    for sheet in sorted(HERE.glob("*.txt")):
        for line in sheet.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                name, method, state, *answers = line.split()
                assert len(answers) == len(ROLES), line
                yield Row(name, method, state, tuple(map(int, answers)))


def ways() -> dict[str, Way]:
    found: dict[str, Way] = {}
    for sheet in sorted(HERE.glob("*.txt")):
        found |= import_module(f"tests.web.grid.{sheet.stem}").WAYS
    return found


GRID, WAYS = list(rows()), ways()


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


def groups() -> dict[str, list[Row]]:
    """Rows that are tried on the same thing: of one sheet, put into its state in the same way."""
    found: dict[tuple[Way, str], list[Row]] = {}
    for row in GRID:
        if row.name in WAYS:  # an address without a way fails above
            found.setdefault((WAYS[row.name], row.state), []).append(row)
    return {f"{rows[0].name}-{state}": rows for (_way, state), rows in found.items()}


GROUPS = groups()


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("group", GROUPS)
def test_answers(group: str, cast: Cast) -> None:
    """What each of the cast is answered; each finds the thing as it was made."""
    rows = GROUPS[group]
    call = WAYS[rows[0].name](cast, rows[0].state)
    sessions = {role: _session(cast, role) for role in ROLES}
    wrong = []
    for row in rows:
        for limiter in (CODES, SENDING, LOOKING, POSTERS):
            limiter.forget()  # tries are counted outside the database
        url = reverse(row.name, args=call.args) + (f"?{call.query}" if call.query else "")
        answers = tuple(_answer(url, row.method, call, session) for session in sessions.values())
        if answers != row.answers:
            wrong.append(f"{row.method} {url}: {answers}, not {row.answers}")
    assert not wrong, "\n".join(wrong)


def _session(cast: Cast, role: str) -> str:
    """The key of a session in which this one has signed in; "" for somebody who has not."""
    if role == "anonymous":
        return ""
    client = Client()
    client.force_login(getattr(cast, role))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _answer(url: str, method: str, call: Call, session: str) -> int:
    with transaction.atomic():
        client = Client()
        if session:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        if method == "GET":
            answer = client.get(url)
        elif call.json is None:
            answer = client.post(url, call.data, headers=call.headers)
        else:
            answer = client.generic(
                method, url, json.dumps(call.json), "application/json", headers=call.headers
            )
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    return answer.status_code
