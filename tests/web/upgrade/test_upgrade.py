"""Every version that was kept comes over to this one: its rows, its files, its log, its people."""

from __future__ import annotations

import json
import lzma
import re
import sqlite3
import tarfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, global_settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from banjie.common import audit
from banjie.consultation.models import Case, Contact
from banjie.consultation.sealing import unsealed
from banjie.keeping.actions import restore
from banjie.keeping.actions.sweeping import named_files
from banjie.keeping.checks import READY, State, examined
from banjie.keeping.checks.data import other_guards
from banjie.search.models import Entry
from tests.web.cast import PASSWORD
from tests.web.consultation import cases
from tests.web.upgrade import town
from tests.web.upgrade.keep import HERE, digests

VERSIONS = sorted(path.stem for path in HERE.glob("*.json"))
MADE_ANEW = {
    "django_session": "everybody is signed out",
    "search_entry": "the index is made anew by another version",
}
"""Tables whose rows an upgrade need not keep, and why."""

CHANGED = {"consultation_rework.ended_on": "nothing wrote or read it: the case says when it closed"}
"""Columns (`table.column`) that a later migration took away or gave other values, and which."""

_DECIMAL = re.compile(rb"-?\d+\.\d+")
Rows = Counter[tuple[Any, ...]]


@pytest.mark.parametrize("kept", VERSIONS)
def test_a_site_of_a_kept_version_goes_on(
    kept: str, settings: LazySettings, tmp_path: Path, transactional_db: None
) -> None:
    backup = _unpacked(kept, tmp_path)
    _nothing_there(settings, tmp_path)
    done = restore(next(backup.glob("*.tar")))
    then = _rows_then(backup, done.manifest)
    assert {table for table, _columns in then if not then[table, _columns]} <= town.EMPTY
    for (table, columns), rows in then.items():
        lost = rows - _rows_now(table, columns)
        assert table in MADE_ANEW or not lost, f"{table} lost {lost.total()} rows: {[*lost][:1]}"
    assert done.broken_links == []
    found = [*examined(READY), ("other guards", other_guards())]
    assert [name for name, said in found if said.state is State.FAULT] == []
    for name in named_files():
        with default_storage.open(name) as file:
            assert file.read(1), name
    _people_go_on()


def _unpacked(kept: str, place: Path) -> Path:
    """A folder with the backup and what is in it."""
    folder = place / "backup"
    folder.mkdir()
    tar = folder / f"{kept}.tar"
    tar.write_bytes(lzma.decompress((HERE / f"{kept}-{connection.vendor}.tar.xz").read_bytes()))
    with tarfile.open(tar) as opened:
        opened.extractall(folder, filter="data")
    return folder


def _nothing_there(settings: LazySettings, place: Path) -> None:
    """A new machine with the keys of the old one, and tables of today without a row. A restore on
    PostgreSQL takes them back to what they were then: migrations have to know the way.
    """
    settings.DATA = place / "data"
    settings.DATA.mkdir()
    settings.MEDIA_ROOT = settings.DATA / "files"
    settings.BANJIE_DELETIONS = settings.DATA / "deletions" / "contacts.txt"
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    for name, key in town.KEYS.items():
        setattr(settings, name, key)
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.clear_cache()


def _rows_then(backup: Path, manifest: dict[str, Any]) -> dict[tuple[str, tuple[str, ...]], Rows]:
    """The rows of each table at the moment of the backup, by its columns that are still there."""
    found: dict[tuple[str, tuple[str, ...]], Rows] = {}
    if manifest["vendor"] == "postgresql":
        for table, columns in manifest["columns"].items():
            lines = (backup / "database" / f"{table}.copy").read_bytes().splitlines()
            there = [n for n, column in enumerate(columns) if f"{table}.{column}" not in CHANGED]
            split = (_told(line) for line in lines)
            said = Counter(tuple(cells[n] for n in there) for cells in split)
            found[table, tuple(columns[n] for n in there)] = said
        return found
    with closing(sqlite3.connect(backup / "database" / "banjie.sqlite3")) as database:
        for table in manifest["tables"]:
            about = database.execute("SELECT name FROM pragma_table_info(?)", [table])
            columns = tuple(name for (name,) in about if f"{table}.{name}" not in CHANGED)
            found[table, columns] = Counter(database.execute(_select(table, columns)))
    return found


def _rows_now(table: str, columns: Iterable[str]) -> Rows:
    """The same of the database under test, told in the same way."""
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({_select(table, columns)}) TO STDOUT") as copied,
        ):
            return Counter(tuple(_told(line)) for line in b"".join(copied).splitlines())
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return Counter(database.execute(_select(table, columns)))


def _told(line: bytes) -> list[bytes]:
    """The cells of a row; a number without the noughts it ends in, of which a column that keeps
    more decimals has more.
    """
    return [
        cell.rstrip(b"0").rstrip(b".") if _DECIMAL.fullmatch(cell) else cell
        for cell in line.split(b"\t")
    ]


def _select(table: str, columns: Iterable[str]) -> str:
    named = ", ".join(f'"{column}"' for column in columns)
    return f'SELECT {named} FROM "{table}"'


def _people_go_on() -> None:
    """One signs in with the password of then, finds, reads a contact; a case is answered."""
    client = Client()
    said = {"username": "officer", "password": PASSWORD}
    assert client.post(reverse("people:sign-in"), said, follow=True).redirect_chain[-1][0] == "/"
    case = Case.objects.get(title="关于临湖公园夜间照明的建议")
    assert cases.answered(town.cast(), case).state == "replied"
    assert client.get(reverse("consultation:case", args=(case.pk,))).status_code == 200
    assert "linhu@example.org" in [unsealed(contact) for contact in Contact.objects.all()]
    assert Entry.objects.filter(words__holding=["照明"]).exists()
    assert audit.broken_links() == []


@pytest.mark.any_database
@pytest.mark.parametrize("kept", VERSIONS)
def test_migrations_of_a_kept_version_stay_as_they_are(kept: str) -> None:
    told = json.loads((HERE / f"{kept}.json").read_text("utf-8"))
    changed = sorted(told.items() - digests().items())
    assert not changed, f"write a new migration: {kept} has run {[name for name, _sum in changed]}"


@pytest.mark.any_database
@pytest.mark.parametrize("kept", VERSIONS)
def test_backups_that_are_kept_stay_small(kept: str) -> None:
    sizes = {path.name: path.stat().st_size for path in HERE.glob(f"{kept}-*.tar.xz")}
    assert set(sizes) == {f"{kept}-sqlite.tar.xz", f"{kept}-postgresql.tar.xz"}
    assert max(sizes.values()) < 300_000
