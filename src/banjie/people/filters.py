"""Filters of lists, kept under a name by the account that made them: one way for every list.

A list has a `place`, shows `saved_by`, and sends what is kept and dropped to `keep` and `drop`.
"""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banjie.common import audit
from banjie.people.models import SavedFilter, User
from banjie.people.requests import SignedRequest

MOST = 20


class TooMany(Exception):
    """The account keeps as many filters as it may."""


class FilterForm(forms.Form):
    """The name under which a filter is kept."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    query = forms.CharField(widget=forms.HiddenInput, max_length=400)


def saved_by(user: User, place: str) -> QuerySet[SavedFilter]:
    """The filters an account keeps for a list, the oldest first."""
    return SavedFilter.objects.filter(user=user, place=place)


@transaction.atomic
def save_filter(place: str, name: str, query: str, *, by: User) -> SavedFilter:
    """Keep a filter; a name used before gets the new filter. Raises `TooMany`."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = saved_by(by, place)
    if not mine.filter(name=name).exists() and mine.count() >= MOST:
        raise TooMany
    kept, _made = mine.update_or_create(user=by, place=place, name=name, defaults={"query": query})
    audit.record(by=by, verb="filter.saved", target=kept)
    return kept


@transaction.atomic
def drop_filter(kept: SavedFilter, *, by: User) -> None:
    """Keep it no longer."""
    audit.record(by=by, verb="filter.dropped", target=kept)
    kept.delete()


def keep(
    request: SignedRequest, place: str, known: Callable[[QueryDict], str], back: str
) -> HttpResponse:
    """Keep the filter of the list as it is now: as much of it as the list knows."""
    form, query = FilterForm(request.POST), ""
    if form.is_valid():
        query = known(QueryDict(form.cleaned_data["query"]))
        try:
            save_filter(place, form.cleaned_data["name"], query, by=request.user)
            messages.success(request, _("The filter is kept."))
        except TooMany:
            messages.warning(request, _("You keep %(n)d filters; drop one first.") % {"n": MOST})
    else:
        messages.warning(request, _("Give the filter a name of at most 40 characters."))
    return redirect(f"{back}?{query}")


def drop(request: SignedRequest, place: str, pk: int, back: str) -> HttpResponse:
    """Keep one of my filters no longer."""
    drop_filter(get_object_or_404(saved_by(request.user, place), pk=pk), by=request.user)
    return redirect(back)
