"""Signing in and out, and the audit log."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from banjie.common import audit
from banjie.common.models import AuditEntry
from banjie.people.forms import SignInForm
from banjie.people.middleware import KEPT_SALT
from banjie.people.requests import SignedRequest


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """The sign-in page; `?part=form` gives the form alone for the dialog over a page in work."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_template_names(self) -> list[str]:
        part = self.request.GET.get("part") == "form"
        return ["people/parts/sign_in_form.html" if part else self.template_name]

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        if self.request.GET.get("part") == "form":
            return render(self.request, "people/parts/signed_in.html")
        kept = self.request.POST.get("kept")
        return self._go_on(kept) if kept else answer

    def _go_on(self, kept: str) -> HttpResponse:
        """Offer the kept form again: one press sends it as it was."""
        try:
            form = signing.loads(kept, salt=KEPT_SALT, max_age=24 * 3600)
        except signing.BadSignature:
            raise PermissionDenied from None
        return render(self.request, "people/go_on.html", form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["kept"] = self.request.POST.get("kept", "")
        context["expired"] = bool(context["kept"])
        return context


class SignOut(auth.LogoutView):
    """Signs out (POST only)."""


@require_safe
def audit_log(request: SignedRequest) -> HttpResponse:
    """Every step, newest first; for the auditor only. `?whole` checks the chain from its start."""
    if not request.user.may("people.read_audit"):
        raise PermissionDenied
    page = Paginator(AuditEntry.objects.select_related("actor"), 100).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {"page": page, "checked": "whole" in request.GET}
    if context["checked"]:
        context["broken"] = audit.broken_links()
    return render(request, "people/audit_log.html", context)
