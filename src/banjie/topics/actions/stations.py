"""Stations and when they are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from banjie.common import audit
from banjie.people.models import Unit, User
from banjie.topics.actions.states import locked
from banjie.topics.models import Opening, Station

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class StationContent:
    """What a station is; `hours` by day of the week, Monday being 1."""

    name: str
    unit: Unit
    where: str
    host: str
    hours: Mapping[int, Hours]
    parent: Station | None = None
    about: str = ""
    is_open: bool = True


@transaction.atomic
def open_station(content: StationContent, *, office: Unit, by: User) -> Station:
    """A new station below another, or at the top; the tree has three levels."""
    level = content.parent.level + 1 if content.parent else Station.Level.COUNTY
    if level > Station.Level.VILLAGE:
        raise ValidationError(_("No station stands below the third level."))
    station = _fill(Station(office=office, parent=content.parent, level=level), content)
    audit.record(by=by, verb="station.opened", target=station)
    return station


@transaction.atomic
def change_station(station: Station, content: StationContent, *, by: User) -> Station:
    """Mend what is said of it; its place in the tree stays."""
    station = _fill(locked(station, "change_station", by=by), content)
    audit.record(by=by, verb="station.changed", target=station)
    return station


def _fill(station: Station, content: StationContent) -> Station:
    station.name, station.unit, station.where = content.name, content.unit, content.where
    station.host, station.about, station.is_open = content.host, content.about, content.is_open
    station.save()
    station.openings.all().delete()
    Opening.objects.bulk_create(
        Opening(station=station, day=day, opens=opens, closes=closes)
        for day, (opens, closes) in content.hours.items()
    )
    return station
