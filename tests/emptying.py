"""What empties the tables between two tests of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from banjie.common.audit_guards import GUARDS as OF_AUDIT
from banjie.common.guards import removals, statements
from banjie.consultation.guards import GUARDS as OF_CASES
from banjie.supervision.guards import GUARDS as OF_ITEMS


@pytest.fixture(scope="session", autouse=True)
def guards_let_tests_begin_empty() -> Iterator[None]:
    """Between two tests Django empties every table, on SQLite by DELETE, which guards refuse: they
    are put aside for just that, in its transaction. PostgreSQL truncates, which they do not see.
    """
    kept = [guard for guard in (*OF_AUDIT, *OF_ITEMS, *OF_CASES) if guard.event == "DELETE"]
    empty = DatabaseWrapper.ops_class.execute_sql_flush

    def put_aside(operations: Any, statements_: Iterable[str]) -> None:
        with transaction.atomic(), operations.connection.cursor() as cursor:
            for guard in kept:
                cursor.execute(*removals(guard, "sqlite"))
            empty(operations, statements_)
            for guard in kept:
                cursor.execute(*statements(guard, "sqlite"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseWrapper.ops_class, "execute_sql_flush", put_aside)
        yield
