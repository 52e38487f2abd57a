"""`banjie daily`: all that has to happen once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.keeping.actions import run_daily
from banjie.keeping.settling import Busy


class Command(BaseCommand):
    help = (
        "Remind, end what time alone ends, delete what is kept no longer, sweep up, and copy the "
        "audit log to the second place. For a timer; a second run finds nothing left to do."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done")

    def handle(self, *_args: Any, **options: Any) -> None:
        failed = []
        try:
            for done in run_daily(dry=options["dry_run"]):
                self.stdout.write(f"{done.name}: {done.failed or done.number}")
                failed += [done.name] if done.failed else []
        except Busy as error:
            raise CommandError(str(error)) from error
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
