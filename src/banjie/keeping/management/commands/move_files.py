"""`banjie manage move_files`: take files to the store. For a timer."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.keeping.actions import move_files, take_over
from banjie.keeping.settling import Busy, alone


class Command(BaseCommand):
    help = "Take the files of this machine to the store (BANJIE_BUCKET); `banjie daily` does too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--take-over", action="store_true",
            help="after a restore: the site this one was copied from is gone, its files are ours",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["take_over"]:
            take_over()
        try:
            with alone("move"):
                self.stdout.write(f"moved: {move_files()}")
        except (Busy, OSError) as error:
            raise CommandError(f"files stay here until the next run: {error}") from error
