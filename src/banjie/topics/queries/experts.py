"""Fields of knowledge, one's own place in them, and draws. Never who is how often drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

from banjie.people.models import User
from banjie.topics.models import Draw, Drawn, Expert, Knowledge


def fields_with_mine(user: User) -> QuerySet[Knowledge]:
    """Every field, with whether this account is in it and how many are."""
    mine = Expert.objects.filter(knowledge=OuterRef("pk"), user=user)
    return Knowledge.objects.select_related("office").annotate(
        mine=Exists(mine), size=Count("experts")
    )


def drawn_of(draw: Draw) -> QuerySet[Drawn]:
    """Those the lot fell on who are still in the field, in the order drawn."""
    return draw.drawn.select_related("expert__user")


def lot(seed: str, tickets: Iterable[str]) -> list[str]:
    """The tickets in the order this seed gives them: SHA-256 over seed and ticket, ascending.

    Whoever has both can compute it again; whoever announces the seed cannot know the tickets of
    those who join later.
    """
    return sorted(tickets, key=lambda ticket: hashlib.sha256(f"{seed}:{ticket}".encode()).digest())
