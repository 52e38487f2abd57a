"""Checks of the database, the files and the audit log."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from banjie.common import audit
from banjie.common.guards import missing
from banjie.consultation import guards as of_cases
from banjie.keeping.actions import differences
from banjie.keeping.checks.common import Finding, doubt, fault, fine
from banjie.supervision import guards as of_items

_RESTORE = "docs/runbooks/restore.md"
_BREACH = "docs/runbooks/breach.md"


def _where() -> str:
    return f"{connection.vendor} {connection.settings_dict['NAME']}"


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return fault(_where(), str(error).strip(), f"start it, or see {_RESTORE}")
    return fine(_where())


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return fine(_where())
    what = f"{len(waiting)} migrations wait, the first is {waiting[0][0]}"
    return fault(_where(), what, "back up, then run `banjie manage migrate`")


def storage() -> Finding:
    """Files can be written where uploads go."""
    place = Path(settings.MEDIA_ROOT)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
    except OSError as error:
        return fault(
            str(place),
            str(error),
            "give the site's account the folder; see docs/runbooks/full-disk.md",
        )
    return fine(str(place))


def audit_guards() -> Finding:
    """The log holds what people do: 等保 asks for an audit that cannot be switched off."""
    if faults := audit.faults():
        return fault("common_auditentry", "; ".join(faults), f"see {_BREACH}")
    return fine("common_auditentry")


def other_guards() -> Finding:
    if gone := missing((*of_cases.GUARDS, *of_items.GUARDS)):
        return fault(_where(), f"missing: {', '.join(gone)}", f"see {_BREACH}")
    return fine(_where())


def audit_log() -> Finding:
    """Every row of it."""
    if broken := audit.broken_links():
        return fault("common_auditentry", f"not whole: {broken[:10]}", f"see {_BREACH}")
    return fine("common_auditentry")


def audit_copy() -> Finding:
    place = Path(settings.BANJIE_SECOND_PLACE) / "audit"
    try:
        odd = differences(place)
    except audit.Broken as broken:
        return fault(str(place), f"cannot be read: {broken}", f"see {_BREACH}")
    if odd:
        return fault(str(place), f"tells another story of {odd[:10]}", f"see {_BREACH}")
    if place.is_relative_to(settings.DATA):
        mend = "set BANJIE_SECOND_PLACE to a folder on another machine"
        return doubt(str(place), "lies beside the data it is to prove", mend)
    return fine(str(place))
