"""`banjie doctor`: what is wrong with this machine."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from banjie.keeping.checks import CHECKS, State, examined


class Command(BaseCommand):
    help = "Look into settings, data and machine: a line each, with how to mend what is wrong."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        worst = State.FINE
        for name, found in examined(CHECKS):
            said = ": ".join(filter(None, (found.where, found.what)))
            mend = f" → {found.mend}" if found.mend else ""
            self.stdout.write(f"{found.state:5}  {name:12}  {said}{mend}")
            if found.state is State.FAULT:
                worst = State.FAULT
        sys.exit(worst is State.FAULT)
