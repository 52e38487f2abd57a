"""The sheets of the grid: who is answered what, the ways to every address, and how each is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.db import transaction
from django.test import Client
from django.urls import reverse

from banjie.consultation.limiting import CODES, LOOKING, POSTERS, SENDING
from banjie.people.models import SiteDuty, User
from tests.web.cast import PASSWORD, Cast
from tests.web.grid.calls import Call, Way

HERE = Path(__file__).parent
ROLES = (
    "anonymous", "officer", "leader", "liaison", "handler", "stranger", "other_officer", "auditor",
    "nobody",
)  # fmt: skip
KEEPERS = ("administrator", "security")
"""Duties of the site beside the auditor's. They open nothing of the units' work: each is answered
like nobody, unless the row says otherwise behind a bar.
"""


class Row(NamedTuple):
    """An address in a state, what each of `ROLES` is answered, and what each of `KEEPERS`."""

    name: str
    method: str
    state: str
    answers: tuple[int, ...]
    keepers: tuple[int, ...]


def rows() -> Iterator[Row]:
    for sheet in sorted(HERE.glob("*.txt")):
        for line in sheet.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                told, _bar, otherwise = line.partition("|")
                name, method, state, *answers = told.split()
                keepers = otherwise.split() or answers[-1:] * len(KEEPERS)
                assert (len(answers), len(keepers)) == (len(ROLES), len(KEEPERS)), line
                yield Row(name, method, state, tuple(map(int, answers)), tuple(map(int, keepers)))


def ways() -> dict[str, Way]:
    found: dict[str, Way] = {}
    for sheet in sorted(HERE.glob("*.txt")):
        found |= import_module(f"tests.web.grid.{sheet.stem}").WAYS
    return found


GRID, WAYS = list(rows()), ways()


def groups() -> dict[str, list[Row]]:
    """Rows that are tried on the same thing: of one sheet, put into its state in the same way."""
    found: dict[tuple[Way, str], list[Row]] = {}
    for row in GRID:
        if row.name in WAYS:  # an address without a way fails above
            found.setdefault((WAYS[row.name], row.state), []).append(row)
    return {f"{rows[0].name}-{state}": rows for (_way, state), rows in found.items()}


GROUPS = groups()


def address(row: Row, call: Call) -> str:
    return reverse(row.name, args=call.args) + (f"?{call.query}" if call.query else "")


def session(cast: Cast, role: str) -> str:
    """The key of a session in which this one has signed in; "" for somebody who has not."""
    if role == "anonymous":
        return ""
    client = Client()
    client.force_login(_keeper(role) if role in KEEPERS else getattr(cast, role))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _keeper(duty: str) -> User:
    user = User.objects.create_user(f"the-{duty}", f"{duty}（测试）", PASSWORD)
    SiteDuty.objects.create(user=user, duty=duty)
    return user


def forget_tries() -> None:
    """Tries are counted outside the database."""
    for limiter in (CODES, SENDING, LOOKING, POSTERS):
        limiter.forget()
    cache.clear()


def answer(row: Row, call: Call, session: str) -> tuple[Any, bytes]:
    """What one of them is answered."""
    return undone(lambda client: sent(client, row, call), session)


def sent(client: Client, row: Row, call: Call) -> Any:
    """The call may have been sent before: its files are read from their beginning."""
    url = address(row, call)
    if row.method == "GET":
        return client.get(url)
    if call.json is None:
        for file in (value for value in call.data.values() if isinstance(value, File)):
            file.seek(0)
        return client.post(url, call.data, headers=call.headers)
    return client.generic(
        row.method, url, json.dumps(call.json), "application/json", headers=call.headers
    )


def undone(send: Callable[[Client], Any], session: str) -> tuple[Any, bytes]:
    """What is answered in this session, read to its end; whatever was done is undone."""
    with transaction.atomic():
        client = Client()
        if session:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        answer = send(client)
        content = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer, content
