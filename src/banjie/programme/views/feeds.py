"""Calendar feeds: the page that makes and revokes addresses, and the feed itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from banjie.people.actions import make_feed_key, revoke_feed_key
from banjie.people.models import FeedKey, Unit
from banjie.people.queries import feed_key
from banjie.people.requests import SignedRequest
from banjie.programme.feed import write_feed
from banjie.programme.queries.feeds import activities_owed_by


def unit_or_404(request: SignedRequest, pk: int) -> Unit:
    """One of my units; any other is 'not found'."""
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None or not request.user.may("people.follow_unit", unit):
        raise Http404
    return unit


def _page(request: SignedRequest, shown: int | None = None, address: str = "") -> HttpResponse:
    """My units, each with its address of today (if one was just made) or the way to make one."""
    made = {key.unit_id: key.made_at for key in FeedKey.objects.filter(user=request.user)}
    units = Unit.objects.filter(pk__in=request.user.units())
    rows = [(unit, made.get(unit.pk), address if unit.pk == shown else "") for unit in units]
    return render(request, "programme/feeds.html", {"rows": rows})


@require_safe
def feeds(request: SignedRequest) -> HttpResponse:
    """Which of my units have an address; the secret in it is never shown again."""
    return _page(request)


@require_POST
@never_cache
def make_feed(request: SignedRequest, pk: int) -> HttpResponse:
    """Make a new address and show it, this once."""
    unit = unit_or_404(request, pk)
    secret = make_feed_key(unit, by=request.user)
    address = settings.SITE_URL + reverse("programme:feed", args=(secret,))
    return _page(request, unit.pk, address)


@require_POST
def revoke_feed(request: SignedRequest, pk: int) -> HttpResponse:
    """The address stops working at once."""
    revoke_feed_key(unit_or_404(request, pk), by=request.user)
    messages.success(request, _("The address works no longer."))
    return redirect("programme:feeds")


@login_not_required
@require_safe
@never_cache
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """What the unit owes, for a calendar program; the account's right is asked at every fetch."""
    key = feed_key(secret)
    if key is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        name = _("What %(unit)s owes") % {"unit": key.unit.name}
        content = write_feed(name, activities_owed_by(key.unit))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
