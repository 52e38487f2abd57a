"""The audit log: one call a step, inside the transaction of the step itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext

from banjie.common import clock
from banjie.common.audit_guards import GUARDS
from banjie.common.guards import missing
from banjie.common.models import AuditCut, AuditEntry, AuditHead

START = "0" * 64
"""What the first row of all goes on from."""


class Broken(Exception):
    """The log is not whole; the rows where it is not."""


def record(*, by: Any, verb: str, target: models.Model, **detail: Any) -> AuditEntry:
    """Write one step. Must run inside the step's transaction, so that both stand or fall.

    A thing whose name says what people wrote, or who somebody is, has another one for the log,
    `logged_as`: what stands here stays.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record a step inside its transaction")
    head, _made = AuditHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"hash": START}
    )
    entry = AuditEntry(
        at=clock.now(),
        actor=by,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        label=str(getattr(target, "logged_as", target))[:200],
        detail=detail,
        previous=head.hash,
    )
    entry.hash = entry.digest()
    entry.save()
    head.hash = entry.hash
    head.save(update_fields=["hash"])
    return entry


def history(*targets: models.Model) -> models.QuerySet[AuditEntry]:
    """The steps taken on these things, newest first, with who took them."""
    kinds: dict[str, list[Any]] = {}
    for target in targets:
        kinds.setdefault(target._meta.label_lower, []).append(target.pk)
    wanted = models.Q(pk__in=())
    for kind, keys in kinds.items():
        wanted |= models.Q(target_type=kind, target_id__in=keys)
    return AuditEntry.objects.filter(wanted).select_related("actor")


def broken_links() -> list[int]:
    """Primary keys of rows whose hash or place in the chain does not hold; empty when whole.

    A removed, altered or moved row is found here; 0 stands for an end that is gone. An end that was
    taken off together with the head's memory of it is found by a copy elsewhere
    (`keeping.actions.copying.differences`).
    """
    least, end = _end()
    cut = AuditCut.objects.first()
    broken, expected, ended = [], cut.hash if cut else START, end is None
    for entry in AuditEntry.objects.order_by("pk").iterator():
        if entry.previous != expected or entry.hash != entry.digest():
            broken.append(entry.pk)
        expected = entry.hash
        ended = ended or (entry.pk >= least and entry.hash == end)
    if not broken and not ended:
        broken.append(0)
    return broken


def faults() -> list[str]:
    """Why nobody may work here: the log would not hold what they do. Quick; empty when all is well.

    There is no switch that turns the log off; this finds who turned it off in the database.
    """
    said = [
        gettext("the guard %(name)s is missing or altered") % {"name": name}
        for name in missing(GUARDS)
    ]
    least, end = _end()
    if end is not None and not AuditEntry.objects.filter(hash=end, pk__gte=least).exists():
        said.append(gettext("the newest row is not the one that was written last"))
    return said


def _end() -> tuple[int, str | None]:
    """Where the log ends: the least number its newest row may have, and that row's hash.

    To be asked before rows are looked at: what others write meanwhile comes behind it. None where
    nothing was written yet; a lost head is the hash of no row.
    """
    least = AuditEntry.objects.aggregate(models.Max("pk"))["pk__max"] or 0
    head = AuditHead.objects.first()
    return least, head.hash if head else ("" if least else None)


@transaction.atomic
def cut(before: datetime, *, dry: bool = False) -> AuditCut | None:
    """Take off the rows older than `before`, once the whole log was found sound; what was taken.

    The newest row stays in any case: the rest goes on from it. Raises `Broken`.
    """
    AuditHead.objects.select_for_update().first()
    if broken := broken_links():
        raise Broken(broken)
    rows = AuditEntry.objects.order_by("pk")
    stays = rows.filter(at__gte=before).first() or rows.last()
    going = rows.filter(pk__lt=stays.pk) if stays else rows.none()
    first, last = going.first(), going.last()
    if first is None or last is None:
        return None
    taken = AuditCut(
        through=last.pk, hash=last.hash, first_at=first.at, last_at=last.at, rows=going.count()
    )
    if not dry:
        taken.save()
        going.delete()
    return taken
