"""Hostile words in every column of text, and every address: each answer is made as with other words."""

from __future__ import annotations

import os
import re
from itertools import zip_longest
from typing import Any

import pytest
from django.db import transaction

from tests.web.cast import Cast
from tests.web.grid.calls import Call
from tests.web.grid.sheets import GROUPS, ROLES, WAYS, Row, address, answer, forget_tries, session
from tests.web.hostile.looking import Shape, shape
from tests.web.hostile.sowing import CODES, SAID_OR_NOT, columns, name, sow
from tests.web.hostile.words import OPENERS, harmless, hostile

EVERYTHING = os.environ.get("BANJIE_HOSTILE") == "1"
"""All that may see a page, all states of its thing, all methods, each answer beside one with harmless
words; else every page that is read, once.
"""
_SEEN = (200, 422)
READ = {"programme:import"}
"""Pages that tell what our reader makes of the words: with other words they are made otherwise."""


def _seers(row: Row) -> list[str]:
    return [role for role, code in zip(ROLES, row.answers, strict=True) if code in _SEEN]


def _asked(groups: dict[str, list[Row]]) -> dict[str, list[tuple[Row, str]]]:
    """For each group who asks for what: everybody, or the first that may, for each address once."""
    found: dict[str, list[tuple[Row, str]]] = {}
    known: set[str] = set()
    for group, rows in sorted(groups.items(), key=lambda named: -len(named[1])):
        for row in rows:
            seers = _seers(row)
            if not EVERYTHING:
                seers = seers[:1] if row.method == "GET" and row.name not in known else []
            if seers:
                known.add(row.name)
                found.setdefault(group, []).extend((row, role) for role in seers)
    return found


ASKED = _asked(GROUPS)


def _shapes(asked: list[tuple[Row, str]], call: Call, sessions: dict[str, str], said: Any) -> Any:
    """What each is answered while the words stand everywhere."""
    found: dict[tuple[str, str, str], Shape] = {}
    with transaction.atomic():
        sow(said)
        for row, role in asked:
            forget_tries()
            there = (row.method, address(row, call), role)
            try:
                found[there] = shape(*answer(row, call, sessions[role]))
            except AssertionError as error:
                raise AssertionError(f"{there}: {error}") from error
        transaction.set_rollback(True)
    return found


def first_difference(found: Any, made: Any) -> Any:
    """Where two shapes part; None where they are one."""
    if isinstance(found, list) and isinstance(made, list):
        pairs = zip_longest(found, made)
        return next((d for pair in pairs if (d := first_difference(*pair)) is not None), None)
    return None if found == made else (found, made)


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("group", ASKED)
def test_words_stay_words(group: str, cast: Cast) -> None:
    asked = ASKED[group]
    opener = OPENERS[list(ASKED).index(group) % len(OPENERS)]
    call = WAYS[GROUPS[group][0].name](cast, GROUPS[group][0].state)
    sessions = {role: session(cast, role) for _row, role in asked}
    found = _shapes(asked, call, sessions, lambda most: hostile(opener, most))
    for there, made in found.items():
        assert not re.search(r"\b(__)?hit\b", repr(made), re.I), there
        assert made[0] in _SEEN, there
    if EVERYTHING:
        plain = _shapes(asked, call, sessions, lambda most: harmless(hostile(opener, most)))
        for row, role in asked:
            there = (row.method, address(row, call), role)
            different = row.name not in READ and first_difference(found[there], plain[there])
            assert not different, there


def test_every_column_that_is_left_out_is_one() -> None:
    known = {name(model, field) for model, field in columns()}
    assert known >= CODES | SAID_OR_NOT
