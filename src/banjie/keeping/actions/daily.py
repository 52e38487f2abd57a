"""All that has to happen once a day, in order; a step that fails stops none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.utils import timezone

from banjie.common import audit, clock, limits
from banjie.common.models import OnceKey
from banjie.consultation.actions import purge_contacts, purge_staged
from banjie.consultation.sealing import copy_deletions
from banjie.keeping.actions.copying import copy_audit
from banjie.keeping.actions.sweeping import sweep
from banjie.keeping.protocol import note
from banjie.keeping.settling import alone
from banjie.people.actions.duties import end_loans
from banjie.reporting.management.commands.remind import RUNS

# Longer than any form lies open or waits on a device to be sent.
_FORMS_KEPT = timedelta(days=90)
_FAILURES = (audit.Broken, DatabaseError, LookupError, OSError, ValueError)


class Done(NamedTuple):
    """A step of the day: how many things it was about, or why it failed."""

    name: str
    number: int
    failed: str = ""


def run_daily(*, dry: bool = False) -> Iterator[Done]:
    """Do what is due; `dry` tells what would be done and leaves everything as it is.

    What was done stands in the protocol. Raises `Busy` while another run is at work.
    """
    with alone("daily"):
        for name, step in STEPS.items():
            done = _done(name, step, dry=dry)
            if not dry:
                note(name, done.number, failed=done.failed)
            yield done
        if not dry:
            note("daily")


def _done(name: str, step: Callable[[bool], Any], *, dry: bool) -> Done:
    try:
        if not dry:
            return Done(name, step(False))
        with transaction.atomic():  # what a step writes to the database is taken back
            number = step(True)
            transaction.set_rollback(True)
        return Done(name, number)
    except _FAILURES as error:
        logging.getLogger(__name__).exception("the daily step failed: %s", name)
        return Done(name, 0, f"{type(error).__name__}: {error}")


def kept_from() -> datetime:
    """The beginning of the first day whose rows stay in the audit log."""
    day = clock.today() - relativedelta(months=limits.value("audit.kept"))
    return timezone.make_aware(datetime.combine(day, time.min))


def _cut(dry: bool) -> int:
    taken = audit.cut(kept_from(), dry=dry)
    return taken.rows if taken else 0


def _copy(dry: bool) -> int:
    """What the second place lacks; without one the copy lies beside the data."""
    place = Path(settings.BANJIE_SECOND_PLACE)
    if not dry:
        copy_deletions(place / "deletions.txt")
    return copy_audit(place / "audit", dry=dry)


def _forget_forms(_dry: bool) -> int:
    return OnceKey.objects.filter(at__lt=timezone.now() - _FORMS_KEPT).delete()[0]


def _forget_sessions(_dry: bool) -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


STEPS: dict[str, Callable[[bool], int]] = {
    **{name: lambda _dry, run=run: run() for name, run in RUNS.items()},  # type: ignore[misc]  # bound at once
    "contacts deleted": lambda dry: len(purge_contacts(dry=dry)),
    "files of forms that were not sent": lambda dry: purge_staged(dry=dry),
    "files without a row": lambda dry: len(sweep(dry=dry)),
    "loans of duties ended": lambda _dry: end_loans(),
    "forms forgotten": _forget_forms,
    "sessions forgotten": _forget_sessions,
    "audit rows copied": _copy,
    "audit rows taken off": _cut,
}
