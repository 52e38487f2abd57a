"""`banjie audit verify|export|cut`: the log of steps, whole, copied and kept as long as it is."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import audit
from banjie.common.models import AuditCut, AuditEntry
from banjie.keeping.actions import copy_audit, differences, kept_from
from banjie.keeping.speaking import terminal_language


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
        with translation.override(terminal_language()):
            try:
                getattr(self, f"_{options['what']}")(options)
            except audit.Broken as broken:
                odd = {"rows": _told(broken.args[0])}
                raise CommandError(_("the log is not whole: %(rows)s") % odd) from broken

    def _verify(self, options: dict[str, Any]) -> None:
        copied = differences(options["against"]) if options["against"] else []
        if odd := [*audit.broken_links(), *copied, *audit.faults()]:
            raise audit.Broken(odd)
        n = AuditEntry.objects.count()
        self.stdout.write(ngettext("whole: %(n)d row", "whole: %(n)d rows", n) % {"n": n})

    def _export(self, options: dict[str, Any]) -> None:
        n = copy_audit(options["folder"])
        said = ngettext("%(n)d row added", "%(n)d rows added", n) % {"n": n}
        self.stdout.write(f"{options['folder']}: {said}")

    def _cut(self, options: dict[str, Any]) -> None:
        taken = audit.cut(kept_from(), dry=options["dry_run"])
        said = _("would be taken off: %(rows)s") if options["dry_run"] else _("taken off: %(rows)s")
        self.stdout.write(said % {"rows": _rows(taken) if taken else _("nothing")})


def _rows(cut: AuditCut) -> str:
    days = {"first": f"{cut.first_at:%Y-%m-%d}", "last": f"{cut.last_at:%Y-%m-%d}"}
    said = ngettext(
        "%(n)d row, %(first)s to %(last)s", "%(n)d rows, %(first)s to %(last)s", cut.rows
    )
    return said % {"n": cut.rows, **days}


def _told(odd: list[Any]) -> str:
    return ", ".join(_("its end is gone") if one == 0 else str(one) for one in odd[:20])
