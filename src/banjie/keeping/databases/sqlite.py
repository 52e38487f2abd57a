"""SQLite: one file, written as of one moment while others go on writing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

NAME = "banjie.sqlite3"
_TABLES = (
    "SELECT name FROM pragma_table_list "
    "WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def take(folder: Path, left_out: Mapping[str, str]) -> dict[str, Any]:
    """`VACUUM INTO`: a copy without what was deleted, whose pages would still hold it; so what is
    left out is overwritten in the copy.
    """
    with closing(sqlite3.connect(_place(), timeout=60)) as source:
        source.execute("VACUUM INTO ?", [str(folder / NAME)])
    with closing(sqlite3.connect(folder / NAME)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        with copy:
            for table, rows in left_out.items():
                copy.execute(f'DELETE FROM "{table}" WHERE {rows}')  # noqa: S608 - our own words
        tables = [name for (name,) in copy.execute(_TABLES)]
        return {"tables": {table: _rows(copy, table) for table in tables}}


def put(folder: Path, _cut: dict[str, Any]) -> None:
    """Put the file in the place of the empty one."""
    connection.close()
    place = _place()
    for beside in ("-wal", "-shm"):
        place.with_name(place.name + beside).unlink(missing_ok=True)
    shutil.move(folder / NAME, place)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(_place())) as database:
        tables = [name for (name,) in database.execute(_TABLES)]
        return {table: _rows(database, table) for table in tables}


def _place() -> Path:
    return Path(connection.settings_dict["NAME"])


def _rows(database: sqlite3.Connection, table: str) -> int:
    found = database.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - its own name
    return int(found.fetchone()[0])
