"""Checks of the database, the files and the audit log."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import audit
from banjie.common.guards import missing
from banjie.consultation import guards as of_cases
from banjie.keeping.actions import differences
from banjie.keeping.checks.common import (
    BREACH,
    FULL_DISK,
    RESTORE,
    Finding,
    doubt,
    fault,
    fine,
    see,
)
from banjie.supervision import guards as of_items


def _where() -> str:
    return f"{connection.vendor} {connection.settings_dict['NAME']}"


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return fault(
            _where(), str(error).strip(), _("start it, or see %(paper)s") % {"paper": RESTORE}
        )
    return fine(_where())


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return fine(_where())
    what = ngettext(
        "%(n)d migration waits, the first is %(name)s",
        "%(n)d migrations wait, the first is %(name)s",
        len(waiting),
    ) % {"n": len(waiting), "name": waiting[0][0]}
    return fault(_where(), what, _("back up, then run `banjie manage migrate`"))


def storage() -> Finding:
    """Files can be written where uploads go."""
    place = Path(settings.MEDIA_ROOT)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
    except OSError as error:
        mend = _("give the site’s account the folder; see %(paper)s") % {"paper": FULL_DISK}
        return fault(str(place), str(error), mend)
    return fine(str(place))


def audit_guards() -> Finding:
    """The log holds what people do: 等保 asks for an audit that cannot be switched off."""
    if faults := audit.faults():
        return fault("common_auditentry", "; ".join(faults), see(BREACH))
    return fine("common_auditentry")


def other_guards() -> Finding:
    if gone := missing((*of_cases.GUARDS, *of_items.GUARDS)):
        return fault(_where(), _("missing: %(names)s") % {"names": ", ".join(gone)}, see(BREACH))
    return fine(_where())


def audit_log() -> Finding:
    """Every row of it."""
    if broken := audit.broken_links():
        return fault(
            "common_auditentry", _("not whole: %(rows)s") % {"rows": broken[:10]}, see(BREACH)
        )
    return fine("common_auditentry")


def audit_copy() -> Finding:
    place = Path(settings.BANJIE_SECOND_PLACE) / "audit"
    try:
        odd = differences(place)
    except audit.Broken as broken:
        return fault(str(place), _("cannot be read: %(what)s") % {"what": broken}, see(BREACH))
    if odd:
        return fault(
            str(place), _("tells another story of %(rows)s") % {"rows": odd[:10]}, see(BREACH)
        )
    if place.is_relative_to(settings.DATA):
        mend = _("set BANJIE_SECOND_PLACE to a folder on another machine")
        return doubt(str(place), _("lies beside the data it is to prove"), mend)
    return fine(str(place))
