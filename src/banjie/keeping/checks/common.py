"""What a check finds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """A doubt is worth a look; a fault has to be mended."""

    FINE = "ok"
    DOUBT = "doubt"
    FAULT = "FAULT"


class Finding(NamedTuple):
    """What was found, where, and how to mend it."""

    state: State
    where: str
    what: str = ""
    mend: str = ""


def fine(where: str) -> Finding:
    return Finding(State.FINE, where)


def doubt(where: str, what: str, mend: str) -> Finding:
    return Finding(State.DOUBT, where, what, mend)


def fault(where: str, what: str, mend: str) -> Finding:
    return Finding(State.FAULT, where, what, mend)
