"""Every address, every role, every state: an address without a row or a way fails."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

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


@pytest.mark.django_db
@pytest.mark.parametrize("row", GRID, ids=lambda row: f"{row.name}-{row.method}-{row.state}")
def test_answers(row: Row, cast: Cast) -> None:
    """What each of the cast is answered; each finds the thing as it was made."""
    call = WAYS[row.name](cast, row.state)
    url = reverse(row.name, args=call.args) + (f"?{call.query}" if call.query else "")
    answers = {role: _answer(url, row.method, call, cast, role) for role in ROLES}
    assert answers == dict(zip(ROLES, row.answers, strict=True)), f"{row.method} {url}"


def _answer(url: str, method: str, call: Call, cast: Cast, role: str) -> int:
    with transaction.atomic():
        client = Client()
        if role != "anonymous":
            client.force_login(getattr(cast, role))
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
