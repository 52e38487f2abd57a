"""What a check finds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext, pgettext_lazy

RESTORE = "docs/runbooks/restore.md"
BREACH = "docs/runbooks/breach.md"
LOST_KEY = "docs/runbooks/lost-key.md"
FULL_DISK = "docs/runbooks/full-disk.md"


class State(StrEnum):
    """A doubt is worth a look; a fault has to be mended."""

    FINE = "ok"
    DOUBT = "doubt"
    FAULT = "FAULT"

    @property
    def label(self) -> str:
        """As a person reads it."""
        return str(_STATES[self])


_STATES = {
    State.FINE: pgettext_lazy("check", "ok"),
    State.DOUBT: pgettext_lazy("check", "doubt"),
    State.FAULT: pgettext_lazy("check", "FAULT"),
}


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


def see(paper: str) -> str:
    """Where it is told at length."""
    return gettext("see %(paper)s") % {"paper": paper}
