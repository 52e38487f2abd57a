"""How strict signing in is: a profile of the data, chosen by `BANJIE_PROFILE`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

_SHIPPED = Path(__file__).parent / "data" / "profiles.json"


class Passwords(NamedTuple):
    """`classes` of capitals, small letters, figures and signs; `days` until a new one is due (0:
    never); `given_days` for which a password that somebody else chose can be used.
    """

    least: int
    classes: int
    days: int
    given_days: int


class Tries(NamedTuple):
    """So many wrong tries within so many minutes."""

    most: int
    minutes: int


class Profile(NamedTuple):
    """What a profile asks of accounts; `second_factor` names the duties that need one,
    `sign_ins_noted` says that the audit log has who came and went.
    """

    source: str
    password: Passwords
    idle_minutes: Mapping[str, int]
    absolute_hours: int
    tries: Tries
    sign_ins_noted: bool
    second_factor: frozenset[str]


@cache
def shipped() -> dict[str, Profile]:
    """Every profile by name."""
    return {
        name: Profile(
            **row
            | {
                "password": Passwords(**row["password"]),
                "tries": Tries(**row["tries"]),
                "second_factor": frozenset(row["second_factor"]),
            }
        )
        for name, row in json.loads(_SHIPPED.read_text("utf-8")).items()
    }


def current() -> Profile:
    """The profile in force. `BANJIE_SECOND_FACTOR` names other duties that need a second factor."""
    profile = shipped()[settings.BANJIE_PROFILE]
    if settings.BANJIE_SECOND_FACTOR is None:
        return profile
    return profile._replace(second_factor=frozenset(settings.BANJIE_SECOND_FACTOR))
