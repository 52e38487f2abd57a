"""`banjie manage purge_contacts`: delete contacts of authors whose day has come, and files of forms
that were never sent.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from banjie.consultation.actions import purge_contacts, purge_staged

_WHY = {"due": "its day has come", "restored": "deleted before, brought back by a backup"}


class Command(BaseCommand):
    help = (
        "Delete the contacts of authors whose day has come, and those that a restored backup "
        "brought back; and files that came with a form nobody sent. Run it once a day, and after "
        "every restore."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would be deleted")

    def handle(self, *_args: Any, **options: Any) -> None:
        dry: bool = options["dry_run"]
        gone = purge_contacts(dry=dry)
        for case, why in gone:
            self.stdout.write(f"case {case}: {_WHY[why]}")
        if files := purge_staged(dry=dry):
            self.stdout.write(f"files of forms that were not sent: {files}")
        self.stdout.write(f"{'would be deleted' if dry else 'deleted'}: {len(gone)}")
