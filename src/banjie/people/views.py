"""Signing in and out, the audit log, and the limits with their sources."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from banjie.common import audit, clock, limits, once
from banjie.common.models import AuditEntry
from banjie.people import actions
from banjie.people.forms import LimitForm, SignInForm
from banjie.people.middleware import KEPT_SALT
from banjie.people.requests import SignedRequest, sent


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


@require_safe
def all_limits(request: SignedRequest) -> HttpResponse:
    """Every limit: the value in force, its source, from when, and what is to come."""
    today = clock.today()
    rows = []
    for name, limit in limits.shipped().items():
        known = limits.history(name)
        rows.append(
            {
                "name": name,
                "limit": limit,
                "rule": next((r for r in known if r.valid_from <= today), known[-1]),
                "coming": [r for r in reversed(known) if r.valid_from > today],
            }
        )
    return render(request, "people/limits.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def one_limit(request: SignedRequest, name: str) -> HttpResponse:
    """One limit with its history; an office's officer sets a new value from a day on."""
    limit = limits.shipped().get(name)
    if limit is None:
        raise Http404
    may_set = request.user.may("people.set_limits")
    if request.method == "POST" and not may_set:
        raise PermissionDenied(_("Limits are set by an office’s officer."))
    form = LimitForm(limit, sent(request).data)
    if request.method == "POST" and (answer := _set(request, name, form)):
        return answer
    context = {
        "limit": limit,
        "rule": limits.rule(name),
        "history": limits.history(name),
        "form": form if may_set else None,
    }
    return render(request, "people/limit.html", context, status=422 if form.is_bound else 200)


def _set(request: SignedRequest, name: str, form: LimitForm) -> HttpResponse | None:
    """Set the value; None when something is to be mended at the form."""
    if once.result(request.POST.get("once", ""), by=request.user):
        return redirect("people:limit", name)
    if not form.is_valid():
        return None
    values = dict(form.cleaned_data)
    try:
        actions.set_limit(name, once_key=values.pop("once"), by=request.user, **values)
    except once.AlreadyDone:
        return redirect("people:limit", name)
    except actions.DayTaken:
        form.add_error("valid_from", _("Somebody set a value from this day a moment ago."))
        return None
    messages.success(request, _("Set. What is running keeps the limit it began with."))
    return redirect("people:limit", name)
