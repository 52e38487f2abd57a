"""Units."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ
from banjie.api.schemas.common import UnitOut
from banjie.people.models import Unit, User
from banjie.people.requests import SignedRequest

router = Router(tags=["Units"])


def units_for(user: User) -> QuerySet[Unit]:
    """Every unit for those who have a duty in one, as the form of a paper offers them."""
    return Unit.objects.all() if user.units() else Unit.objects.none()


@router.get("/units", response={200: Page[UnitOut], **READ}, url_name="units")
def units(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The units of the site, for those who have a duty in one of them."""
    return page(units_for(request.user), asked, lambda rows: [UnitOut.of(unit) for unit in rows])


@router.get("/units/{pk}", response={200: UnitOut, **READ}, url_name="unit")
def unit(request: SignedRequest, pk: Number) -> Any:
    """One unit."""
    return UnitOut.of(get_object_or_404(units_for(request.user), pk=pk))
