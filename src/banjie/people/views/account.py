"""One's own account: what is kept about it, its password, its second factor, its end."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.base.views import IndexView
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from banjie.people import profiles
from banjie.people.actions import accounts, choose_password
from banjie.people.forms.accounts import NameForm
from banjie.people.forms.signing import ChangePasswordForm
from banjie.people.outside.entries import entries
from banjie.people.queries import owndata
from banjie.people.requests import SignedRequest, sent
from banjie.people.standing import lacks_second_factor, must_choose


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedRequest) -> HttpResponse:
    """What the site keeps about the account, all of it; the name can be corrected here."""
    form = NameForm(sent(request).data, instance=request.user)
    if request.method == "POST" and form.is_valid():
        accounts.rename(request.user, form.cleaned_data["name"])
        messages.success(request, _("Corrected."))
        return redirect("people:account")
    request.user.refresh_from_db(fields=["name"])
    context = {
        "form": form,
        "duties": request.user.memberships.select_related("unit", "lent_by"),
        "kept": owndata.kinds(request.user),
        "noted": profiles.current().sign_ins_noted,
        "logins": entries() or request.user.outside_logins.exists(),
    }
    return render(request, "people/account.html", context, status=422 if form.is_bound else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedRequest) -> HttpResponse:
    """A new password; every other session of the account ends with the old one."""
    form = ChangePasswordForm(request.user, sent(request).data)
    if request.method == "POST" and form.is_valid():
        choose_password(request.user, form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed. You are signed out elsewhere."))
        return redirect("today")
    context = {"form": form, "due": must_choose(request.user)}
    return render(request, "people/password.html", context, status=422 if form.is_bound else 200)


class Factors(IndexView):
    """The second factors of the account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = lacks_second_factor(self.request, self.request.user)
        return super().get_context_data(**kwargs) | {"second_factor_due": due}


@require_safe
@never_cache
def export(request: SignedRequest) -> HttpResponse:
    """Everything that is kept about the account, as JSON; needs the living session."""
    answer = JsonResponse(
        owndata.export(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="account.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="people")
def close(request: SignedRequest) -> HttpResponse:
    """End one's account: what is the person's own goes, what was done stays without the name."""
    if request.method == "POST":
        try:
            accounts.close_account(request.user, by=request.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("people:account")
        logout(request)
        messages.success(request, _("Your account is closed and its name is gone."))
        return redirect("people:sign-in")
    return render(request, "people/close.html", {"kept": owndata.kinds(request.user)})
