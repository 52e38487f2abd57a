"""`banjie restore FILE`: an empty site becomes what it was."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from banjie.keeping.actions import restore
from banjie.keeping.backups import Amiss, Unfit


class Command(BaseCommand):
    help = (
        "Fill an empty site from a backup; contacts that were deleted since are deleted again, and "
        "accounts that were closed since are closed again. "
        "BANJIE_BACKUP_KEY opens a sealed one."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--deletions", type=Path, action="append", default=[], metavar="LIST",
            help="a newer list of deletions, from where it was copied to",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        key = settings.BANJIE_BACKUP_KEY
        try:
            done = restore(options["file"], phrase=key, deletions=options["deletions"])
        except Amiss as error:
            again = "empty the data folder and the database and begin again"
            raise CommandError(f"put in place, but {error}: {again}") from error
        except (Unfit, DatabaseError, OSError) as error:
            raise CommandError(f"nothing was restored: {error}") from error
        said = done.manifest
        rows, entries = sum(said["tables"].values()), len(said["entries"])
        self.stdout.write(f"restored as of {said['made_at']}: {rows} rows, {entries} files")
        self.stdout.write(f"contacts deleted again: {done.contacts_deleted_again}")
        self.stdout.write(f"accounts closed again: {len(done.accounts_closed_again)}")
        for number in done.accounts_to_close:
            self.stdout.write(f"account {number}: the last administrator, to be closed by hand")
        if done.broken_links:
            raise CommandError("the audit log was not whole when it was backed up: audit verify")
