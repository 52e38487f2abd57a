"""What empties the tables between two tests of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from banjie.common.audit_guards import GUARDS as OF_AUDIT
from banjie.common.guards import removals, statements
from banjie.consultation.guards import GUARDS as OF_CASES
from banjie.supervision.guards import GUARDS as OF_ITEMS

_empty = BaseDatabaseOperations.execute_sql_flush


@pytest.fixture(scope="session", autouse=True)
def guards_let_tests_begin_empty() -> Iterator[None]:
    """Between two tests Django empties every table, which guards refuse: they are put aside for
    just that, in its transaction. On PostgreSQL a superuser does it with one word, and deletes the
    few rows there are: to truncate lays the files of all tables and indexes down anew.

    Several folders of tests bring this along: where they run together, the first one does it.
    """
    if BaseDatabaseOperations.execute_sql_flush is not _empty:
        yield
        return
    kept = [guard for guard in (*OF_AUDIT, *OF_ITEMS, *OF_CASES) if guard.event == "DELETE"]

    def put_aside(operations: Any, statements_: Iterable[str]) -> None:
        aside = kept if operations.connection.vendor == "sqlite" else []
        with transaction.atomic(), operations.connection.cursor() as cursor:
            if operations.connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
                tables = operations.connection.introspection.django_table_names(only_existing=True)
                cursor.execute("".join(f'DELETE FROM "{name}";' for name in tables))
                return
            for guard in aside:
                cursor.execute(*removals(guard, "sqlite"))
            _empty(operations, statements_)
            for guard in aside:
                cursor.execute(*statements(guard, "sqlite"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", put_aside)
        yield
