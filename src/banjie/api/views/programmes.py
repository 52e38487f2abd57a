"""Programmes, areas, activities and changes: read; a programme begun, and closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from banjie.api.carrying import Key, Receipt, carried_out
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, moved_on, refused_by
from banjie.api.schemas.planning import BlankIn
from banjie.api.schemas.programmes import ActivityOut, AreaOut, ChangeOut, Closing, ProgrammeOut
from banjie.common import once
from banjie.people.requests import SignedRequest
from banjie.programme import lights
from banjie.programme.actions.closing import close_programme
from banjie.programme.actions.reports import WrongState
from banjie.programme.actions.rolling import begin_blank
from banjie.programme.forms.rolling import BlankForm
from banjie.programme.models import Activity, Change, Occurrence, Phase, Programme
from banjie.programme.queries.phases import with_reports
from banjie.programme.queries.programmes import (
    cards,
    programmes_for,
    with_parts,
    with_progress,
    with_size,
)
from banjie.programme.views.programmes import activity_or_404, programme_or_404

router = Router(tags=["Programmes"])


@router.get("/programmes", response={200: Page[ProgrammeOut], **READ}, url_name="programmes")
def programmes(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The programmes of my offices, and those in which one of my units has a part."""
    return page(
        with_size(programmes_for(request.user)),
        asked,
        lambda rows: [ProgrammeOut.of(r) for r in rows],
    )


@router.post("/programmes", response={201: Receipt, **WRITE}, url_name="programmes")
def new_programme(request: SignedRequest, said: BlankIn, key: Key) -> Any:
    """A programme without activities, to be filled by hand."""

    def work() -> int:
        check(
            request.user.may("programme.begin"), _("Programmes are begun by an office’s officer.")
        )
        form = BlankForm(said.dict() | {"once": once.new_key()}, user=request.user)
        if not form.is_valid():
            raise refused_by(form, {})
        values = dict(form.cleaned_data)
        return begin_blank(once_key=values.pop("once"), by=request.user, **values).pk

    number = carried_out(request, key, work)
    return Status(201, Receipt(id=number, address=f"/api/v1/programmes/{number}"))


@router.get("/programmes/{pk}", response={200: ProgrammeOut, **READ}, url_name="programme")
def programme(request: SignedRequest, pk: Number) -> Any:
    """One programme."""
    found = Programme.objects.filter(pk=programme_or_404(request, pk).pk)
    return ProgrammeOut.of(with_size(found.select_related("office")).get())


@router.post("/programmes/{pk}/close", response={200: Receipt, **WRITE}, url_name="close")
def close(request: SignedRequest, pk: Number, said: Closing, key: Key) -> Any:
    """Close it: what is not done was carried over by rolling forward, or ends for a reason."""

    def work() -> int:
        found = programme_or_404(request, pk)
        check(
            request.user.may("programme.close", found),
            _("A programme is closed once, by an officer of its office."),
        )
        reasons = {one.activity: one.reason for one in said.ended}
        close_programme(found, reasons=reasons, by=request.user)
        return pk

    try:
        carried_out(request, key, work)
    except WrongState:
        raise moved_on() from None
    return Receipt(id=pk, address=f"/api/v1/programmes/{pk}")


@router.get("/programmes/{pk}/areas", response={200: Page[AreaOut], **READ}, url_name="areas")
def areas(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """The headings of the plan."""
    found = programme_or_404(request, pk).areas.all()
    return page(found, asked, lambda rows: [AreaOut.of(area) for area in rows])


@router.get(
    "/programmes/{pk}/activities", response={200: Page[ActivityOut], **READ}, url_name="activities"
)
def activities(
    request: SignedRequest, pk: Number, asked: Query[Slice], dropped: bool = False
) -> Any:
    """The activities at work with times, phases, sessions, units, targets and light.

    With `dropped`, those that were dropped or merged as well.
    """
    found = programme_or_404(request, pk)
    every = found.activities.all()
    rows = with_parts(with_progress(every if dropped else every.at_work()))
    soon = lights.margin(found).value

    def shown(kept: Sequence[Activity]) -> list[ActivityOut]:
        return [ActivityOut.of(card) for card in cards(_whole(kept), soon=soon)]

    return page(rows.select_related("programme"), asked, shown)


@router.get("/activities/{pk}", response={200: ActivityOut, **READ}, url_name="activity")
def activity(request: SignedRequest, pk: Number) -> Any:
    """One activity."""
    return ActivityOut.of(cards(_whole([activity_or_404(request, pk)]))[0])


def _whole(activities: Sequence[Activity]) -> Sequence[Activity]:
    """The same activities with all they are made of."""
    prefetch_related_objects(
        activities,
        "schedules",
        "targets",
        Prefetch("phases", with_reports(Phase.objects.all(), "phase")),
        Prefetch("occurrences", with_reports(Occurrence.objects.all(), "occurrence")),
    )
    return activities


@router.get("/programmes/{pk}/changes", response={200: Page[ChangeOut], **READ}, url_name="changes")
def changes(request: SignedRequest, pk: Number, asked: Query[Slice]) -> Any:
    """What became different since the programme was opened, and why."""
    found = Change.objects.filter(activity__programme=programme_or_404(request, pk))
    return page(found, asked, lambda rows: [ChangeOut.of(change) for change in rows])
