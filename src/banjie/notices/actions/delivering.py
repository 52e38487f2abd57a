"""Sending what waits: claimed before it goes, so that no two workers send the same thing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import clock
from banjie.notices.actions.outbox import withdraw_settled
from banjie.notices.actions.writing import hand_out, site_language
from banjie.notices.kinds import rule_for
from banjie.notices.models import Channel, Delivery, Notice
from banjie.notices.sending import hooks, mail
from banjie.notices.sending.reasons import NotSent

ONE_RUN = 1000  # what one run takes at most; the next takes the rest
_FILE = Path(__file__).parents[1] / "data" / "sending.json"
State = Delivery.State


class Tally(NamedTuple):
    """How many deliveries went, failed for good, and wait for another try."""

    sent: int
    failed: int
    waiting: int


class Pace(NamedTuple):
    """The numbers of `data/sending.json`."""

    minutes_between_tries: list[int]
    minutes_until_broken_off: int


@cache
def pace() -> Pace:
    return Pace(**json.loads(_FILE.read_text("utf-8")))


def deliver_due(now: datetime) -> Tally:
    """Withdraw what nobody owes any more, hand out the notices that are due, and send what waits
    for its first or next try.

    May run at any time and any number of times at once: each delivery is claimed by a conditional
    update and sent by the one worker that changed its row. A worker that dies in between leaves the
    row as being sent; it counts as failed after a while and is not repeated, for it may have
    arrived.
    """
    withdraw_settled()
    for notice in Notice.objects.filter(state=Notice.State.READY, due__lte=now):
        hand_out(notice, now)
    counts: Counter[str] = Counter({State.FAILED: _give_up(now)})
    without_mail = False
    for batch in _batches(now):
        if without_mail and batch[0].means == Channel.Means.EMAIL:
            continue  # waiting for a mail server that is down, once for each mail, helps nobody
        claimed = [delivery for delivery in batch if _claim(delivery, now)]
        if not claimed:
            continue
        trouble = _send(claimed)
        without_mail |= trouble is not None and trouble.reason == "mail-server"
        counts[_note(claimed, trouble)] += len(claimed)
    return Tally(counts[State.SENT], counts[State.FAILED], counts[State.WAITING])


def _give_up(now: datetime) -> int:
    """What a worker left behind when it died: how many."""
    broken = now - timedelta(minutes=pace().minutes_until_broken_off)
    lost = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=broken)
    return lost.update(state=State.FAILED, reason="broken-off")


def _batches(now: datetime) -> Iterator[list[Delivery]]:
    """What waits, each alone; reminders and their like share one mail to the same mailbox."""
    due = Delivery.objects.filter(state=State.WAITING, next_try__lte=now, channel__isnull=False)
    due = due.exclude(user__is_active=False).select_related("notice", "channel")
    together: dict[int | None, list[Delivery]] = {}
    for delivery in due.order_by("pk")[:ONE_RUN]:
        mail_to = delivery.means == Channel.Means.EMAIL and delivery.channel_id
        if mail_to and rule_for(delivery.notice.kind).together:
            together.setdefault(mail_to, []).append(delivery)
        else:
            yield [delivery]
    yield from together.values()


def _claim(delivery: Delivery, now: datetime) -> bool:
    """Whether this worker may send it: true for one of all that ask."""
    waiting = Delivery.objects.filter(pk=delivery.pk, state=State.WAITING, next_try__lte=now)
    taken = waiting.update(state=State.SENDING, claimed_at=clock.now(), attempts=F("attempts") + 1)
    delivery.attempts += taken
    return bool(taken)


def _send(claimed: list[Delivery]) -> NotSent | None:
    """Send what was claimed as one message; the trouble, if it did not go."""
    channel = claimed[0].channel
    assert channel is not None  # noqa: S101 - `_batches` takes none without a channel
    try:
        with site_language():
            _dispatch(channel, [delivery.notice for delivery in claimed])
    except NotSent as trouble:
        return trouble
    return None


def _note(claimed: list[Delivery], trouble: NotSent | None) -> str:
    """Note what came of it: another try later, unless none would help or all have been had."""
    rows = Delivery.objects.filter(pk__in=[delivery.pk for delivery in claimed])
    if trouble is None:
        rows.update(state=State.SENT, sent_at=clock.now(), reason="")
        return State.SENT
    waits = pace().minutes_between_tries
    had = max(delivery.attempts for delivery in claimed)
    if not trouble.again or had > len(waits):
        rows.update(state=State.FAILED, reason=trouble.reason)
        return State.FAILED
    later = clock.now() + timedelta(minutes=waits[had - 1])
    rows.update(state=State.WAITING, next_try=later, reason=trouble.reason)
    return State.WAITING


def _dispatch(channel: Channel, notices: list[Notice]) -> None:
    """One message on this channel; raises `NotSent`."""
    _require_open(channel)
    if channel.means == Channel.Means.EMAIL:
        mail.send(channel.values["address"], _subject(notices), _letter(notices, channel))
        return
    [notice] = notices
    _post(channel, notice, _link(notice, channel))


def _require_open(channel: Channel) -> None:
    if channel.values is None:
        raise NotSent("other-key")


def _post(channel: Channel, notice: Notice, link: str) -> None:
    words = {
        "site": _("Banjie"),
        "id": str(notice.pk),
        "kind": notice.kind,
        "subject": notice.subject,
        "address": link,
    }
    url, secret = channel.values["url"], channel.values.get("secret", "")
    hooks.send(channel.means, url=url, secret=secret, words=words)


def _letter(notices: list[Notice], channel: Channel) -> str:
    """The text of a mail: each notice with its link, and why it comes to this mailbox."""
    alone = len(notices) == 1
    pieces = [
        "\n\n".join(
            filter(None, ("" if alone else notice.subject, notice.body, _link(notice, channel)))
        )
        for notice in notices
    ]
    why = _("You chose on the site to get notices by mail; there you can change it.")
    return "\n\n".join([*pieces, f"-- \n{why}"])


def try_channel(channel: Channel) -> None:
    """Send a trial message at once, that its owner sees whether it arrives; raises `NotSent`."""
    _require_open(channel)
    with site_language():
        subject = _("A trial: notices can come this way")
        if channel.means == Channel.Means.EMAIL:
            mail.send(channel.values["address"], subject, settings.SITE_URL)
            return
        _post(channel, Notice(pk=0, kind="trial", subject=subject), settings.SITE_URL)


def _subject(notices: list[Notice]) -> str:
    first, more = notices[0].subject, len(notices) - 1
    if not more:
        return first
    return ngettext("%(first)s, and %(more)s more", "%(first)s, and %(more)s more", more) % {
        "first": first, "more": more,
    }  # fmt: skip


def _link(notice: Notice, channel: Channel) -> str:
    """To one account: the page of the notice. To a group: the thing itself, for each to see."""
    page = reverse("notices:notice", args=(notice.pk,))
    return settings.SITE_URL + (page if channel.user_id else notice.address or "/")
