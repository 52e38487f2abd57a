"""Reads: whom a notice reaches, my notices, an office's outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from banjie.notices.models import Channel, Notice
from banjie.people.models import Membership, User


def recipients(notice: Notice) -> QuerySet[User]:
    """The accounts a notice is for: itself, or the unit's members with its duties (any if none)."""
    if notice.user_id:
        return User.objects.filter(pk=notice.user_id, is_active=True)
    held = Membership.objects.filter(unit=notice.unit_id)
    if notice.duties:
        held = held.filter(duty__in=notice.duties)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def channels_of(users: QuerySet[User], unit_id: int | None) -> list[Channel]:
    """The channels these accounts chose, and the group of the unit."""
    own = Channel.objects.filter(user__in=users)
    group = Channel.objects.filter(unit=unit_id) if unit_id else Channel.objects.none()
    return [*own, *group]
