"""What every step on an item begins with, and whom it tells."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from banjie.notices.actions import write_notice
from banjie.people.models import Unit, User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER
from banjie.supervision.models import Item

HANDLING = (LIAISON, HANDLER, LEADER)


class WrongState(Exception):
    """The item has moved on since the page was drawn, or this account may not."""


def locked(item: Item, permission: str = "", *, by: User | None = None) -> Item:
    """The item as it is now, locked; raises `WrongState` unless the rule still allows the step."""
    current = (
        Item.objects.select_for_update(of=("self",))
        .select_related("office", "paper", "activity")
        .get(pk=item.pk)
    )
    if permission and (by is None or not by.may(permission, current)):
        raise WrongState(current.state)
    return current


def tell_units(
    item: Item, kind: str, key: str, subject: str, *, by: User | None = None,
    units: Iterable[Unit] | None = None,
) -> None:  # fmt: skip
    """A notice to the handling units; it waits in the office's outbox where its kind says so."""
    told = [part.unit for part in item.parts.select_related("unit")] if units is None else units
    for unit in told:
        _write(item, unit, HANDLING, kind=kind, key=f"{key}:{unit.pk}", subject=subject, by=by)


def tell_office(item: Item, kind: str, key: str, subject: str, *, by: User) -> None:
    """A notice to the officers of the issuing office."""
    _write(item, item.office, (OFFICER,), kind=kind, key=key, subject=subject, by=by)


def _write(
    item: Item, unit: Unit, duties: Iterable[str], *, kind: str, key: str, subject: str,
    by: User | None,
) -> None:  # fmt: skip
    title = " ".join("".join(c for c in item.title if c.isprintable()).split())
    write_notice(
        kind=kind,
        key=f"supervision:{item.pk}:{key}",
        unit=unit,
        duties=duties,
        office=item.office,
        subject=(_("%(what)s: %(title)s") % {"what": subject, "title": title})[:200],
        address=item.get_absolute_url(),
        by=by,
    )
