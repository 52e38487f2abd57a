"""Reads about keys."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.api.models import AccessKey
from banjie.common import clock
from banjie.people.models import User
from banjie.people.queries import digest


def living_key(secret: str) -> AccessKey | None:
    """The key of this secret, while it lasts and its account is open."""
    found = AccessKey.objects.filter(
        digest=digest(secret), last_day__gte=clock.today(), user__is_active=True
    )
    return found.select_related("user").first()


def keys_of(user: User) -> QuerySet[AccessKey]:
    """The account's keys, newest first; nobody else sees them."""
    return AccessKey.objects.filter(user=user)
