"""Making and revoking keys."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from banjie.api.models import AccessKey
from banjie.common import audit, clock, once
from banjie.people.models import User
from banjie.people.queries import digest

LONGEST = 365  # days


def make_key(*, name: str, days: int, read_only: bool, once_key: str, by: User) -> str:
    """A new secret of 256 bits; it cannot be read back. No key lasts longer than a year.

    The same form sent twice raises `once.AlreadyDone`.
    """
    if not 0 < days <= LONGEST:
        raise ValueError(days)
    secret = f"bj_{secrets.token_urlsafe(32)}"
    today = clock.today()
    with transaction.atomic():
        claimed = once.claim(once_key, by=by)
        key = AccessKey.objects.create(
            user=by,
            name=name,
            digest=digest(secret),
            read_only=read_only,
            made_on=today,
            last_day=today + timedelta(days=days),
        )
        audit.record(by=by, verb="key.made", target=key, read_only=read_only)
        once.settle(claimed, str(key.pk))
    return secret


@transaction.atomic
def revoke_key(pk: int, *, by: User) -> None:
    """The key stops working at once; one that is gone already stays gone."""
    key = AccessKey.objects.select_for_update().filter(user=by, pk=pk).first()
    if key:
        audit.record(by=by, verb="key.revoked", target=key)
        key.delete()
