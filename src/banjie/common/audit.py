"""The audit log: one call a step, inside the transaction of the step itself."""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction

from banjie.common import clock
from banjie.common.models import AuditEntry, AuditHead


def record(*, by: Any, verb: str, target: models.Model, **detail: Any) -> AuditEntry:
    """Write one step. Must run inside the step's transaction, so that both stand or fall.

    A thing whose name says what people wrote has another one for the log, `logged_as`.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record a step inside its transaction")
    head, _made = AuditHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"hash": "0" * 64}
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
    """Primary keys of rows whose hash or place in the chain does not hold; empty when whole."""
    broken, expected = [], "0" * 64
    for entry in AuditEntry.objects.order_by("pk").iterator():
        if entry.previous != expected or entry.hash != entry.digest():
            broken.append(entry.pk)
        expected = entry.hash
    head = AuditHead.objects.first()
    if head and not broken and head.hash != expected:
        broken.append(0)
    return broken
