"""`banjie manage deliver`: send what is due. For a timer; any number may run at once."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from banjie.common import clock
from banjie.notices.actions import deliver_due


class Command(BaseCommand):
    help = "Send the notices that are due; what fails is tried again by a later run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, with so many seconds in between"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        while True:
            tally = deliver_due(clock.now())
            self.stdout.write(
                f"sent {tally.sent}, failed {tally.failed}, to be tried again {tally.waiting}"
            )
            if not options["every"]:
                return
            time.sleep(options["every"])
