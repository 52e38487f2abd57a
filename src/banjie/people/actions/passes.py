"""Writes about links to one file: made for an account, used up."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import resolve

from banjie.common import audit, clock
from banjie.people.models import FilePass, User
from banjie.people.queries import digest

LASTS = timedelta(minutes=5)


@transaction.atomic
def make_pass(address: str, *, by: User) -> str:
    """The secret of a new link to the file at this address; what is too old goes."""
    FilePass.objects.filter(made_at__lt=clock.now() - LASTS).delete()
    secret = secrets.token_urlsafe(32)
    FilePass.objects.create(user=by, digest=digest(secret), address=address)
    _record(by, "file.link_made", address)
    return secret


def use_pass(secret: str) -> FilePass | None:
    """The link of this secret, which is no more: whoever comes second finds none, and neither does
    who comes too late, or for an account that was shut.
    """
    young = FilePass.objects.filter(made_at__gt=clock.now() - LASTS)
    found = young.select_related("user").filter(digest=digest(secret)).first()
    if found is None or not FilePass.objects.filter(pk=found.pk).delete()[0]:
        return None
    return found if found.user.is_active else None


@transaction.atomic
def note_taken(found: FilePass) -> None:
    """The file went out by the link."""
    _record(found.user, "file.link_used", found.address)


def _record(user: User, verb: str, address: str) -> None:
    """Names the kind of page and its thing, not the key of the file."""
    found = resolve(address.partition("?")[0])
    audit.record(by=user, verb=verb, target=user, page=found.view_name, of=found.kwargs.get("pk"))
