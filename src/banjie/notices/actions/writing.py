"""Writing a notice, looking after it in the outbox, and handing it to those it is for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation

from banjie.common import clock
from banjie.notices.kinds import rule_for
from banjie.notices.models import Delivery, Notice
from banjie.notices.queries import channels_of, recipients
from banjie.people.models import Membership, Unit, User

SUBJECT_LIMIT = 200


class UnsafeNotice(ValueError):
    """A subject that is not one printable line, or an address that is no page of this site."""


@transaction.atomic
def write_notice(
    *,
    kind: str,
    key: str,
    subject: str,
    body: str = "",
    address: str = "",
    unit: Unit | None = None,
    user: User | None = None,
    duties: Iterable[str] = (),
    office: Unit | None = None,
    by: User | None = None,
    due: datetime | None = None,
    asks: Iterable[int] = (),
) -> Notice:
    """Say one thing once: a second call with the same `key` gives the row that is there.

    To a `unit` (its members with these `duties`, any duty if none is named) or to one `user`.
    `office` is the unit in whose outbox it stands; without it, the first unit `by` is officer of.
    A kind that waits (`kinds.json`) becomes a draft in that outbox; everything else, and what has
    no outbox to wait in, goes out when `due`, on the site within this very transaction. `asks` are
    the numbers by which its room knows whether it still stands (`standing.py`).
    """
    check_said(subject, address)
    office = office or _office_of(by)
    waits = rule_for(kind).waits and office is not None
    notice, made = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "office": office,
            "unit": unit,
            "user": user,
            "duties": sorted(Membership.Duty(duty).value for duty in duties),
            "subject": subject,
            "body": body,
            "address": address,
            "asks": sorted(asks),
            "state": Notice.State.DRAFT if waits else Notice.State.READY,
            "due": due or clock.now(),
            "written_by": by,
        },
    )
    now = clock.now()
    if made and notice.state == Notice.State.READY and notice.due <= now:
        hand_out(notice, now)
    return notice


def check_said(subject: str, address: str) -> None:
    """Raises `UnsafeNotice`: a subject becomes the header of a mail, an address becomes a link."""
    if not subject.isprintable() or not 0 < len(subject) <= SUBJECT_LIMIT:
        raise UnsafeNotice(subject)
    if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise UnsafeNotice(address)


def one_line(words: str, most: int = SUBJECT_LIMIT) -> str:
    """These words as they may stand in a subject: one printable line, cut with … if too long."""
    line = " ".join("".join(c for c in words if c.isprintable() or c.isspace()).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def site_language() -> AbstractContextManager[None]:
    """Within it, texts come in the site's own language: a notice is not for its writer alone."""
    return translation.override(settings.LANGUAGE_CODE)


def _office_of(by: User | None) -> Unit | None:
    units = by.units(Membership.Duty.OFFICER) if by else set()
    return Unit.objects.filter(pk__in=units).order_by("pk").first()


@transaction.atomic
def hand_out(notice: Notice, now: datetime) -> bool:
    """Put a ready notice before its recipients and line up their channels, once.

    True for the one caller that did it. Nothing leaves the machine here: `deliver_due` does that.
    """
    mine = Notice.objects.filter(pk=notice.pk, state=Notice.State.READY)
    if not mine.update(state=Notice.State.SENT, sent_at=now):
        return False
    notice.state, notice.sent_at = Notice.State.SENT, now
    line_up(notice, now)
    return True


def line_up(notice: Notice, now: datetime) -> int:
    """A delivery for each recipient and channel that has none yet; how many that makes."""
    told = Delivery.objects.filter(notice=notice)
    on_site = told.filter(means=Delivery.SITE)
    users = recipients(notice)
    here = [
        Delivery(
            notice=notice, user=user, means=Delivery.SITE, state=Delivery.State.SENT, sent_at=now
        )
        for user in users.exclude(pk__in=on_site.values("user"))
    ]
    known = set(told.filter(channel__isnull=False).values_list("channel", flat=True))
    outside = [
        Delivery(
            notice=notice, user_id=channel.user_id, unit_id=channel.unit_id,
            means=channel.means, channel=channel, next_try=now,
        )
        for channel in channels_of(users, notice.unit_id)
        if channel.pk not in known
    ]  # fmt: skip
    Delivery.objects.bulk_create([*here, *outside], ignore_conflicts=True)
    return len(here) + len(outside)
