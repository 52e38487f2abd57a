"""What is wrong with this machine: each check says what, where, and how to mend it.

`READY` are the quick ones that must hold for anybody to work here; the site does not start without
them, and `/readyz` asks them. `banjie doctor` asks all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banjie.keeping.checks import around, data
from banjie.keeping.checks.common import Finding, State

__all__ = ["CHECKS", "READY", "Finding", "State", "examined"]

Check = Callable[[], Finding]

READY: dict[str, Check] = {
    "database": data.database,
    "migrations": data.migrations,
    "storage": data.storage,
    "audit guards": data.audit_guards,
    "address of the scanner": around.scanner_address,
}
CHECKS: dict[str, Check] = READY | {
    "audit log": data.audit_log,
    "audit copy": data.audit_copy,
    "other guards": data.other_guards,
    "debug": around.debug,
    "address": around.address,
    "hosts": around.hosts,
    "day": around.day,
    "secret key": around.secret_key,
    "deletions": around.deletions,
    "calendar": around.calendar,
    "mail": around.mail,
    "authorities": around.authorities,
    "notices": around.notices,
    "disk": around.disk,
    "store": around.store,
    "scanner": around.scanner,
    "parsers": around.opening,
    "clock": around.clock_,
    "fonts": around.fonts,
    "daily": around.daily,
    "backup": around.backup,
}


_TABLES = ("audit guards", "audit log", "audit copy", "other guards", "notices", "clock")
# What has to hold before a check can look at all: a database, and in it the tables of this version.
_AFTER: dict[str, tuple[str, ...]] = {"migrations": ("database",)}
_AFTER |= dict.fromkeys(_TABLES, ("database", "migrations"))


def examined(checks: dict[str, Check]) -> Iterator[tuple[str, Finding]]:
    """Each check with what it found; those that have nothing to look at are left out."""
    failed: set[str] = set()
    for name, check in checks.items():
        if failed.isdisjoint(_AFTER.get(name, ())):
            found = check()
            failed |= {name} if found.state is State.FAULT else set()
            yield name, found
