"""Log-ins at other sites: on to one, back from it, and which are bound to one's account."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from banjie.common.addresses import caller
from banjie.common.middleware import policy_towards
from banjie.people.actions import outside
from banjie.people.outside.arriving import refused
from banjie.people.outside.entries import entries, hosts
from banjie.people.requests import SignedRequest
from banjie.people.tries import Tries


def leading_on(response: HttpResponse) -> HttpResponse:
    """A page whose buttons lead to the other sites."""
    response.headers["Content-Security-Policy"] = policy_towards(hosts())
    return response


def _provider(request: HttpRequest, entry: str) -> Any:
    try:
        return get_adapter().get_provider(request, entry)
    except SocialApp.DoesNotExist:
        raise Http404 from None


def _on(request: HttpRequest, entry: str, process: str, **more: Any) -> HttpResponse:
    """Where the other site is has to be asked first. While it does not answer, a network asks some
    times and no more: each time a worker waits.
    """
    provider = _provider(request, entry)
    tries = Tries("outside", entry, caller(request))
    if not tries.begin():
        return refused(request)
    try:
        answer: HttpResponse = provider.redirect(request, process, **more)
    except OSError:  # requests' own are such, and so is a file of authorities that is not there
        return refused(request)
    tries.forgive()
    return answer


@login_not_required
@never_cache
@require_POST
def sign_in(request: HttpRequest, entry: str) -> HttpResponse:
    """On to the other site, to sign in here."""
    if request.user.is_authenticated:
        return redirect("today")
    return _on(request, entry, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))


@login_not_required
@never_cache
@sensitive_variables()
@require_safe
def back(request: HttpRequest, entry: str) -> HttpResponse:
    """Back from it. What it says is believed for the session that went there, once."""
    adapter = _provider(request, entry).get_oauth2_adapter(request)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    except (OSError, KeyError):  # away by now, or what it says lacks what it must say
        return refused(request)
    return answer


def _standing(name: str, bound: Mapping[str, str], known: Container[str]) -> str:
    """What the page says of an entry. Bound to a log-in somewhere else than it leads to now, and
    bound by an entry that is gone, open nothing.
    """
    if name not in bound:
        return "free"
    if name not in known:
        return "gone"
    return "bound" if bound[name] in ("", outside.place_of(name)) else "elsewhere"


@require_safe
@never_cache
@reauthentication_required(app="people")
def all_logins(request: SignedRequest) -> HttpResponse:
    """Which are bound to the account, and which could be. One that this site takes no longer can
    still be taken off.
    """
    bound = dict(request.user.outside_logins.values_list("provider", "place"))
    known = {entry.id: entry.name for entry in entries()}
    rows = [
        (name, known.get(name, name), _standing(name, bound, known))
        for name in {**known, **dict.fromkeys(sorted(bound))}
    ]
    return leading_on(render(request, "people/outside.html", {"rows": rows}))


@require_POST
def step(request: SignedRequest, entry: str, verb: str) -> HttpResponse:
    """On to the other site, to bind that log-in to this account; or take it off. Who has not
    confirmed who it is comes by the page that asks.
    """
    if is_reauthentication_required(request, app="people"):
        return redirect("people:outside")
    if verb == "bind":
        return _on(request, entry, AuthProcess.CONNECT, data=request.user.pk)
    outside.unbind(request.user, entry)
    messages.success(request, _("Taken off. It opens nothing here any more."))
    return redirect("people:outside")
