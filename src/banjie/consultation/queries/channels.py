"""Channels and their posters."""

from __future__ import annotations

import segno
from django.conf import settings
from django.db.models import Count, Q, QuerySet

from banjie.consultation.models import Channel, Poster
from banjie.people.models import User
from banjie.people.rules import OFFICER


def channels_kept(user: User) -> QuerySet[Channel]:
    """The channels of the offices this account is officer of."""
    living = Count("posters", filter=Q(posters__revoked_on=None))
    kept = Channel.objects.filter(office__in=user.units(OFFICER)).select_related("office")
    return kept.annotate(posters_living=living).order_by("-is_open", "name")


def open_channels() -> QuerySet[Channel]:
    """Where an account may say something now."""
    return Channel.objects.filter(is_open=True).select_related("office").order_by("name")


def poster_by_code(code: str) -> Poster | None:
    """The poster of a short address, revoked or not; a code is typed in either case."""
    return Poster.objects.filter(code=code.lower()).select_related("channel__office").first()


def short_address(poster: Poster) -> str:
    """The whole address, as it stands in the QR code and beside it."""
    return f"{settings.SITE_URL}{poster.get_absolute_url()}"


def qr_drawing(address: str) -> str:
    """A QR code of level M as an inline drawing that grows with its box."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))
