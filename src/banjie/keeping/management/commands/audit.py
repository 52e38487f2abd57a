"""`banjie audit verify|export|cut`: the log of steps, whole, copied and kept as long as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.common import audit
from banjie.common.models import AuditEntry
from banjie.keeping.actions import copy_audit, differences, kept_from


class Command(BaseCommand):
    help = "Check the audit log, copy it to a second place, or take off what is too old."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        verify = what.add_parser("verify", help="find rows removed, altered, moved or cut off")
        verify.add_argument("--against", type=Path, metavar="COPY", help="and compare with a copy")
        export = what.add_parser("export", help="add the new rows to a copy")
        export.add_argument("folder", type=Path)
        cut = what.add_parser("cut", help="take off rows older than the limit `audit.kept` says")
        cut.add_argument("--dry-run", action="store_true", help="tell what would be taken off")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['what']}")(options)
        except audit.Broken as broken:
            raise CommandError(f"the log is not whole: {_told(broken.args[0])}") from broken

    def _verify(self, options: dict[str, Any]) -> None:
        copied = differences(options["against"]) if options["against"] else []
        if odd := [*audit.broken_links(), *copied, *audit.faults()]:
            raise audit.Broken(odd)
        self.stdout.write(f"whole: {AuditEntry.objects.count()} rows")

    def _export(self, options: dict[str, Any]) -> None:
        self.stdout.write(f"{options['folder']}: {copy_audit(options['folder'])} rows added")

    def _cut(self, options: dict[str, Any]) -> None:
        taken = audit.cut(kept_from(), dry=options["dry_run"])
        done = "would be taken off" if options["dry_run"] else "taken off"
        self.stdout.write(f"{done}: {taken or 'nothing'}")


def _told(odd: list[Any]) -> str:
    return ", ".join("its end is gone" if one == 0 else str(one) for one in odd[:20])
