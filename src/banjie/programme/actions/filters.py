"""Keeping filters of the list under a name, and dropping them."""

from __future__ import annotations

from django.db import transaction

from banjie.common import audit
from banjie.people.models import User
from banjie.programme.models import SavedFilter

MOST = 20


class TooMany(Exception):
    """The account keeps as many filters as it may."""


@transaction.atomic
def save_filter(name: str, query: str, *, by: User) -> SavedFilter:
    """Keep a filter; a name used before gets the new filter. Raises `TooMany`."""
    User.objects.select_for_update().get(pk=by.pk)
    mine = SavedFilter.objects.filter(user=by)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise TooMany
    kept, _made = mine.update_or_create(user=by, name=name, defaults={"query": query})
    audit.record(by=by, verb="filter.saved", target=kept)
    return kept


@transaction.atomic
def drop_filter(kept: SavedFilter, *, by: User) -> None:
    """Keep it no longer."""
    audit.record(by=by, verb="filter.dropped", target=kept)
    kept.delete()
