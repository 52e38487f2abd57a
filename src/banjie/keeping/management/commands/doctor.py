"""`banjie doctor`: what is wrong with this machine."""

from __future__ import annotations

import sys
from typing import Any
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand
from django.utils import translation

from banjie.keeping.checks import CHECKS, LABELS, State, examined
from banjie.keeping.speaking import terminal_language


class Command(BaseCommand):
    help = "Look into settings, data and machine: a line each, with how to mend what is wrong."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        worst = State.FINE
        with translation.override(terminal_language()):
            for name, found in examined(CHECKS):
                said = ": ".join(filter(None, (found.where, found.what)))
                mend = f" → {found.mend}" if found.mend else ""
                label = _column(str(LABELS[name]), 12)
                self.stdout.write(f"{_column(found.state.label, 5)}  {label}  {said}{mend}")
                if found.state is State.FAULT:
                    worst = State.FAULT
        sys.exit(worst is State.FAULT)


def _column(said: str, width: int) -> str:
    """Filled up with blanks; a Chinese sign takes the place of two."""
    return said + " " * (width - sum(1 + (east_asian_width(sign) in "WF") for sign in said))
