"""`banjie manage move_files`: take files to the store. For a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.keeping.actions import move_files
from banjie.keeping.settling import Busy, alone


class Command(BaseCommand):
    help = "Take the files of this machine to the store (BANJIE_BUCKET); `banjie daily` does too."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            with alone("move"):
                self.stdout.write(f"moved: {move_files()}")
        except (Busy, OSError) as error:
            raise CommandError(f"files stay here until the next run: {error}") from error
