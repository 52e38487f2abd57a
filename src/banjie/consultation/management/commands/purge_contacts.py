"""`banjie manage purge_contacts`: delete contacts of authors whose day has come."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from banjie.consultation.actions import purge_contacts

_WHY = {"due": "its day has come", "restored": "deleted before, brought back by a backup"}


class Command(BaseCommand):
    help = (
        "Delete the contacts of authors whose day has come, and those that a restored backup "
        "brought back. Run it once a day, and after every restore."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would be deleted")

    def handle(self, *_args: Any, **options: Any) -> None:
        dry: bool = options["dry_run"]
        gone = purge_contacts(dry=dry)
        for case, why in gone:
            self.stdout.write(f"case {case}: {_WHY[why]}")
        self.stdout.write(f"{'would be deleted' if dry else 'deleted'}: {len(gone)}")
