"""Signing in and out, and what was sent when the log-in had expired."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from banjie.people.forms.signing import SignInForm
from banjie.people.middleware import KEPT_SALT
from banjie.people.outside.entries import entries
from banjie.people.requests import SignedRequest
from banjie.people.views.outside import leading_on

KEPT = "kept_form"
KEPT_FOR = 24 * 3600


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """The sign-in page; `?part=form` gives the form alone for the dialog over a page in work."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_template_names(self) -> list[str]:
        part = self.request.GET.get("part") == "form"
        return ["people/parts/sign_in_form.html" if part else self.template_name]

    def form_valid(self, form: Any) -> HttpResponse:
        """The account is in, or its second step comes next; then on to where it wanted to go."""
        kept, part = self.request.POST.get("kept"), self.request.GET.get("part") == "form"
        if kept:
            _kept_form(kept)
            self.request.session[KEPT] = kept
        onward = reverse("people:signed-in") if kept or part else self.get_success_url()
        login = Login(user=form.get_user(), redirect_url=onward)
        return perform_password_login(self.request, {}, login)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["kept"] = self.request.POST.get("kept", "")
        context["expired"] = bool(context["kept"])
        context["logins"] = entries()
        return context

    def render_to_response(self, context: dict[str, Any], **how: Any) -> HttpResponse:
        return leading_on(super().render_to_response(context, **how))


def _kept_form(kept: str) -> Any:
    """The form that was sent when the log-in had expired."""
    try:
        return signing.loads(kept, salt=KEPT_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        raise PermissionDenied from None


@method_decorator(sensitive_post_parameters("code"), name="dispatch")
class SecondStep(AuthenticateView):
    """The second step, as a page or in the dialog."""

    def get_template_names(self) -> list[str]:
        part = self.stage.login.redirect_url == reverse("people:signed-in")
        in_dialog = part and KEPT not in self.request.session
        return ["people/parts/second_step_form.html" if in_dialog else "people/second_step.html"]


@require_safe
def signed_in(request: SignedRequest) -> HttpResponse:
    """After signing in: offer the kept form again, which one press sends as it was; or tell the
    dialog that it is done.
    """
    kept = request.session.pop(KEPT, None)
    if kept:
        return render(request, "people/go_on.html", _kept_form(kept))
    return render(request, "people/parts/signed_in.html")


class SignOut(auth.LogoutView):
    """Signs out (POST only)."""
