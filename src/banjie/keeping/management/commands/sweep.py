"""`banjie manage sweep`: delete files that no row names."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from banjie.keeping.actions import sweep


class Command(BaseCommand):
    help = "Delete files at least a day old that no row names; `banjie daily` does it as well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell what would be deleted")

    def handle(self, *_args: Any, **options: Any) -> None:
        left = sweep(dry=options["dry_run"])
        for path in left:
            self.stdout.write(str(path))
        self.stdout.write(f"{'would be deleted' if options['dry_run'] else 'deleted'}: {len(left)}")
