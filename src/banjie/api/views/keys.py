"""The page on which an account makes and revokes its keys."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from banjie.api import actions
from banjie.api.forms import KeyForm
from banjie.api.queries import keys_of
from banjie.common import clock, once
from banjie.people.requests import SignedRequest, sent


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keys(request: SignedRequest) -> HttpResponse:
    """My keys, and the form for a new one; its secret is shown this once. A key outlives the
    session, so who makes one shows once more who is asking.
    """
    form, secret = KeyForm(sent(request).data), ""
    if form.is_bound and form.is_valid():
        raise_if_reauthentication_required(request, app="api")
        values = form.cleaned_data
        try:
            secret = actions.make_key(
                name=values["name"], days=values["days"], read_only=not values["writes"],
                once_key=values["once"], by=request.user,
            )  # fmt: skip
        except once.AlreadyDone:
            messages.info(
                request, _("This key was made already; its secret cannot be shown again.")
            )
            return redirect("api:keys")
        form = KeyForm()
    context = {
        "form": form,
        "secret": secret,
        "keys": keys_of(request.user),
        "today": clock.today(),
        "site_url": settings.SITE_URL,
    }
    return render(request, "api/keys.html", context, status=422 if form.is_bound else 200)


@require_POST
def revoke(request: SignedRequest, pk: int) -> HttpResponse:
    """The key stops working at once; one that is not mine is left alone."""
    actions.revoke_key(pk, by=request.user)
    messages.success(request, _("The key works no longer."))
    return redirect("api:keys")
