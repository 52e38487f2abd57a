"""Who comes by a link: chooses a password and is in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from banjie.people.actions import accounts
from banjie.people.forms.signing import FirstAccountForm, NewPasswordForm
from banjie.people.models import Invitation, User
from banjie.people.requests import sent


@login_not_required
@never_cache
@sensitive_post_parameters()
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link. A wrong one, a used one and an old one are answered alike."""
    try:
        found = accounts.invitation(secret)
        form = _form(request, found)
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            user = accounts.accept(
                secret, password=values["password"], login=values.get("login", ""),
                name=values.get("name", ""),
            )  # fmt: skip
            return perform_password_login(request, {}, Login(user=user))
    except accounts.LinkOver:
        return render(request, "people/link_over.html", status=404)
    context = {"form": form, "invited": found}
    return render(request, "people/invitation.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, found: Invitation) -> NewPasswordForm:
    """The very first account also says who it is: there is no default one."""
    user = found.user or User(login=found.login, name=found.name)
    kind = FirstAccountForm if found.first else NewPasswordForm
    return kind(user, sent(request).data)
