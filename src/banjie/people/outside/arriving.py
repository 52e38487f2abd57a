"""Somebody comes back from another site: to sign in, or to bind that log-in to an account.

Nobody's account is made here: who is not bound is told how that is done.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from banjie.people.actions import outside
from banjie.people.models import User
from banjie.people.standing import comes_first


def arrived(request: HttpRequest, login: Any) -> HttpResponse:
    """What was asked for before the way there is what is done now."""
    provider, subject = login.account.provider, login.account.uid
    if login.state["process"] == AuthProcess.CONNECT:
        return _bind(request, login.state["data"], provider, subject)
    user = outside.owner(provider, subject)
    if user is None:
        messages.error(
            request,
            _("No account is bound to this log-in. Sign in with your password and bind it under "
              "“Your account”."),
        )  # fmt: skip
        return redirect("people:sign-in")
    record_authentication(request, user, "outside", provider=provider)
    return perform_login(request, Login(user=user, redirect_url=login.state.get("next")))


def _bind(request: HttpRequest, asked_by: int, provider: str, subject: str) -> HttpResponse:
    """Only by the very account that asked, still signed in, with nothing else to do first."""
    user = request.user
    if not isinstance(user, User) or user.pk != asked_by or comes_first(request, user):
        return refused(request)
    try:
        outside.bind(user, provider, subject)
        messages.success(request, _("Bound. You can sign in by it from now on."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("people:outside")


def refused(request: HttpRequest) -> HttpResponse:
    """The same words whatever went wrong on the way."""
    messages.error(request, _("Signing in there did not work. Try again, or use your password."))
    return redirect("people:outside" if request.user.is_authenticated else "people:sign-in")
