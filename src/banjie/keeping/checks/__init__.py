"""What is wrong with this machine: each check says what, where, and how to mend it.

`READY` are the quick ones that must hold for anybody to work here; the site does not start without
them, and `/readyz` asks them. `banjie doctor` asks all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from banjie.keeping.checks import around, data
from banjie.keeping.checks.common import Finding, State

__all__ = ["CHECKS", "LABELS", "READY", "Finding", "State", "examined"]

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
LABELS: dict[str, Promise] = {
    "database": pgettext_lazy("check", "database"),
    "migrations": pgettext_lazy("check", "migrations"),
    "storage": pgettext_lazy("check", "storage"),
    "audit guards": pgettext_lazy("check", "audit guards"),
    "address of the scanner": pgettext_lazy("check", "address of the scanner"),
    "audit log": pgettext_lazy("check", "audit log"),
    "audit copy": pgettext_lazy("check", "audit copy"),
    "other guards": pgettext_lazy("check", "other guards"),
    "debug": pgettext_lazy("check", "debug"),
    "address": pgettext_lazy("check", "address"),
    "hosts": pgettext_lazy("check", "hosts"),
    "day": pgettext_lazy("check", "day"),
    "secret key": pgettext_lazy("check", "secret key"),
    "deletions": pgettext_lazy("check", "deletions"),
    "calendar": pgettext_lazy("check", "calendar"),
    "mail": pgettext_lazy("check", "mail"),
    "authorities": pgettext_lazy("check", "authorities"),
    "notices": pgettext_lazy("check", "notices"),
    "disk": pgettext_lazy("check", "disk"),
    "store": pgettext_lazy("check", "store"),
    "scanner": pgettext_lazy("check", "scanner"),
    "parsers": pgettext_lazy("check", "parsers"),
    "clock": pgettext_lazy("check", "clock"),
    "fonts": pgettext_lazy("check", "fonts"),
    "daily": pgettext_lazy("check", "daily"),
    "backup": pgettext_lazy("check", "backup"),
}
"""What a person calls each check; its name is for programs, as `/readyz` tells it."""

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
