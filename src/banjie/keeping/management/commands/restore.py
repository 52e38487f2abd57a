"""`banjie restore FILE`: an empty site becomes what it was."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from banjie.keeping.actions import Restored, restore
from banjie.keeping.backups import Amiss, Unfit
from banjie.keeping.speaking import terminal_language


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
        """The restore itself speaks the site's language: what it indexes may keep words of it."""
        key, language = settings.BANJIE_BACKUP_KEY, terminal_language()
        try:
            done = restore(options["file"], phrase=key, deletions=options["deletions"])
        except Amiss as error:
            with translation.override(language):
                again = _("empty the data folder and the database and begin again")
                said = _("put in place, but %(why)s: %(again)s") % {"why": error, "again": again}
            raise CommandError(said) from error
        except (Unfit, DatabaseError, OSError) as error:
            with translation.override(language):
                said = _("nothing was restored: %(why)s") % {"why": error}
            raise CommandError(said) from error
        with translation.override(language):
            self._tell(done)
            if done.broken_links:
                raise CommandError(
                    _("the audit log was not whole when it was backed up: %(command)s")
                    % {"command": "banjie audit verify"}
                )

    def _tell(self, done: Restored) -> None:
        said = done.manifest
        numbers = {
            "day": said["made_at"],
            "rows": sum(said["tables"].values()),
            "files": len(said["entries"]),
            "contacts": done.contacts_deleted_again,
            "accounts": len(done.accounts_closed_again),
        }
        self.stdout.write(_("restored as of %(day)s: rows %(rows)d, files %(files)d") % numbers)
        self.stdout.write(_("contacts deleted again: %(contacts)d") % numbers)
        self.stdout.write(_("accounts closed again: %(accounts)d") % numbers)
        for n in done.accounts_to_close:
            last = _("account %(n)d: the last administrator, to be closed by hand") % {"n": n}
            self.stdout.write(last)
