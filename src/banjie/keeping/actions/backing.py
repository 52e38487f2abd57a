"""The backup of the whole site, while it works."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from banjie.consultation.actions import purge_staged
from banjie.consultation.models import Staged
from banjie.keeping import backups
from banjie.keeping.actions.sweeping import named_files
from banjie.keeping.databases import at_hand
from banjie.keeping.settling import alone, settle

# What the office set up beside the database, below BANJIE_DATA.
SET_UP = ("calendars", "notices.json")
# Files of forms that were not sent are gone the day after, and must not outlast it here.
LEFT_OUT = {
    "common_attachment": "id IN (SELECT attachment_id FROM consultation_staged)",
    "consultation_staged": "true",
}
DELETIONS, SECRET = "kept/deletions.txt", "kept/secret_key"
_STAMP = "banjie-%Y%m%dT%H%M%SZ"


class BackUp(NamedTuple):
    """A backup that was made: where it is, and what its manifest says."""

    path: Path
    manifest: dict[str, Any]


def back_up(folder: Path, *, phrase: str = "", keep_days: int = 0) -> BackUp:
    """Write a backup into `folder`, sealed if a phrase is given; the site may go on working.

    The database comes first: every file that its rows name was stored before them, so it is there
    for the copy. Files that came with a form nobody sent are left out, and those of earlier days
    deleted first. The file has its name only once it is whole and safely on the disk. `keep_days`
    deletes older backups of that folder afterwards. Raises `OSError`, or `Busy` while another
    backup is being written.
    """
    moment = timezone.now()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{moment:{_STAMP}}.tar{'.sealed' if phrase else ''}"
    growing = folder / f".{path.name}.part"
    with _workshop() as work:
        with suppress(DatabaseError):  # they are left out anyway, and the daily work tries again
            purge_staged()
        try:
            _begin(growing)
            with backups.written(growing, phrase) as tar:
                manifest = _fill(tar, work, moment, sealed=bool(phrase))
            settle(growing, path)
        finally:
            growing.unlink(missing_ok=True)
    if keep_days:
        _drop_older(folder, moment - timedelta(days=keep_days))
    return BackUp(path, manifest)


def _fill(tar: tarfile.TarFile, work: Path, moment: datetime, *, sealed: bool) -> dict[str, Any]:
    manifest: dict[str, Any] = {
        "format": backups.FORMAT,
        "version": version("banjie"),
        "made_at": moment.isoformat(),
        "vendor": connection.vendor,
        "migrations": newest_migrations(),
        **at_hand().take(work, LEFT_OUT),
    }
    sources = [*_below(work, "database"), *_sent()]
    sources += [*_set_up(sealed=sealed)]
    entries = manifest["entries"] = []
    for opened, name in sources:
        try:
            entries.append(backups.add_file(tar, opened, name))
        except FileNotFoundError:  # deleted for good since the cut: it is not kept here either
            continue
    backups.add_manifest(tar, manifest)
    return manifest


def newest_migrations() -> dict[str, str]:
    """The newest migration that has run in each app; their names are in order."""
    newest: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        newest[app] = name
    return newest


_Source = tuple[Callable[[], Any], str]


def _below(folder: Path, name: str) -> Iterator[_Source]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield partial(path.open, "rb"), f"{name}/{path.relative_to(folder).as_posix()}"


def _sent() -> Iterator[_Source]:
    """The files that a row names, without those that wait for a form to be sent; from this machine
    or from the store, wherever each is.
    """
    waiting = Staged.objects.values_list("attachment__file", flat=True)
    for name in sorted({*named_files()} - {*waiting}):
        yield partial(default_storage.open, name), f"files/{name}"


def _set_up(*, sealed: bool) -> Iterator[_Source]:
    for name in SET_UP:
        path = settings.DATA / name
        if path.is_dir():
            yield from _below(path, f"kept/{name}")
        else:
            yield partial(path.open, "rb"), f"kept/{name}"
    yield partial(Path(settings.BANJIE_DELETIONS).open, "rb"), DELETIONS
    if sealed:  # whoever has it can sign in as anybody
        yield partial((settings.DATA / "secret_key").open, "rb"), SECRET


@contextmanager
def _workshop() -> Iterator[Path]:
    """A folder for the database's files; what a killed backup left there goes."""
    work = settings.DATA / ".backing-up"
    with alone("backup"):
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work)


def _begin(path: Path) -> None:
    """The file is its owner's alone from the first byte; what a killed run left beside it goes."""
    for left in path.parent.glob(".banjie-*.part"):
        left.unlink()
    path.touch(mode=0o600)


def _drop_older(folder: Path, than: datetime) -> None:
    for path in folder.glob("banjie-*.tar*"):
        if path.name < f"{than:{_STAMP}}":
            path.unlink()
