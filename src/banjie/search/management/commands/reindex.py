"""`banjie manage reindex`: write the index of the search anew, or only say where it is stale."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.search import actions


class Command(BaseCommand):
    help = "Write the index of the search anew; while people work, and as often as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where the index is stale"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        for source, done in actions.reindex():
            self.stdout.write(f"{source.name}: {done}")

    def _check(self) -> None:
        stale = 0
        for kind, number in actions.stale():
            stale += 1
            self.stdout.write(f"stale: {kind} {number}")
        if stale:
            raise CommandError(f"{stale} stale entries: run `banjie manage reindex`")
