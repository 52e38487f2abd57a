"""Links to one file: made for an account, opened, used up."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import resolve

from banjie.common import audit, clock
from banjie.people.models import FilePass, User
from banjie.people.queries import digest

LASTS = timedelta(minutes=5)
AGAIN = timedelta(seconds=60)
"""How long one use lasts: download managers of Android ask a second time for what they save."""


@transaction.atomic
def make_pass(address: str, *, by: User) -> str:
    """The secret of a new link to the file at this address; what is too old goes."""
    FilePass.objects.filter(made_at__lt=clock.now() - LASTS).delete()
    secret = secrets.token_urlsafe(32)
    FilePass.objects.create(user=by, digest=digest(secret), address=address)
    _record(by, "file.link_made", address)
    return secret


def open_pass(secret: str) -> FilePass | None:
    """The link of this secret. None for who comes too late after it was made or first used, or for
    an account that was shut.
    """
    now = clock.now()
    unspent = Q(used_at=None) | Q(used_at__gt=now - AGAIN)
    found = FilePass.objects.filter(unspent, made_at__gt=now - LASTS, digest=digest(secret))
    return found.filter(user__is_active=True).select_related("user").first()


@transaction.atomic
def note_taken(found: FilePass) -> None:
    """The file went out by the link. Told of the first time: what follows is the same use."""
    if FilePass.objects.filter(pk=found.pk, used_at=None).update(used_at=clock.now()):
        _record(found.user, "file.link_used", found.address)


def _record(user: User, verb: str, address: str) -> None:
    """Names the kind of page and its thing, not the key of the file."""
    found = resolve(address.partition("?")[0])
    audit.record(by=user, verb=verb, target=user, page=found.view_name, of=found.kwargs.get("pk"))
