"""`banjie backup FOLDER`: the whole site into one file, while it works."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from banjie.keeping.actions import back_up
from banjie.keeping.protocol import note
from banjie.keeping.settling import Busy


class Command(BaseCommand):
    help = (
        "Write database, files and settings of the office into one file of a folder, while people "
        "work; sealed if BANJIE_BACKUP_KEY is set."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--keep-days", type=int, default=35, help="delete older ones afterwards; 0 keeps all"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        key = settings.BANJIE_BACKUP_KEY
        try:
            made = back_up(options["folder"], phrase=key, keep_days=options["keep_days"])
        except (Busy, DatabaseError, OSError) as error:
            raise CommandError(f"no backup was made: {error}") from error
        rows, entries = sum(made.manifest["tables"].values()), len(made.manifest["entries"])
        note("backup", made.path.name)
        self.stdout.write(f"{made.path}: {rows} rows, {entries} files")
        if not key:
            self.stdout.write(
                "not sealed: anybody who has this file can read it, and the signing key is not in "
                f"it. Keep {settings.DATA / 'secret_key'} as well, or set BANJIE_BACKUP_KEY."
            )
