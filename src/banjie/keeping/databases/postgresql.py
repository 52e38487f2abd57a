"""PostgreSQL: each table by COPY, all as of one moment; no `pg_dump` that could be too old.

The tables themselves are made by the site's migrations, up to those that had run at the cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

_PIECE = 1 << 20
# What PostgreSQL computes by itself, columns and views, is neither copied nor put back.
_COLUMNS = """
    SELECT table_name, column_name
    FROM information_schema.columns JOIN information_schema.tables
        USING (table_catalog, table_schema, table_name)
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
    ORDER BY table_name, ordinal_position"""
_SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL"""


def take(folder: Path, left_out: Mapping[str, str]) -> dict[str, Any]:
    """Everything but what is left out, as one REPEATABLE READ transaction sees it, on a connection
    of its own.
    """
    source = connections.create_connection(connection.alias)
    source.set_autocommit(False)
    try:
        with source.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(_COLUMNS)
            columns: dict[str, list[str]] = {}
            for table, column in cursor.fetchall():
                columns.setdefault(table, []).append(column)
            tables = {
                table: _out(cursor, folder, table, named, left_out.get(table, "false"))
                for table, named in columns.items()
            }
            cursor.execute(_SEQUENCES)  # no transaction holds these: they are never behind
            return {"tables": tables, "columns": columns, "sequences": dict(cursor.fetchall())}
    finally:
        source.close()


def _out(cursor: Any, folder: Path, table: str, columns: list[str], without: str) -> int:
    source = f"{connection.ops.quote_name(table)} WHERE NOT ({without})"
    wanted = f"SELECT {_listed(columns)} FROM {source}"  # noqa: S608 - our own words
    with (
        (folder / f"{table}.copy").open("wb") as file,
        cursor.copy(f"COPY ({wanted}) TO STDOUT") as copied,
    ):
        for piece in copied:
            file.write(piece)
    return int(cursor.rowcount)


def put(folder: Path, cut: dict[str, Any]) -> None:
    """Make the tables as they were, and fill them in one transaction, their guards put aside."""
    MigrationExecutor(connection).migrate(list(cut["migrations"].items()))
    named = [connection.ops.quote_name(table) for table in cut["columns"]]
    with transaction.atomic(), connection.cursor() as cursor:
        for table in named:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(named)}")
        for table, columns in cut["columns"].items():
            _in(cursor, folder, table, columns)
        # A table with checks to come cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in named:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for sequence, value in cut["sequences"].items():
            cursor.execute("SELECT setval(%s, %s)", [f'"{sequence}"', value])


def _in(cursor: Any, folder: Path, table: str, columns: list[str]) -> None:
    target = f"{connection.ops.quote_name(table)} ({_listed(columns)})"
    with (
        (folder / f"{table}.copy").open("rb") as file,
        cursor.copy(f"COPY {target} FROM STDIN") as copied,
    ):
        while piece := file.read(_PIECE):
            copied.write(piece)


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        return {
            table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)
        }


def _rows(cursor: Any, table: str) -> int:
    name = connection.ops.quote_name(table)
    cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - its own name
    return int(cursor.fetchone()[0])


def _listed(columns: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)
