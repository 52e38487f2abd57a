"""Reads about units."""

from __future__ import annotations

import unicodedata

from banjie.people.models import Unit, UnitAlias


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
