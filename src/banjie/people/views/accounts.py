"""Accounts of the site: for administrators, the security officer and (to read) the auditor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from banjie.common import audit, once
from banjie.people import profiles
from banjie.people.actions import accounts, duties
from banjie.people.forms.accounts import GiveDutyForm, InviteForm
from banjie.people.models import Membership, User
from banjie.people.requests import SignedRequest, sent
from banjie.people.stepping import carried_out


def _check(request: SignedRequest, permission: str) -> None:
    if not request.user.may(permission):
        raise PermissionDenied


@require_safe
def all_accounts(request: SignedRequest) -> HttpResponse:
    """Every account with its duties, those at work first."""
    _check(request, "people.see_accounts")
    rows = User.objects.select_related("site_duty").prefetch_related("memberships__unit")
    page = Paginator(rows.order_by("-is_active", "name", "pk"), 50).get_page(
        request.GET.get("page")
    )
    may = request.user.may("people.keep_accounts")
    noted = profiles.current().sign_ins_noted
    context = {"page": page, "may_invite": may, "noted": noted}
    return render(request, "people/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite(request: SignedRequest) -> HttpResponse:
    """Invite somebody; the link is shown once."""
    _check(request, "people.keep_accounts")
    form = InviteForm(sent(request).data)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = []

        def act() -> None:
            made.append(
                accounts.invite(
                    values["login"], name=values["name"], unit_name=values["unit"],
                    duty=values["duty"], by=request.user,
                )
            )  # fmt: skip

        try:
            carried_out(values["once"], act, by=request.user)
        except once.AlreadyDone:
            return redirect("people:accounts")
        return _link_page(request, *made[0])
    return render(
        request, "people/invite.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _link_page(request: SignedRequest, made: Any, secret: str) -> HttpResponse:
    link = settings.SITE_URL + reverse("people:invitation", args=(secret,))
    return render(request, "people/link.html", {"made": made, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def one_account(request: SignedRequest, pk: int) -> HttpResponse:
    """One account: its duties, and another one to give."""
    _check(request, "people.see_accounts")
    person = get_object_or_404(User, pk=pk)
    may_give = request.user.may("people.give_duties", person)
    form = GiveDutyForm(sent(request).data)
    if request.method == "POST":
        if not may_give:
            raise PermissionDenied
        if form.is_valid() and _given(request, person, form):
            return redirect("people:one-account", pk)
    context = {
        "person": person,
        "duties": person.memberships.select_related("unit", "lent_by"),
        "form": form if may_give else None,
        "may_keep": request.user.may("people.keep_accounts"),
        "may_renew": request.user.may("people.renew_access", person),
        "history": audit.history(person)[:50],
    }
    return render(request, "people/one_account.html", context, status=422 if form.is_bound else 200)


def _given(request: SignedRequest, person: User, form: GiveDutyForm) -> bool:
    values = form.cleaned_data

    def act() -> None:
        duties.give(person, duty=values["duty"], unit_name=values["unit"], by=request.user)

    try:
        carried_out(values["once"], act, by=request.user)
    except once.AlreadyDone:
        return True
    except ValidationError as error:
        form.add_error("duty", error)
        return False
    messages.success(request, _("Done."))
    return True


STEPS: dict[str, Callable[..., None]] = {
    "shut": accounts.shut,
    "reopen": accounts.reopen,
    "factors": accounts.take_factors,
}


@require_POST
@never_cache
def step(request: SignedRequest, pk: int, name: str) -> HttpResponse:
    """Shut or open an account, take its second factors away, or send a link to a new password."""
    person = get_object_or_404(User, pk=pk)
    renews = name in ("link", "factors")
    if not request.user.may("people.renew_access" if renews else "people.keep_accounts", person):
        raise PermissionDenied
    raise_if_reauthentication_required(request, app="people")
    if name == "link":
        if not person.is_active:
            raise PermissionDenied(_("This account is closed."))
        return _link_page(request, *accounts.send_link(person, by=request.user))
    try:
        STEPS[name](person, by=request.user)
        messages.success(request, _("Done."))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("people:one-account", pk)


@require_POST
def take_duty(request: SignedRequest, pk: int) -> HttpResponse:
    """End one duty in a unit."""
    held = get_object_or_404(Membership.objects.select_related("user", "unit"), pk=pk)
    if not request.user.may("people.give_duties", held.user):
        raise PermissionDenied
    duties.take(held, by=request.user)
    messages.success(request, _("Done."))
    return redirect("people:one-account", held.user_id)
