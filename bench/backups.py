"""How long a backup and its restore take, with so many cases and so many megabytes of files.

    .venv/bin/python bench/backups.py 50000 500                                 # SQLite
    .venv/bin/python tests/with_postgres.py .venv/bin/python bench/backups.py   # PostgreSQL

Works on an empty database of its own. The site is emptied in between, as a lost machine would be.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.asking import Figure, own_site, tell
from bench.case_rows import seed

_ONE = 2 << 20


def figures(cases: int, megabytes: int, folder: Path) -> Iterator[Figure]:
    from django.conf import settings

    from banjie.common import audit
    from banjie.keeping.actions import back_up, restore

    seed(cases)
    _log(20_000)
    _files(Path(settings.MEDIA_ROOT), megabytes)
    for phrase, name in (("", "open"), ("a phrase of the office", "sealed")):
        with _timed() as took:
            made = back_up(folder / name, phrase=phrase)
        yield f"{name}.backup", took[0], "s"
        yield f"{name}.size", made.path.stat().st_size / 1e6, "MB"
        _lose_database()
        _empty(Path(settings.MEDIA_ROOT))
        with _timed() as took:
            done = restore(made.path, phrase=phrase)
        yield f"{name}.restore", took[0], "s"
        yield f"{name}.rows", sum(done.manifest["tables"].values()), "rows"
    with _timed() as took:
        audit.broken_links()
    yield "audit.verify", took[0], "s"


def _files(root: Path, megabytes: int) -> None:
    for number in range(megabytes * 1_000_000 // _ONE):
        path = root / "attachments" / f"{number % 256:02x}" / f"{number}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(_ONE))


def _empty(root: Path) -> None:
    for path in root.rglob("*"):
        if path.is_file():
            path.unlink()


@contextmanager
def _timed() -> Iterator[list[float]]:
    took = [0.0]
    begun = time.perf_counter()
    yield took
    took[0] = time.perf_counter() - begun


def _lose_database() -> None:
    """Guards keep rows from being deleted: a file goes whole, and a superuser puts them aside."""
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            call_command("flush", interactive=False, verbosity=0)
            cursor.execute("RESET session_replication_role")
        return
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    for path in place.parent.glob(f"{place.name}*"):
        path.unlink()


def _log(rows: int) -> None:
    from django.db import transaction

    from banjie.common import audit
    from banjie.people.models import Unit

    unit = Unit.objects.first()
    assert unit
    with transaction.atomic():
        for _number in range(rows):
            audit.record(by=None, verb="bench.step", target=unit)


def main(cases: int, megabytes: int) -> None:
    with own_site() as vendor, tempfile.TemporaryDirectory(prefix="banjie-backups-") as folder:
        tell("backups", vendor, figures(cases, megabytes, Path(folder)))


if __name__ == "__main__":
    cases, megabytes = (int(word) for word in (sys.argv[1:] or ("50000", "500")))
    main(cases, megabytes)
