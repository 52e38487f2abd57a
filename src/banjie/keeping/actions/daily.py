"""All that has to happen once a day, in order; a step that fails stops none of the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from banjie.common import audit, clock, deletions, limits
from banjie.common.models import OnceKey
from banjie.consultation.actions import drop_left_drafts, purge_contacts, purge_staged
from banjie.keeping.actions.copying import copy_audit
from banjie.keeping.actions.moving import move_files
from banjie.keeping.actions.sweeping import sweep
from banjie.keeping.protocol import note
from banjie.keeping.settling import alone
from banjie.people.actions import sweeping
from banjie.people.actions.duties import end_loans
from banjie.reporting.management.commands.remind import RUNS

# Longer than any form lies open or waits on a device to be sent.
_FORMS_KEPT = timedelta(days=90)
# No row is taken off that the second place may lack: not done where the other failed just now.
_RESTS_ON = {"audit rows taken off": "audit rows copied"}


class Done(NamedTuple):
    """A step of the day: how many things it was about, or why it failed."""

    name: str
    number: int
    failed: str = ""


def run_daily(*, dry: bool = False) -> Iterator[Done]:
    """Do what is due; `dry` tells what would be done and leaves everything as it is.

    What was done stands in the protocol. Raises `Busy` while another run is at work.
    """
    failed: list[str] = []
    with alone("daily"):
        for name in STEPS:
            done = _done(name, failed, dry=dry)
            failed += [name] if done.failed else []
            yield done
        if not dry:
            note("daily", failed=", ".join(failed))


def _done(name: str, failed: list[str], *, dry: bool) -> Done:
    """One step. Whatever goes wrong in it ends here: the others have nothing to do with it."""
    try:
        if _RESTS_ON.get(name) in failed:
            return _noted(Done(name, 0, f"not done without: {_RESTS_ON[name]}"), dry=dry)
        return _noted(Done(name, _number(STEPS[name], dry=dry)), dry=dry)
    except Exception as error:
        logging.getLogger(__name__).exception("the daily step failed: %s", name)
        done = Done(name, 0, f"{type(error).__name__}: {error}")
        with suppress(OSError, ValueError):  # a full disk: the log has it, and the end of the run
            _noted(done, dry=dry)
        return done


def _number(step: Callable[[bool], int], *, dry: bool) -> int:
    if not dry:
        return step(False)
    with transaction.atomic():  # what a step writes to the database is taken back
        number = step(True)
        transaction.set_rollback(True)
    return number


def _noted(done: Done, *, dry: bool) -> Done:
    if not dry:
        note(done.name, done.number, failed=done.failed)
    return done


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
        deletions.copy_to(place / "deletions.txt")
    return copy_audit(place / "audit", dry=dry)


def _forget_forms(_dry: bool) -> int:
    return OnceKey.objects.filter(at__lt=timezone.now() - _FORMS_KEPT).delete()[0]


def _forget_sessions(_dry: bool) -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _learn(dry: bool) -> int:
    """SQLite looks again at how its tables have grown, where that can change a plan; PostgreSQL
    does so by itself.
    """
    if not dry and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
    return 0


STEPS: dict[str, Callable[[bool], int]] = {
    **{name: lambda _dry, run=run: run() for name, run in RUNS.items()},  # type: ignore[misc]  # bound at once
    "contacts deleted": lambda dry: len(purge_contacts(dry=dry)),
    "files of forms that were not sent": lambda dry: purge_staged(dry=dry),
    "files without a row": lambda dry: len(sweep(dry=dry)),
    "files moved to the store": lambda dry: 0 if dry else move_files(),
    "loans of duties ended": lambda _dry: end_loans(),
    "names of shut accounts taken off": lambda _dry: sweeping.close_left(),
    "drafts of closed accounts": lambda _dry: drop_left_drafts(),
    "links that nobody opened": lambda _dry: sweeping.forget_links(),
    "tries forgotten": lambda _dry: sweeping.forget_tries(),
    "forms forgotten": _forget_forms,
    "sessions forgotten": _forget_sessions,
    "audit rows copied": _copy,
    "audit rows taken off": _cut,
    "plans of queries looked at": _learn,
}
