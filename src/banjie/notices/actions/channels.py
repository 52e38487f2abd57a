"""Choosing and dropping channels. Nothing of their contents reaches the audit log."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction

from banjie.common import audit
from banjie.notices.models import Channel, Delivery
from banjie.people.models import Unit, User

MOST = 5  # for one owner: more ways tell nobody more


class TooMany(Exception):
    """The owner has as many channels as one may have."""


@transaction.atomic
def add_channel(
    means: str, *, values: dict[str, str], unit: Unit | None = None, by: User
) -> Channel:
    """A channel for the unit's group, or for the account itself. The same one again is one."""
    owner = {"unit": unit} if unit else {"user": by}
    # Both are rows of people: locking the account makes two forms of one person wait in turn.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Channel.objects.filter(**owner)
    for known in mine.filter(means=means):
        if known.values == values:
            return known
    if mine.count() >= MOST:
        raise TooMany
    channel = Channel.objects.create(
        means=means, values=values, masked=_masked(means, values), **owner
    )
    audit.record(by=by, verb="channel.added", target=unit or by, means=means)
    return channel


@transaction.atomic
def remove_channel(channel: Channel, *, by: User) -> None:
    """The address is gone at once, with all that still waited to go there."""
    waiting = Delivery.objects.filter(channel=channel, state=Delivery.State.WAITING)
    waiting.delete()
    audit.record(by=by, verb="channel.removed", target=channel.unit or by, means=channel.means)
    channel.delete()


def _masked(means: str, values: dict[str, str]) -> str:
    """Enough to know one's own channel again, too little to use it."""
    if means == Channel.Means.EMAIL:
        name, _at, host = values["address"].rpartition("@")
        return f"{name[:1]}…@{host}"[:100]
    return f"{urlsplit(values['url']).hostname} …{values['url'][-4:]}"[:100]
