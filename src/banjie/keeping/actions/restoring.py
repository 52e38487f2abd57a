"""The way back: a backup into an empty site, checked on the way, with deletions done again."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from banjie.common import audit
from banjie.common.deletions import take_over
from banjie.common.storage import looking_on
from banjie.consultation.actions import purge_contacts
from banjie.consultation.models import Contact
from banjie.keeping import backups
from banjie.keeping.actions.backing import DELETIONS, newest_migrations
from banjie.keeping.databases import at_hand
from banjie.keeping.sealed import Unsealable
from banjie.people.actions.accounts import close_noted
from banjie.search.actions import reindex

_PIECE = 1 << 20


class Restored(NamedTuple):
    """What a restore did."""

    manifest: dict[str, Any]
    contacts_deleted_again: int
    accounts_closed_again: list[int]
    accounts_to_close: list[int]
    broken_links: list[int]


def restore(source: Path, *, phrase: str = "", deletions: Iterable[Path] = ()) -> Restored:
    """Fill this empty site from a backup.

    Nothing is put in place before every byte was checked against the manifest. Contacts that were
    deleted after the backup was made are deleted again, by the lists in the backup, of this machine
    and in `deletions`; accounts that were closed are closed again. Who was signed in is no longer.
    A store of files is only looked at until it is taken over. Raises `Unfit`, `OSError` or
    `DatabaseError` with nothing put in place, and `Amiss` after that.
    """
    named = tuple(deletions)
    _require_empty()
    _require_readable(named)
    work = settings.DATA / ".restoring"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(mode=0o700, parents=True)
    try:
        manifest = _unpacked(source, phrase, work)
        _require_fitting(manifest)
        for path in (work / DELETIONS, *named):  # first: whatever fails from here on, they hold
            take_over(path)
        looking_on().touch()
        at_hand().put(work / "database", manifest)
        try:
            return _made_current(manifest, work)
        except (backups.Unfit, CommandError, DatabaseError, OSError) as error:
            raise backups.Amiss(error) from error
    finally:
        shutil.rmtree(work)


def _require_empty() -> None:
    """A site with accounts or files in it is somebody's; tables alone are not."""
    files = Path(settings.MEDIA_ROOT)
    if "people_user" in connection.introspection.table_names() and at_hand().rows()["people_user"]:
        raise backups.Unfit(_("there are accounts in this database: restore into an empty one"))
    if files.exists() and any(path.is_file() for path in files.rglob("*")):
        said = _("there are files in {folder}: restore beside an empty folder")
        raise backups.Unfit(format_lazy(said, folder=files))


def _require_readable(named: Iterable[Path]) -> None:
    """Without a list that was named, contacts that are on it would be back."""
    for path in (*named, *filter(Path.exists, [Path(settings.BANJIE_DELETIONS)])):
        try:
            path.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            said = _("the list of deletions {path} cannot be read: {why}")
            raise backups.Unfit(format_lazy(said, path=path, why=error)) from error


def _unpacked(source: Path, phrase: str, work: Path) -> dict[str, Any]:
    """Everything in the backup below `work`, and its manifest, which all of it agrees with."""
    found: dict[str, tuple[int, str]] = {}
    try:
        with backups.opened(source, phrase) as tar:
            for entry in tar:
                found[entry.name] = _unpack(tar, entry, work)
    except Unsealable as error:
        raise backups.Unfit(
            _("it is sealed with another key, or was altered or cut off")
        ) from error
    except tarfile.TarError as error:
        raise backups.Unfit(_("it is no backup, or was cut off")) from error
    if found.pop(backups.MANIFEST, None) is None:
        raise backups.Unfit(_("it has no manifest: it was cut off"))
    try:
        manifest: dict[str, Any] = json.loads((work / backups.MANIFEST).read_text("utf-8"))
        told = {entry["name"]: (entry["size"], entry["sha256"]) for entry in manifest["entries"]}
    except (ValueError, KeyError) as error:
        raise _damaged(backups.MANIFEST) from error
    if wrong := sorted({name for name, _said in told.items() ^ found.items()}):
        raise _damaged(*wrong[:5])
    return manifest


def _damaged(*names: str) -> backups.Unfit:
    return backups.Unfit(format_lazy(_("it is damaged: {names}"), names=", ".join(names)))


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, work: Path) -> tuple[int, str]:
    """One file, its size and checksum. A name that would leave the folder is refused."""
    path = PurePosixPath(entry.name)
    source = tar.extractfile(entry) if entry.isreg() else None
    if source is None or path.is_absolute() or ".." in path.parts:
        raise backups.Unfit(format_lazy(_("it is no backup of this site: {name}"), name=entry.name))
    target = work / path
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = backups.Hashed(cast(Any, source))
    with target.open("wb") as file:
        shutil.copyfileobj(cast(Any, passing), file, _PIECE)
    target.chmod(0o600)
    os.utime(target, (entry.mtime, entry.mtime))
    return entry.size, passing.hexdigest()


def _require_fitting(manifest: dict[str, Any]) -> None:
    if manifest["format"] != backups.FORMAT or manifest["vendor"] != connection.vendor:
        said = _("it is of another kind ({vendor}, format {format}); this site has {here}")
        told = {name: manifest[name] for name in ("vendor", "format")}
        raise backups.Unfit(format_lazy(said, here=connection.vendor, **told))
    known = MigrationLoader(connection).disk_migrations or {}
    if unknown := [step for step in manifest["migrations"].items() if step not in known]:
        said = _("version {version} made it, a newer one than this: {step}")
        newer = {"version": manifest["version"], "step": ".".join(unknown[0])}
        raise backups.Unfit(format_lazy(said, **newer))


def _put_files(work: Path) -> None:
    """Files and what the office had set up; a key that this start made gives way to the old one."""
    files = Path(settings.MEDIA_ROOT)
    if (work / "files").exists():
        shutil.rmtree(files, ignore_errors=True)  # empty folders
        shutil.move(work / "files", files)
    kept = work / "kept"
    for path in [p for p in kept.rglob("*") if p.is_file() and p != work / DELETIONS]:
        place = settings.DATA / path.relative_to(kept)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, place)


def _made_current(manifest: dict[str, Any], work: Path) -> Restored:
    """Tables of this version, nobody signed in, what was deleted gone again, the index fresh.

    What must not be back goes before anything else can fail.
    """
    call_command("migrate", verbosity=0, interactive=False)
    Session.objects.all().delete()
    gone = purge_contacts()
    _put_files(work)
    made_by = manifest["version"], manifest["migrations"]
    if made_by == (version("banjie"), newest_migrations()):
        _require_rows(manifest["tables"], len(gone))
    else:
        for _source, _done in reindex():
            pass
    closed, left = close_noted()
    return Restored(manifest, len(gone), closed, left, audit.broken_links())


def _require_rows(told: dict[str, int], contacts_gone: int) -> None:
    """As many as the manifest tells, but for what has just been deleted."""
    sessions, contacts = Session._meta.db_table, Contact._meta.db_table
    left = told | {sessions: 0, contacts: told[contacts] - contacts_gone}
    counted = at_hand().rows()
    if wrong := [table for table in left if counted.get(table) != left[table]]:
        said = _("rows are missing in {tables}")
        raise backups.Unfit(format_lazy(said, tables=", ".join(wrong)))
