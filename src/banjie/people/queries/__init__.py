"""Reads about units."""

from __future__ import annotations

import hashlib
import unicodedata

from banjie.people.models import FeedKey, Unit, UnitAlias


def folded(name: str) -> str:
    """A unit's name for comparison: NFKC, no white space, one kind of bracket."""
    plain = unicodedata.normalize("NFKC", name)
    return "".join(plain.split()).translate(str.maketrans("〈〉〔〕[]", "()()()"))


def unit_names() -> dict[str, Unit]:
    """Every known unit by every folded name it goes by: full, short, learned."""
    known: dict[str, Unit] = {}
    for alias in UnitAlias.objects.select_related("unit"):
        known[folded(alias.name)] = alias.unit
    for unit in Unit.objects.all():
        if unit.short_name:
            known.setdefault(folded(unit.short_name), unit)
        known[folded(unit.name)] = unit
    return known


def digest(secret: str) -> str:
    """What is kept of a secret of full strength; no salt is needed where nothing can be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_key(secret: str) -> FeedKey | None:
    """The living key of this secret, if its account may still follow the unit."""
    key = FeedKey.objects.select_related("user", "unit").filter(digest=digest(secret)).first()
    return key if key and key.user.may("people.follow_unit", key.unit) else None


def units_below(unit: Unit) -> list[Unit]:
    """Every unit under this one, at any depth, nearest first."""
    children: dict[int | None, list[Unit]] = {}
    for each in Unit.objects.exclude(parent=None):
        children.setdefault(each.parent_id, []).append(each)
    found, waiting = [], list(children.get(unit.pk, []))
    while waiting:
        found.append(waiting.pop(0))
        waiting += children.get(found[-1].pk, [])
    return found
