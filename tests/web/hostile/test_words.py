"""Hostile words in every column of text, and every address: each answer is made as with other words."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any

import pytest
from django.db import transaction

from tests.web.cast import Cast
from tests.web.grid.calls import Call
from tests.web.grid.sheets import GROUPS, WAYS, Row, address, answer, forget_tries, session
from tests.web.hostile.asking import ASKED, EVERYTHING, SEEN
from tests.web.hostile.looking import Shape, shape
from tests.web.hostile.sowing import CODES, SAID_OR_NOT, columns, name, sow
from tests.web.hostile.words import OPENERS, harmless, hostile

READ = {"programme:import", "api:import"}
"""Pages that tell what our reader makes of the words: with other words they are made otherwise."""


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
        assert made[0] in SEEN, there
    if EVERYTHING:
        plain = _shapes(asked, call, sessions, lambda most: harmless(hostile(opener, most)))
        for row, role in asked:
            there = (row.method, address(row, call), role)
            different = row.name not in READ and first_difference(found[there], plain[there])
            assert not different, there


def test_every_column_that_is_left_out_is_one() -> None:
    known = {name(model, field) for model, field in columns()}
    assert known >= CODES | SAID_OR_NOT
