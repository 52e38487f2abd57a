"""Writes about units and accounts."""

from __future__ import annotations

from django.db import transaction

from banjie.common import audit
from banjie.people.models import Unit, UnitAlias, User
from banjie.people.queries import folded


@transaction.atomic
def add_unit(name: str, *, by: User | None, kind: str = Unit.Kind.MEMBER) -> Unit:
    """A new unit under this name; an existing one of the same name is returned as it is."""
    unit, made = Unit.objects.get_or_create(name=name, defaults={"kind": kind})
    if made:
        audit.record(by=by, verb="unit.added", target=unit)
    return unit


@transaction.atomic
def learn_alias(unit: Unit, name: str, *, by: User | None) -> None:
    """Remember that documents call this unit so; a name that is already known changes nothing."""
    if folded(name) in {folded(unit.name), folded(unit.short_name)}:
        return
    _alias, made = UnitAlias.objects.get_or_create(name=name, defaults={"unit": unit})
    if made:
        audit.record(by=by, verb="unit.alias", target=unit, alias=name)
