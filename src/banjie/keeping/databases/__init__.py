"""A database at one moment, into files and back: one way for each kind.

`sqlite` and `postgresql` both say `take(folder, left_out)`, which writes the files without the rows
of which a condition of their table is true, and tells how many rows each table has, and
`put(folder, cut)`, which fills an empty database with them. Neither needs a program besides: the
site's own driver does it, so its version always fits.
"""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from banjie.keeping.databases import postgresql, sqlite

KINDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def at_hand() -> ModuleType:
    """The way for the database of this site."""
    return KINDS[connection.vendor]
