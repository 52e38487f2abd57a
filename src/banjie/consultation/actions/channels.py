"""Channels of an office and the short addresses on its posters."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from banjie.common import audit, clock, once
from banjie.consultation.actions.states import WrongState
from banjie.consultation.models import Channel, Poster
from banjie.people.models import User


@transaction.atomic
def open_channel(values: dict[str, Any], *, once_key: str, by: User) -> Channel:
    """A new channel with its first short address."""
    claimed = once.claim(once_key, by=by)
    channel = Channel.objects.create(**values)
    Poster.objects.create(channel=channel)
    audit.record(by=by, verb="channel-of-cases.opened", target=channel)
    once.settle(claimed, str(channel.pk))
    return channel


@transaction.atomic
def change_channel(channel: Channel, values: dict[str, Any], *, by: User) -> Channel:
    """Other words, or closed to new cases and open again. What came in stays as it is."""
    current = Channel.objects.select_for_update().get(pk=channel.pk)
    for name, value in values.items():
        setattr(current, name, value)
    current.save()
    audit.record(by=by, verb="channel-of-cases.changed", target=current, open=current.is_open)
    return current


@transaction.atomic
def add_poster(channel: Channel, *, place: str, once_key: str, by: User) -> Poster:
    """One more short address, for one poster or place."""
    claimed = once.claim(once_key, by=by)
    poster = Poster.objects.create(channel=channel, place=place)
    audit.record(by=by, verb="poster.made", target=poster)
    once.settle(claimed, str(poster.pk))
    return poster


@transaction.atomic
def revoke_poster(poster: Poster, *, by: User) -> Poster:
    """Take one short address back; the others go on. Raises `WrongState` the second time."""
    current = Poster.objects.select_for_update().get(pk=poster.pk)
    if current.revoked_on:
        raise WrongState("revoked before")
    current.revoked_on = clock.today()
    current.save(update_fields=["revoked_on"])
    audit.record(by=by, verb="poster.revoked", target=current)
    return current
