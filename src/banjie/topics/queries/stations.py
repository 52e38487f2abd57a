"""Stations with what they have: counted from the rows, rolling up the tree."""

from __future__ import annotations

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from banjie.people.models import User
from banjie.people.rules import LEADER, OFFICER
from banjie.topics.models import Station, Topic

_LIVING = ~Q(state=Topic.State.DROPPED)


def stations_for(user: User) -> QuerySet[Station]:
    """Stations of the offices I serve or lead, and those above, at and below my units' own."""
    units = user.units()
    mine = (
        Q(unit__in=units)
        | Q(parent__unit__in=units)
        | Q(parent__parent__unit__in=units)
        | Q(children__unit__in=units)
        | Q(children__children__unit__in=units)
    )
    return (
        Station.objects.filter(Q(office__in=user.units(OFFICER, LEADER)) | mine)
        .select_related("office", "unit", "parent__parent")
        .distinct()
    )


def counted(found: QuerySet[Station]) -> QuerySet[Station]:
    """With `raised`, the items that came up here or below, and `here`, those this level has now.

    An item that climbs stays counted where it came up, once a level: it is never counted twice.
    """
    return found.annotate(
        raised=_how_many("raised_at", rolls_up=True),
        here=_how_many("station", rolls_up=False, state=Topic.State.RUNNING),
        done=_how_many("raised_at", rolls_up=True, state=Topic.State.DONE),
    )


def _how_many(at: str, *, rolls_up: bool, **facts: str) -> Coalesce:
    """Topics at a station, or at it and the two levels below, as one subquery."""
    here = Q(**{at: OuterRef("pk")})
    if rolls_up:
        here |= Q(**{f"{at}__parent": OuterRef("pk")})
        here |= Q(**{f"{at}__parent__parent": OuterRef("pk")})
    rows = Topic.objects.filter(_LIVING, here, **facts).order_by()
    total = rows.annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Coalesce(Subquery(total), 0)


def tree(found: QuerySet[Station]) -> list[Station]:
    """Each above those below it, by name on every level."""
    stations = list(found)
    seen = {station.pk for station in stations}
    below: dict[int | None, list[Station]] = {}
    for station in sorted(stations, key=lambda station: station.name):
        above = station.parent_id if station.parent_id in seen else None
        below.setdefault(above, []).append(station)

    def walk(parent: int | None) -> list[Station]:
        return [row for each in below.get(parent, ()) for row in (each, *walk(each.pk))]

    return walk(None)


def items_of(station: Station) -> QuerySet[Topic]:
    """What came up here, is here, or came through here, the newest first."""
    return (
        Topic.objects.filter(
            Q(station=station)
            | Q(raised_at=station)
            | Q(referrals__left=station)
            | Q(raised_at__parent=station)
            | Q(raised_at__parent__parent=station)
        )
        .select_related("station", "raised_at")
        .distinct()
        .order_by("-pk")
    )


def open_stations() -> QuerySet[Station]:
    """What the public sees: open rooms with their opening times."""
    return (
        Station.objects.filter(is_open=True)
        .select_related("parent", "office")
        .prefetch_related("openings")
    )


def results_at(station: Station) -> QuerySet[Topic]:
    """Published results of items that came up at a station or below it."""
    return Topic.objects.filter(
        Q(raised_at=station) | Q(raised_at__parent=station) | Q(raised_at__parent__parent=station),
        shown_on__isnull=False,
    ).order_by("-shown_on", "-pk")
