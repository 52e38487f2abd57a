"""Stations in their tree, one station with its items, and the steps on both."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.topics import actions
from banjie.topics.forms.stations import StationForm
from banjie.topics.forms.topics import ItemForm
from banjie.topics.models import Station, Topic
from banjie.topics.queries import stations as queries
from banjie.topics.queries.topics import listed, topics_for
from banjie.topics.views.pages import act_page, check, form_page, found_or_404


def _station_or_404(request: SignedRequest, pk: int) -> Station:
    return found_or_404(queries.counted(queries.stations_for(request.user)), pk)


@require_safe
def stations(request: SignedRequest) -> HttpResponse:
    """The tree with its counts."""
    context = {
        "stations": queries.tree(queries.counted(queries.stations_for(request.user))),
        "may_open": request.user.may("topics.keep_stations"),
    }
    return render(request, "topics/stations.html", context)


@form_page
def new_station(request: SignedRequest) -> HttpResponse:
    """A new station."""
    check(request, "topics.keep_stations")
    form = StationForm(request.user, *sent(request))

    def act() -> Station:
        values = form.cleaned_data
        return actions.open_station(
            form.content(), office=values["office"], once_key=values["once"], by=request.user
        )

    return act_page(
        request, form, act, heading=_("Add a station"), button=_("Keep"),
        back=reverse("topics:stations"), template="topics/station_form.html",
    )  # fmt: skip


@require_safe
def station(request: SignedRequest, pk: int) -> HttpResponse:
    """One station: when it is open, what came up, what it has now."""
    found = _station_or_404(request, pk)
    user = request.user
    items = listed(queries.items_of(found).filter(pk__in=topics_for(user).values("pk")))
    context = {
        "station": found,
        "below": queries.tree(queries.counted(found.children.select_related("unit"))),
        "page": Paginator(items, 50).get_page(request.GET.get("page")),
        "may_change": user.may("topics.change_station", found),
        "may_raise": user.may("topics.raise_item", found),
    }
    return render(request, "topics/station.html", context)


@form_page
def change_station(request: SignedRequest, pk: int) -> HttpResponse:
    """Mend what is said of it."""
    found = _station_or_404(request, pk)
    check(request, "topics.change_station", found)
    form = StationForm(request.user, *sent(request), station=found)
    return act_page(
        request, form, lambda: actions.change_station(found, form.content(), by=request.user),
        heading=_("Change the station"), button=_("Keep"), back=found.get_absolute_url(),
        about=found, template="topics/station_form.html",
    )  # fmt: skip


@form_page
def raise_item(request: SignedRequest, pk: int) -> HttpResponse:
    """An item that came up at a station."""
    found = _station_or_404(request, pk)
    check(request, "topics.raise_item", found)
    form = ItemForm(*sent(request))

    def act() -> Topic:
        key = form.cleaned_data["once"]
        return actions.raise_item(form.content(), station=found, once_key=key, by=request.user)

    return act_page(
        request, form, act, heading=_("Enter an item"), button=_("Keep"),
        back=found.get_absolute_url(), about=found,
    )  # fmt: skip
