"""Reads: whom a notice reaches, my notices, an office's outbox, chosen channels."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from banjie.notices.models import Channel, Delivery, Notice
from banjie.people.models import Membership, Unit, User
from banjie.people.rules import LIAISON, OFFICER


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


# For those who get notices


def inbox(user: User) -> QuerySet[Delivery]:
    """What came for this account on the site, newest first."""
    mine = Delivery.objects.filter(user=user, means=Delivery.SITE)
    return mine.select_related("notice__unit", "notice__office").order_by("-pk")


def unread(user: User) -> int:
    return inbox(user).filter(state=Delivery.State.SENT).count()


# For those who send them

WAITING = (Notice.State.DRAFT, Notice.State.HELD)
_NOBODY = Q(state=Notice.State.SENT, reached=0)
SIEVES = {
    "waiting": Q(state__in=WAITING),
    "ready": Q(state=Notice.State.READY),
    "sent": Q(state=Notice.State.SENT),
    "trouble": Q(failed__gt=0) | _NOBODY,
    "cancelled": Q(state=Notice.State.CANCELLED),
}


def asked_already(kind: str, office: Unit) -> set[tuple[int | None, int]]:
    """(unit, thing) of what the letters of a kind that still wait in an office's outbox ask."""
    drafts = Notice.objects.filter(kind=kind, office=office, state__in=WAITING)
    return {(unit, asked) for unit, asks in drafts.values_list("unit", "asks") for asked in asks}


def in_outbox(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(office__in=user.units(OFFICER))


def outbox(user: User) -> QuerySet[Notice]:
    """The notices of my offices, newest first, with how many they reached, were opened, failed.

    `reached` counts accounts on the site and groups outside, `failed` the ways that did not work.
    """
    mine = in_outbox(user).select_related("unit", "user", "office").order_by("-pk")
    return mine.annotate(
        reached=Count("deliveries", filter=Q(deliveries__state__in=("sent", "read"))),
        opened=Count("deliveries", filter=Q(deliveries__state="read")),
        on_site=Count("deliveries", filter=Q(deliveries__means=Delivery.SITE)),
        failed=Count("deliveries", filter=Q(deliveries__state="failed")),
    )


def counts(user: User) -> dict[str, int]:
    """How many notices lie behind each sieve."""
    behind = {name: Count("pk", filter=sieve) for name, sieve in SIEVES.items()}
    return outbox(user).order_by().aggregate(**behind)


def may_help_again(notice: Notice) -> bool:
    """Something failed, or there was nobody to reach when it went."""
    told = notice.deliveries.filter(state__in=("sent", "read", "waiting", "sending"))
    return notice.deliveries.filter(state="failed").exists() or not told.exists()


class Way(NamedTuple):
    """What became of a notice on one means: how many, in which state, for which reason."""

    means: str
    state: str
    reason: str
    how_many: int


def ways(notice: Notice) -> list[Way]:
    rows = notice.deliveries.values_list("means", "state", "reason").annotate(Count("pk"))
    return [Way(*row) for row in rows.order_by("means", "state", "reason")]


# Channels


def channels(**owner: User | Unit) -> QuerySet[Channel]:
    """The channels of one owner, with what became of the last thing sent on each."""
    last = Delivery.objects.filter(channel=OuterRef("pk")).order_by("-pk")
    return Channel.objects.filter(**owner).annotate(
        last_state=Subquery(last.values("state")[:1]),
        last_reason=Subquery(last.values("reason")[:1]),
    )


def units_spoken_for(user: User) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=user.units(OFFICER, LIAISON))
