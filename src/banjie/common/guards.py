"""Guards in the database: triggers for rules that a check of one row cannot see.

A check constraint sees one row; a rule that spans tables or forbids an event is a trigger, with one
condition for SQLite and PostgreSQL. A room words its guards as `GUARDS` in its `guards.py`, and a
migration sets them: `operations = [set_guards(GUARDS)]`. To alter a table, Django builds it anew on
SQLite, which loses its triggers and stumbles over those of other tables that name it. So a
migration that alters a table named in a guard begins with `drop_guards` and ends with `set_guards`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.migrations import RunPython

# The triggers at work, each by the statements that set it (`statements`).
_KNOWN = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT 'CREATE FUNCTION ' || proname || '() RETURNS trigger LANGUAGE plpgsql AS $$'
            || prosrc || '$$', pg_get_triggerdef(t.oid, true)
        FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE tgenabled IN ('O', 'A')""",
}


class Guard(NamedTuple):
    """Refuses an event on a table while `condition` holds."""

    name: str
    event: str
    table: str
    condition: str
    message: str


def statements(guard: Guard, vendor: str) -> tuple[str, ...]:
    """What sets the guard in this kind of database."""
    name, event, table, condition, message = guard
    if vendor == "sqlite":
        if event == "TRUNCATE":  # it knows none: DELETE without a condition asks each row's guard
            return ()
        return (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
        )
    # What is returned goes on; nothing would not. Of a whole statement nothing is asked.
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(event, "NEW")
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {row}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} "
        f"EXECUTE FUNCTION {name}()",
    )


def removals(guard: Guard, vendor: str) -> tuple[str, ...]:
    """What takes the guard out of this kind of database."""
    name, event, table, _condition, _message = guard
    if vendor == "sqlite":
        return () if event == "TRUNCATE" else (f"DROP TRIGGER {name}",)
    return (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()")


def missing(guards: Iterable[Guard]) -> list[str]:
    """The names of those that this database lacks, has switched off or worded otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN[connection.vendor])
        known = set(cursor.fetchall())
    worded = {guard.name: statements(guard, connection.vendor) for guard in guards}
    return [name for name, said in worded.items() if said and said not in known]


def with_truncate(*guards: Guard) -> tuple[Guard, ...]:
    """These, and for each table whose rows are kept one that lets nobody empty it: PostgreSQL asks
    no row's guard when it truncates.
    """
    kept = {guard.table: guard.message for guard in guards if guard.event == "DELETE"}
    return (*guards, *(
        Guard(f"{table}_is_not_emptied", "TRUNCATE", table, "TRUE", message)
        for table, message in kept.items()
    ))  # fmt: skip


def set_guards(guards: Iterable[Guard]) -> RunPython:
    """The step of a migration that sets them; undone, it takes them out."""
    return RunPython(_each(guards, statements), _each(guards, removals))


def drop_guards(guards: Iterable[Guard]) -> RunPython:
    """The step of a migration that takes them out; undone, it sets them."""
    return RunPython(_each(guards, removals), _each(guards, statements))


def _each(
    guards: Iterable[Guard], worded: Callable[[Guard, str], tuple[str, ...]]
) -> Callable[[Any, Any], None]:
    def execute(_apps: Any, schema_editor: Any) -> None:
        for guard in guards:
            for statement in worded(guard, schema_editor.connection.vendor):
                schema_editor.execute(statement, params=None)

    return execute
