"""Stations in their tree, one station with its items, and the steps on both."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import Place, Words
from banjie.topics import actions
from banjie.topics.forms.stations import StationForm
from banjie.topics.forms.topics import ItemForm
from banjie.topics.models import Station
from banjie.topics.queries import stations as queries
from banjie.topics.queries.topics import listed, topics_for
from banjie.topics.views.pages import STEPPING, check, form_page, found_or_404, place


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
    check(request, "keep_stations")
    form = StationForm(request.user, *sent(request))
    return STEPPING.page(
        request, Place(reverse("topics:stations"), _("Stations")), form,
        Words(_("Add a station"), _("Keep")),
        lambda said: actions.open_station(
            form.content(), office=said["office"], by=request.user
        ),
        template="topics/station_form.html",
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
    check(request, "change_station", found)
    form = StationForm(request.user, *sent(request), station=found)
    return STEPPING.page(
        request, place(found), form, Words(_("Change the station"), _("Keep")),
        lambda _said: actions.change_station(found, form.content(), by=request.user),
        template="topics/station_form.html",
    )  # fmt: skip


@form_page
def raise_item(request: SignedRequest, pk: int) -> HttpResponse:
    """An item that came up at a station."""
    found = _station_or_404(request, pk)
    check(request, "raise_item", found)
    form = ItemForm(*sent(request))
    return STEPPING.page(
        request, place(found), form, Words(_("Enter an item"), _("Keep")),
        lambda _said: actions.raise_item(form.content(), station=found, by=request.user),
    )  # fmt: skip
